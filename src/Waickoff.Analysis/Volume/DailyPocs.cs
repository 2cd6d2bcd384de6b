using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Volume;

/// <summary>The point of control of a UTC day; naked until price trades there again.</summary>
/// <param name="Index">The last candle of the day.</param>
/// <param name="ConfirmedIndex">The same, or the next candle where the day's last is missing.</param>
/// <param name="Level">The price at which most was traded.</param>
/// <param name="StartIndex">The first candle of the day.</param>
/// <param name="Inputs">The numbers beside it.</param>
public readonly record struct DailyPoc(
    int Index,
    int ConfirmedIndex,
    double Level,
    int StartIndex,
    DailyPocInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => "daily-poc";

    /// <summary>None: a level that draws price argues for neither side.</summary>
    public Side Side => Side.None;
}

/// <summary>What the day traded.</summary>
/// <param name="Vah">Upper edge of the value area.</param>
/// <param name="Val">Lower edge of the value area.</param>
/// <param name="Volume">Base volume.</param>
public readonly record struct DailyPocInputs(double Vah, double Val, double Volume);

/// <summary>Finds the point of control of each completed day and follows whether it is naked.</summary>
/// <remarks>
/// <para>Definition: the point of control of the <see cref="VolumeProfile"/> over the candles of a UTC day.</para>
/// <para>Source: naked (virgin) points of control of the market profile literature.</para>
/// <para>Units: prices; base volume.</para>
/// <para>Confirmation: the close of the day's last candle; where it is missing, the next whole candle.</para>
/// <para>Life: traded at the first later candle whose range holds the level; a candle that jumps over it does not trade there.</para>
/// <para>Edge cases: the first day counts only when seen from 00:00. A day without volume or range has none, and candles of a day or
/// longer say nothing about where inside them was traded. When the candle that confirms belongs to the next day and trades at the level,
/// that is told with the candle behind it.</para>
/// </remarks>
public sealed class DailyPocs : Tracker<DailyPoc>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const long DayMs = 86_400_000;

    private readonly Candle[] day;
    private readonly PriceWatch below = new(isBelow: true);
    private readonly PriceWatch above = new(isBelow: false);
    private readonly List<DailyPoc> pending = [];
    private readonly List<int> tradedAlready = [];
    private long dayNumber = -1;
    private int count;

    /// <summary>Starts on a tape.</summary>
    public DailyPocs(Tape tape, FindingLog<DailyPoc>? log = null)
        : base(tape, log) => day = new Candle[tape.Timeframe < Timeframe.D1 ? DayMs / tape.Timeframe.Milliseconds : 0];

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        Follow(in closed);
        if (day.Length == 0)
            return;
        var (number, time) = Math.DivRem(closed.OpenTimeMs, DayMs);
        if (number != dayNumber)
        {
            // A day that is still open misses its last candle.
            Complete(Tape.Index - 1);
            StartDay(number, isSeenWhole: dayNumber >= 0 || time == 0);
        }
        if (count >= 0)
            day[count++] = closed;
        if (time + Tape.Timeframe.Milliseconds == DayMs)
            Complete(Tape.Index);
        if (pending.Count > 0 && Tape.CanConfirm)
            Confirm(in closed);
    }

    /// <summary>A count below 0 marks a day that is not to be read.</summary>
    private void StartDay(long number, bool isSeenWhole) => (dayNumber, count) = (number, isSeenWhole ? 0 : -1);

    private void Complete(int lastIndex)
    {
        if (count > 0 && VolumeProfile.LevelsOf(day.AsSpan(0, count)) is { } levels)
        {
            var inputs = new DailyPocInputs(levels.Vah, levels.Val, levels.Volume);
            pending.Add(new DailyPoc(lastIndex, lastIndex, levels.Poc, lastIndex - count + 1, inputs));
        }
        count = -1;
    }

    private void Confirm(in Candle closed)
    {
        foreach (var poc in pending)
        {
            var number = Log.Add(poc with { ConfirmedIndex = Tape.Index }, hasLife: true);
            if (poc.Index < Tape.Index && Holds(in closed, poc.Level))
                tradedAlready.Add(number);
            else
                (poc.Level < closed.Close ? below : above).Add(poc.Level, number);
        }
        pending.Clear();
    }

    /// <summary>A level that a candle jumped over waits on the other side of price from then on.</summary>
    private void Follow(in Candle closed)
    {
        foreach (var traded in tradedAlready)
            Log.Move(traded, FindingState.Traded, Tape.Index, isEnd: true);
        tradedAlready.Clear();
        while (below.TryReach(closed.Low, out var number))
            MeetOrPass(number, in closed, above);
        while (above.TryReach(closed.High, out var number))
            MeetOrPass(number, in closed, below);
    }

    private void MeetOrPass(int number, in Candle closed, PriceWatch otherSide)
    {
        var level = Log[number].Level;
        if (Holds(in closed, level))
            Log.Move(number, FindingState.Traded, Tape.Index, isEnd: true);
        else
            otherSide.Add(level, number);
    }

    private static bool Holds(in Candle candle, double price) => candle.Low <= price && price <= candle.High;
}
