using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>The highs and lows of the last completed periods, and whether price went beyond them since.</summary>
internal sealed class PreviousLevels
{
    private readonly PeriodExtremes[] periods;

    public PreviousLevels(Tape tape, FindingLog<LiquidityEvent> log) =>
        periods = [
            .. Enum.GetValues<LevelPeriod>()
                .Where(p => ShortestMinutes(p) > tape.Timeframe.Minutes)
                .Select(p => new PeriodExtremes(tape, log, p)),
        ];

    public void Advance(in Candle closed)
    {
        foreach (var period in periods)
            period.Advance(in closed);
    }

    private static int ShortestMinutes(LevelPeriod period) =>
        period switch
        {
            LevelPeriod.FourHours => 240,
            LevelPeriod.Day => 1440,
            LevelPeriod.Week => 7 * 1440,
            LevelPeriod.Month => 28 * 1440,
        };

    /// <summary>Start and end of the period that holds a time.</summary>
    private static (long StartMs, long EndMs) Bounds(LevelPeriod period, long timeMs)
    {
        const long dayMs = 86_400_000;
        // 1970-01-01 was a Thursday.
        const long mondayMs = 4 * dayMs;
        return period switch
        {
            LevelPeriod.FourHours => Multiple(dayMs / 6, 0),
            LevelPeriod.Day => Multiple(dayMs, 0),
            LevelPeriod.Week => Multiple(7 * dayMs, mondayMs),
            LevelPeriod.Month => Month(),
        };

        (long, long) Multiple(long length, long origin)
        {
            // One length is added so that times before the origin round down too.
            var start = timeMs - ((timeMs - origin + length) % length);
            return (start, start + length);
        }
        (long, long) Month()
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
            var first = new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
            return (first.ToUnixTimeMilliseconds(), first.AddMonths(1).ToUnixTimeMilliseconds());
        }
    }

    /// <summary>One kind of period: the running one, and the two levels of the one before it.</summary>
    private sealed class PeriodExtremes(Tape tape, FindingLog<LiquidityEvent> log, LevelPeriod period)
    {
        private readonly long candleMs = tape.Timeframe.Milliseconds;
        private Extremes running;
        private Extremes completed;
        private bool isWhole;
        private bool isDue;
        private long endMs = long.MinValue;
        private int highNumber = -1;
        private int lowNumber = -1;
        private double high = double.PositiveInfinity;
        private double low = double.NegativeInfinity;

        public void Advance(in Candle closed)
        {
            if (closed.High > high || closed.Low < low)
                Break(in closed);
            if (closed.OpenTimeMs >= endMs)
                Start(closed.OpenTimeMs);
            if (closed.High > running.High)
                (running.High, running.HighIndex) = (closed.High, tape.Index);
            if (closed.Low < running.Low)
                (running.Low, running.LowIndex) = (closed.Low, tape.Index);
            if (closed.OpenTimeMs + candleMs >= endMs)
                Complete();
            if (isDue && tape.CanConfirm)
                Publish();
        }

        private void Break(in Candle closed)
        {
            if (closed.High > high)
            {
                high = double.PositiveInfinity;
                log.Move(highNumber, FindingState.Broken, tape.Index);
            }
            if (closed.Low < low)
            {
                low = double.NegativeInfinity;
                log.Move(lowNumber, FindingState.Broken, tape.Index);
            }
        }

        private void Start(long openTimeMs)
        {
            Complete();
            var isFirst = endMs == long.MinValue;
            (var startMs, endMs) = Bounds(period, openTimeMs);
            running = new Extremes(tape.Index);
            isWhole = !isFirst || openTimeMs == startMs;
        }

        /// <summary>Ends the running period, once, if it was seen from its start.</summary>
        private void Complete()
        {
            if (!isWhole)
                return;
            (completed, isDue) = (running, true);
            isWhole = false;
        }

        private void Publish()
        {
            isDue = false;
            if (highNumber >= 0)
            {
                log.Move(highNumber, FindingState.Superseded, tape.Index, isEnd: true);
                log.Move(lowNumber, FindingState.Superseded, tape.Index, isEnd: true);
                (highNumber, lowNumber) = (-1, -1);
            }
            (high, low) = (double.PositiveInfinity, double.NegativeInfinity);
            if (!(completed.High > completed.Low))
                return;
            (high, low) = (completed.High, completed.Low);
            highNumber = Write(Side.Bearish, LiquidityKind.PreviousHigh, completed.HighIndex, high);
            lowNumber = Write(Side.Bullish, LiquidityKind.PreviousLow, completed.LowIndex, low);
        }

        private int Write(Side side, LiquidityKind kind, int index, double level)
        {
            var inputs = new LiquidityInputs(tape.Index - index, double.NaN, double.NaN, double.NaN);
            return log.Add(
                new LiquidityEvent(side, kind, index, tape.Index, level, completed.StartIndex, period, inputs),
                hasLife: true
            );
        }

        /// <summary>What a period has traded so far.</summary>
        private struct Extremes(int startIndex)
        {
            public readonly int StartIndex = startIndex;
            public double High = double.NegativeInfinity;
            public int HighIndex = -1;
            public double Low = double.PositiveInfinity;
            public int LowIndex = -1;
        }
    }
}
