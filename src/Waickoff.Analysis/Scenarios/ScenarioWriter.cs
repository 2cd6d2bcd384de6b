using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Analysis.Scenarios;

/// <summary>
/// Composes the three scenarios of a timeframe from its levels. Every price is a level that was found, or is said to be computed from
/// one; where no level serves, the scenario is missing.
/// </summary>
internal sealed class ScenarioWriter
{
    private const double ZoneReachAtr = 8;
    private const double ZoneHeightAtr = 2;
    private const double StopReachAtr = 3;
    private const double ConfirmationReachAtr = 2;
    private const double StopMarginAtr = 0.5;
    private const double BetweenTargetsAtr = 0.5;
    private const int MostTargets = 3;

    private readonly double close;
    private readonly double atr;
    private readonly KeyLevel[] levels;
    private readonly ValueList<Confluence> confluences;
    private readonly PriceRange seen;

    private ScenarioWriter(TimeframeAnalysis analysis, KeyLevel[] levels, ValueList<Confluence> confluences)
    {
        (close, atr) = (analysis.Last.Close, analysis.Atr);
        (this.levels, this.confluences) = (levels, confluences);
        seen = analysis.Seen;
    }

    public static ValueList<Scenario> Write(
        TimeframeAnalysis analysis,
        KeyLevel[] levels,
        ValueList<Confluence> confluences
    )
    {
        if (!(analysis.Atr > 0))
            return default;
        var writer = new ScenarioWriter(analysis, levels, confluences);
        Scenario?[] all = [writer.Directed(Side.Bullish), writer.Directed(Side.Bearish), writer.Neutral(analysis)];
        return new ValueList<Scenario>([.. all.OfType<Scenario>()]);
    }

    private Scenario? Directed(Side side)
    {
        var sign = side.Sign();
        if (ZoneFor(side) is not { } zone)
            return null;
        var (far, near) = side == Side.Bullish ? (zone.Bottom, zone.Top) : (zone.Top, zone.Bottom);
        var entry = (zone.Bottom + zone.Top) / 2;
        var stop = StopBehind(far, side);
        var risk = sign * (entry - stop.Price);
        var beyond = sign > 0 ? Math.Max(close, near) : Math.Min(close, near);
        if (FirstBeyond(near, side) is not { } confirmation)
            confirmation = new ScenarioLevel(near, null, "zone-edge", null);
        var confirmed = sign > 0 ? Math.Max(beyond, confirmation.Price) : Math.Min(beyond, confirmation.Price);
        var targets = TargetsBeyond(confirmed, side, entry, risk);
        return targets.Count == 0 ? null : new Scenario(side, zone, confirmation, stop, null, targets);
    }

    /// <summary>The confluence with the most points on the side price would come back to, else the nearest single level that argues for the side.</summary>
    private ScenarioZone? ZoneFor(Side side)
    {
        var sign = side.Sign();
        foreach (var zone in confluences)
        {
            var isBehind = sign * (zone.Midpoint - close) <= 0 && zone.DistanceAtr <= ZoneReachAtr;
            if (isBehind)
                return new ScenarioZone(zone.Bottom, zone.Top, zone.Parts, zone.Score);
        }
        KeyLevel? nearest = null;
        foreach (var level in levels)
        {
            var middle = (level.Bottom + level.Top) / 2;
            var isCandidate =
                level.Side == side
                && sign * (middle - close) <= 0
                && Math.Abs(middle - close) <= ZoneReachAtr * atr
                && level.Top - level.Bottom <= ZoneHeightAtr * atr;
            if (
                isCandidate
                && (nearest is not { } n || Math.Abs(middle - close) < Math.Abs(((n.Bottom + n.Top) / 2) - close))
            )
                nearest = level;
        }
        if (nearest is not { } found)
            return null;
        var part = new ConfluencePart(found.Family, found.Name, found.Bottom, double.NaN, found.Source);
        return new ScenarioZone(found.Bottom, found.Top, new ValueList<ConfluencePart>([part]), double.NaN);
    }

    /// <summary>The nearest extreme half an ATR to 3 ATR behind the zone; where there is none, half an ATR behind its far edge.</summary>
    private ScenarioLevel StopBehind(double far, Side side)
    {
        var sign = side.Sign();
        KeyLevel? best = null;
        foreach (var level in levels)
        {
            var isExtreme =
                level.Family
                is LevelFamily.Structure
                    or LevelFamily.Liquidity
                    or LevelFamily.PreviousLevel
                    or LevelFamily.Wyckoff;
            var behind = sign * (far - level.Bottom);
            if (!isExtreme || level.Side != side || behind < StopMarginAtr * atr || behind > StopReachAtr * atr)
                continue;
            if (best is not { } b || sign * (level.Bottom - b.Bottom) > 0)
                best = level;
        }
        return best is { } found
            ? Named(in found, found.Bottom)
            : new ScenarioLevel(far - (sign * StopMarginAtr * atr), null, "zone-margin", null);
    }

    /// <summary>
    /// The nearest extreme up to 2 ATR ahead of the zone: a close beyond it says that the zone held. One further away would confirm only
    /// what has already happened.
    /// </summary>
    private ScenarioLevel? FirstBeyond(double price, Side side)
    {
        var sign = side.Sign();
        KeyLevel? best = null;
        foreach (var level in levels)
        {
            var isExtreme = level.Family is LevelFamily.Structure or LevelFamily.Wyckoff;
            var ahead = sign * (level.Bottom - price);
            if (!isExtreme || level.Side != side.Opposite() || !(ahead > 0) || ahead > ConfirmationReachAtr * atr)
                continue;
            if (best is not { } b || sign * (level.Bottom - b.Bottom) < 0)
                best = level;
        }
        return best is { } found ? Named(in found, found.Bottom) : null;
    }

    /// <summary>
    /// Up to three levels behind the confirmation that offer resistance, each at least half an ATR further than the one before it: what lies
    /// before the confirmation has been passed when it comes.
    /// </summary>
    private ValueList<ScenarioTarget> TargetsBeyond(double price, Side side, double entry, double risk)
    {
        var sign = side.Sign();
        var ahead = new List<ScenarioLevel>();
        foreach (var level in levels)
        {
            var near = sign > 0 ? level.Bottom : level.Top;
            var opposes =
                level.Side == side.Opposite() || level.Family is LevelFamily.Fibonacci or LevelFamily.VolumeProfile;
            if (opposes && sign * (near - price) >= BetweenTargetsAtr * atr)
                ahead.Add(Named(in level, near));
        }
        ahead.Sort((a, b) => sign * a.Price.CompareTo(b.Price));
        var targets = new List<ScenarioTarget>(MostTargets);
        foreach (var level in ahead)
        {
            if (targets.Count == MostTargets)
                break;
            if (targets.Count > 0 && sign * (level.Price - targets[^1].Level.Price) < BetweenTargetsAtr * atr)
                continue;
            var isProjection = level.Price < seen.Low || level.Price > seen.High;
            targets.Add(new ScenarioTarget(level, sign * (level.Price - entry) / risk, isProjection));
        }
        return new ValueList<ScenarioTarget>([.. targets]);
    }

    /// <summary>Between the edges of the range in force, else of the range price deals in: the scenario in which nothing is decided.</summary>
    private Scenario? Neutral(TimeframeAnalysis analysis)
    {
        var (bottom, top) = analysis.Wyckoff is { IsInRange: true, Current: { } current }
            ? (Edge(current, current.Support, "support"), Edge(current, current.Resistance, "resistance"))
            : (Extreme(analysis.Internal.Range.Low, "range-low"), Extreme(analysis.Internal.Range.High, "range-high"));
        if (!(bottom.Price < top.Price) || close < bottom.Price || close > top.Price)
            return null;
        var zone = new ScenarioZone(bottom.Price, top.Price, default, double.NaN);
        return new Scenario(Side.None, zone, null, top, bottom, default);

        static ScenarioLevel Edge(CurrentRange range, double price, string name) =>
            new(price, LevelFamily.Wyckoff, name, new LevelSource("wyckoff", range.Range.Id));

        static ScenarioLevel Extreme(double price, string name) =>
            new(price, LevelFamily.Structure, name, new LevelSource("structure"));
    }

    private static ScenarioLevel Named(in KeyLevel level, double price) =>
        new(price, level.Family, level.Name, level.Source);
}
