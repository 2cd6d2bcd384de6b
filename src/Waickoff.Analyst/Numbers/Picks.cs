using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analyst.Numbers;

/// <summary>Chooses from all that was found what matters at the last close: what still stands, nearest to price first.</summary>
internal static class Picks
{
    private const double ReachAtr = 20;

    /// <summary>Order blocks that nothing has closed through, with the last state of each.</summary>
    public static List<(OrderBlock Block, FindingState State)> Blocks(TimeframeAnalysis analysis, Side side) =>
        Standing(
            analysis,
            analysis.OrderBlocks,
            b => b.Side == side ? (b.Top, b.Bottom) : null,
            state => state is FindingState.Fresh or FindingState.Touched or FindingState.Half
        );

    /// <summary>Fair value gaps that are not filled yet, with the last state of each.</summary>
    public static List<(FairValueGap Gap, FindingState State)> Gaps(TimeframeAnalysis analysis, Side side) =>
        Standing(
            analysis,
            analysis.FairValueGaps,
            g => g.Side == side ? (g.Top, g.Bottom) : null,
            state => state is FindingState.Fresh or FindingState.Touched or FindingState.Half
        );

    /// <summary>Pools of equal highs or lows, and previous highs and lows that price has not traded beyond: on one side of price.</summary>
    public static List<(LiquidityEvent Pool, FindingState State)> Pools(TimeframeAnalysis analysis, bool above) =>
        Standing(
            analysis,
            analysis.Liquidity,
            e => IsLevel(e.Kind) && e.Level > analysis.Last.Close == above ? (e.Level, e.Level) : null,
            state => state == FindingState.Fresh
        );

    /// <summary>The last sweep or run, or null when it is older than so many candles.</summary>
    public static LiquidityEvent? LastTaken(TimeframeAnalysis analysis, int candles)
    {
        for (var i = analysis.Liquidity.Count - 1; i >= 0; i--)
        {
            var e = analysis.Liquidity[i];
            if (e.ConfirmedIndex < analysis.Count - candles)
                return null;
            if (!IsLevel(e.Kind))
                return e;
        }
        return null;
    }

    /// <summary>The last completed leg, or null.</summary>
    public static FibonacciLeg? Leg(TimeframeAnalysis analysis) =>
        analysis.Fibonacci.Count > 0 ? analysis.Fibonacci[analysis.Fibonacci.Count - 1] : null;

    /// <summary>The last Elliott reading with its state, or null before the first.</summary>
    public static (ElliottReading Reading, bool IsFailed)? Elliott(TimeframeAnalysis analysis)
    {
        var last = analysis.Elliott.Count - 1;
        if (last < 0)
            return null;
        var isFailed = analysis.Elliott.LifeOf(last).Any(e => e.State == FindingState.Failed);
        return (analysis.Elliott[last], isFailed);
    }

    /// <summary>What the operator was last read to do, or null before the first reading.</summary>
    public static CompositeManReading? CompositeMan(TimeframeAnalysis analysis) =>
        analysis.CompositeMan.Count > 0 ? analysis.CompositeMan[analysis.CompositeMan.Count - 1] : null;

    /// <summary>The squeeze that is on, the longer one of both kinds, or null.</summary>
    public static Squeeze? SqueezeOn(TimeframeAnalysis analysis)
    {
        Squeeze? on = null;
        var states = analysis.Squeezes.States();
        for (var i = analysis.Squeezes.Count - 1; i >= 0; i--)
        {
            var squeeze = analysis.Squeezes[i];
            var isOn = squeeze.Kind is SqueezeKind.SqueezeA or SqueezeKind.SqueezeB && states[i] == FindingState.Fresh;
            if (isOn && (on is null || squeeze.Index < on.Value.Index))
                on = squeeze;
        }
        return on;
    }

    /// <summary>The last release of a squeeze, or null when it is older than so many candles.</summary>
    public static Squeeze? Release(TimeframeAnalysis analysis, int candles)
    {
        for (var i = analysis.Squeezes.Count - 1; i >= 0; i--)
        {
            var squeeze = analysis.Squeezes[i];
            if (squeeze.ConfirmedIndex < analysis.Count - candles)
                return null;
            if (squeeze.Kind is SqueezeKind.ReleaseA or SqueezeKind.ReleaseB)
                return squeeze;
        }
        return null;
    }

    /// <summary>The profile that fits a timeframe: the active range where there is one, else the day up to an hour, the week above.</summary>
    public static (ProfilePeriod Period, VolumeProfile Profile)? Profile(TimeframeAnalysis analysis)
    {
        var profile = analysis.Profile;
        if (analysis.Wyckoff.IsInRange && profile.Range is { } range)
            return (ProfilePeriod.Range, range);
        var period = analysis.Timeframe < Timeframe.H1 ? ProfilePeriod.Day : ProfilePeriod.Week;
        var fitting = period == ProfilePeriod.Day ? profile.Day : profile.Week;
        return fitting is null ? null : (period, fitting);
    }

    /// <summary>The events of the current range, newest first, and whether each failed.</summary>
    public static List<(WyckoffEvent Event, bool IsFailed)> Events(TimeframeAnalysis analysis)
    {
        var picked = new List<(WyckoffEvent, bool)>();
        if (analysis.Wyckoff.Current is not { } current)
            return picked;
        var events = analysis.Wyckoff.Events;
        var states = events.States();
        for (var i = events.Count - 1; i >= 0; i--)
        {
            if (events[i].RangeId == current.Range.Id)
                picked.Add((events[i], states[i] == FindingState.Failed));
        }
        return [.. picked.OrderByDescending(p => p.Item1.Index)];
    }

    /// <summary>
    /// The evidence for one side of the current range, weightiest first: of what can be said again the last entry, and nothing that a
    /// later entry undid.
    /// </summary>
    public static List<EvidenceEntry> Evidence(CurrentRange current, Side side)
    {
        var last = new Dictionary<EvidenceType, EvidenceEntry>();
        foreach (var entry in current.Evidence)
            last[Topic(entry.Type)] = entry;
        return [.. last.Values.Where(e => e.For == side && e.Points > 0).OrderByDescending(e => e.Points)];
    }

    /// <summary>A failure takes the place of what failed; a measure that changes sides that of its old value.</summary>
    private static EvidenceType Topic(EvidenceType type) =>
        type switch
        {
            EvidenceType.FalseBreakFailed => EvidenceType.FalseBreak,
            EvidenceType.DriveFailed => EvidenceType.Drive,
            _ => type,
        };

    private static bool IsLevel(LiquidityKind kind) =>
        kind
            is LiquidityKind.EqualHighs
                or LiquidityKind.EqualLows
                or LiquidityKind.PreviousHigh
                or LiquidityKind.PreviousLow;

    private static List<(TFinding, FindingState)> Standing<TFinding>(
        TimeframeAnalysis analysis,
        Findings<TFinding> findings,
        Func<TFinding, (double Top, double Bottom)?> zoneOf,
        Func<FindingState, bool> stands
    )
        where TFinding : struct, IFinding
    {
        var states = findings.States();
        var price = analysis.Last.Close;
        var picked = new List<(TFinding Finding, FindingState State, double Distance)>();
        for (var i = 0; i < findings.Count; i++)
        {
            if (!stands(states[i]) || zoneOf(findings[i]) is not { } zone)
                continue;
            var distance = Math.Max(0, Math.Max(price - zone.Top, zone.Bottom - price));
            if (distance <= ReachAtr * analysis.Atr)
                picked.Add((findings[i], states[i], distance));
        }
        return
        [
            .. picked.OrderBy(p => p.Distance).ThenByDescending(p => p.Finding.Index).Select(p => (p.Finding, p.State)),
        ];
    }
}
