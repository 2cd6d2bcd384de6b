using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;

namespace Waickoff.Backtest.Evidence;

/// <summary>The one way in which every case is decided.</summary>
/// <remarks>
/// Entry at the open behind the confirmation, worse by the slippage; stop at the invalidation; targets at 1, 2 and 3 times the distance
/// between them. A candle that reaches a target and the stop counts as the stop, unless finer candles tell. An open beyond a price is the
/// fill. Not decided after the horizon, it is closed at that close and is no hit.
/// </remarks>
public sealed record OutcomeRecipe
{
    /// <summary>The raising of this says that an outcome can change.</summary>
    public const int RuleVersion = 1;

    /// <summary>How many targets there are: 1, 2 and 3 times the risk.</summary>
    public const int Targets = 3;

    /// <summary>Candles from the entry on after which a case is closed, 1 or more.</summary>
    public int HorizonCandles { get; init; } = 50;

    /// <summary>Fee of each fill, as a share of its price.</summary>
    public double FeeShare { get; init; } = 0.001;

    /// <summary>What fills at the market are worse, as a share of the price.</summary>
    public double SlippageShare { get; init; } = 0.0005;

    /// <summary>
    /// A stop nearer than this to the close of the confirmation, in ATR(14), makes no case: its outcome would measure the noise of one
    /// candle, and its costs many times the risk. Such cases are counted.
    /// </summary>
    public double NearestStopAtr { get; init; } = 0.25;

    /// <summary>Decides a case.</summary>
    /// <param name="candles">All candles.</param>
    /// <param name="entry">The candle at whose open it is entered.</param>
    /// <param name="side">Bullish or bearish.</param>
    /// <param name="stop">The invalidation.</param>
    /// <param name="finer">Finer candles, or null.</param>
    internal CaseOutcome Decide(
        ReadOnlySpan<Candle> candles,
        int entry,
        Side side,
        double stop,
        FinerCandles? finer = null
    )
    {
        if (entry >= candles.Length)
            return new CaseOutcome { State = CaseState.Pending };
        var sign = side.Sign();
        var price = candles[entry].Open * (1 + (sign * SlippageShare));
        if (!(sign * (candles[entry].Open - stop) > 0))
            return new CaseOutcome { State = CaseState.Passed };
        var risk = Math.Abs(price - stop);
        var outcome = new CaseOutcome { EntryPrice = price };
        var last = entry + HorizonCandles - 1;
        var next = 0;
        for (var i = entry; i <= last; i++)
        {
            if (i >= candles.Length)
                return outcome with { State = CaseState.Pending };
            ref readonly var candle = ref candles[i];
            var (best, worst) = sign > 0 ? (candle.High, candle.Low) : (-candle.Low, -candle.High);
            var open = sign * candle.Open;
            var isStopHit = worst <= sign * stop;
            while (next < Targets && open > sign * stop)
            {
                var target = price + (sign * (next + 1) * risk);
                if (best < sign * target)
                    break;
                var isPassed = open >= sign * target;
                if (isStopHit && !isPassed && finer?.IsTargetFirst(candle.OpenTimeMs, sign, stop, target) != true)
                    break;
                var fill = isPassed ? candle.Open : target;
                outcome[next++] = new TargetOutcome(IsHit: true, InR(sign, price, fill, risk), i - entry + 1);
            }
            if (next == Targets)
                return outcome with { State = CaseState.Decided, EndIndex = i };
            if (isStopHit)
            {
                var seen = open <= sign * stop ? candle.Open : stop;
                return Close(outcome, next, sign, price, seen, risk, i, entry);
            }
        }
        return Close(outcome, next, sign, price, candles[last].Close, risk, last, entry);
    }

    private CaseOutcome Close(
        CaseOutcome outcome,
        int next,
        int sign,
        double price,
        double seen,
        double risk,
        int index,
        int entry
    )
    {
        var r = InR(sign, price, seen * (1 - (sign * SlippageShare)), risk);
        for (; next < Targets; next++)
            outcome[next] = new TargetOutcome(IsHit: false, r, index - entry + 1);
        return outcome with { State = CaseState.Decided, EndIndex = index };
    }

    private double InR(int sign, double entry, double exit, double risk) =>
        ((sign * (exit - entry)) - (FeeShare * (entry + exit))) / risk;
}
