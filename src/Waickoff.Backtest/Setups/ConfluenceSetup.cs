using System.Numerics;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Backtest.Setups;

/// <summary>
/// A candle that returns to the nearest price, within 3 ATR, where levels of three families lie within 0.25 ATR, as they were at the close before it, and
/// closes on the side it came from. Zones count by their near edge. Wrong 0.25 ATR beyond the furthest of the levels.
/// </summary>
/// <remarks>
/// <see cref="ConfluenceSearch"/> weighs all levels of an analysis and costs too much at every candle; this reads eight of its families
/// at what they stand for most: pivots, the last pools, the day's and the week's extremes, the edges of the range, open blocks and
/// gaps, the last leg's retracements, the volume-weighted price and the bands.
/// </remarks>
internal sealed class ConfluenceSetup : SetupRule
{
    private const int Families = 3;
    private const int MostZones = 12;
    private const double ReachAtr = 3;

    private readonly (double Price, LevelFamily Family)[] levels = new (double, LevelFamily)[64];
    private readonly Dictionary<(LiquidityKind, LevelPeriod?), double> standing = [];
    private readonly List<int> blocks = [];
    private readonly List<int> gaps = [];
    private int count;
    private double lowest;
    private double highest;
    private (double Near, double Far) support = (double.NaN, double.NaN);
    private (double Near, double Far) resistance = (double.NaN, double.NaN);
    private double stopDistance;

    public override MarketParts Parts => MarketParts.All;

    protected override void Advance(MarketFold fold, int number, List<SetupSignal> found)
    {
        ref readonly var candle = ref fold.Tape.Current;
        if (candle.Low <= support.Near && candle.Close >= support.Near)
            found.Add(new SetupSignal(number, Side.Bullish, support.Far - stopDistance));
        else if (candle.High >= resistance.Near && candle.Close <= resistance.Near)
            found.Add(new SetupSignal(number, Side.Bearish, resistance.Far + stopDistance));
        Collect(fold);
        stopDistance = ConfluenceSearch.MeetingAtr * fold.Tape.Atr;
        support = Nearest(candle.Close, -1);
        resistance = Nearest(candle.Close, +1);
    }

    protected override void Forget()
    {
        standing.Clear();
        blocks.Clear();
        gaps.Clear();
        support = resistance = (double.NaN, double.NaN);
    }

    private void Collect(MarketFold fold)
    {
        count = 0;
        var (close, reach) = (fold.Tape.Current.Close, ReachAtr * fold.Tape.Atr);
        (lowest, highest) = (close - reach, close + reach);
        AddPivot(fold.Internal!.High);
        AddPivot(fold.Internal.Low);
        AddPivot(fold.Swing!.High);
        AddPivot(fold.Swing.Low);
        FollowLiquidity(fold.Liquidity!);
        FollowZones(fold);
        foreach (var number in blocks)
            Add(fold.OrderBlocks!.Log[number].Level, LevelFamily.OrderBlock);
        foreach (var number in gaps)
            Add(fold.Gaps!.Log[number].Level, LevelFamily.FairValueGap);
        AddRange(fold.Wyckoff!.Wyckoff, fold.Tape.Index);
        if (fold.Legs!.Last is { HasLeg: true } leg)
        {
            var grid = new FibonacciGrid(leg.StartLevel, leg.Level);
            foreach (var ratio in FibonacciGrid.Retracements)
                Add(grid.Retracement(ratio).Price, LevelFamily.Fibonacci);
        }
        var period = fold.Vwap!.Period;
        Add(period.Value.Vwap, LevelFamily.Vwap);
        Add(period.Band(2), LevelFamily.Vwap);
        Add(period.Band(-2), LevelFamily.Vwap);
        Add(fold.Squeezes!.Bollinger.Lower, LevelFamily.Bollinger);
        Add(fold.Squeezes.Bollinger.Upper, LevelFamily.Bollinger);
    }

    /// <summary>Adds a level within reach, at its place among the others.</summary>
    private void Add(double price, LevelFamily family)
    {
        if (!(price >= lowest && price <= highest) || count == levels.Length)
            return;
        var place = count++;
        for (; place > 0 && levels[place - 1].Price > price; place--)
            levels[place] = levels[place - 1];
        levels[place] = (price, family);
    }

    private void AddPivot(ActivePivot pivot)
    {
        if (!pivot.IsCrossed)
            Add(pivot.Level, LevelFamily.Structure);
    }

    private void FollowLiquidity(Liquidity liquidity)
    {
        foreach (ref readonly var e in liquidity.Confirmed)
        {
            if (e.Kind is LiquidityKind.Sweep or LiquidityKind.Run)
            {
                // A pool that was taken is none.
                var taken = e.Kind == LiquidityKind.Sweep ? e.Side : e.Side.Opposite();
                standing.Remove((taken == Side.Bearish ? LiquidityKind.EqualHighs : LiquidityKind.EqualLows, null));
            }
            else if (e.Period != LevelPeriod.FourHours)
                standing[(e.Kind, e.Period)] = e.Level;
        }
        foreach (var (key, price) in standing)
            Add(price, key.Item2 is null ? LevelFamily.Liquidity : LevelFamily.PreviousLevel);
    }

    private void FollowZones(MarketFold fold)
    {
        foreach (ref readonly var e in fold.BlockEvents)
        {
            if (e.State is FindingState.Mitigated or FindingState.Expired)
                blocks.Remove(e.Finding);
        }
        foreach (ref readonly var e in fold.GapEvents)
        {
            if (e.State == FindingState.Filled)
                gaps.Remove(e.Finding);
        }
        Follow(blocks, fold.OrderBlocks!.Log.Count, fold.OrderBlocks.Confirmed.Length);
        Follow(gaps, fold.Gaps!.Log.Count, fold.Gaps.Confirmed.Length);
    }

    private static void Follow(List<int> open, int total, int added)
    {
        for (var number = total - added; number < total; number++)
        {
            if (open.Count == MostZones)
                open.RemoveAt(0);
            open.Add(number);
        }
    }

    private void AddRange(WyckoffLog log, int index)
    {
        var id = log.Ranges.Count - 1;
        if (id < 0 || (log.Ends.Count > 0 && log.Ends[log.Ends.Count - 1].RangeId == id))
            return;
        var (hasTop, hasBottom) = (false, false);
        for (var i = log.Edges.Count - 1; i >= 0 && !(hasTop && hasBottom); i--)
        {
            ref readonly var edge = ref log.Edges[i];
            if (edge.RangeId != id)
                return;
            if (edge.IsResistance ? hasTop : hasBottom)
                continue;
            (hasTop, hasBottom) = (hasTop || edge.IsResistance, hasBottom || !edge.IsResistance);
            Add(edge.At(index), LevelFamily.Wyckoff);
        }
    }

    /// <summary>The nearest zone below (-1) or above (+1) a price.</summary>
    private (double Near, double Far) Nearest(double price, int direction)
    {
        var start = direction < 0 ? count - 1 : 0;
        for (var i = start; i >= 0 && i < count; i += direction)
        {
            if (direction * (levels[i].Price - price) <= 0)
                continue;
            var families = 0u;
            for (var j = i; j >= 0 && j < count; j += direction)
            {
                if (direction * (levels[j].Price - levels[i].Price) > stopDistance)
                    break;
                families |= 1u << (int)levels[j].Family;
                if (BitOperations.PopCount(families) >= Families)
                    return (levels[i].Price, levels[j].Price);
            }
        }
        return (double.NaN, double.NaN);
    }
}
