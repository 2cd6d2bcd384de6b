using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;

namespace Waickoff.Analysis.Confluences;

/// <summary>Gathers the levels of an analysis that still matter: open, and within 12 ATR of price.</summary>
internal sealed class KeyLevels
{
    private const double ReachAtr = 12;

    private readonly TimeframeAnalysis analysis;
    private readonly List<KeyLevel> levels = [];
    private readonly double low;
    private readonly double high;
    private readonly int last;

    private KeyLevels(TimeframeAnalysis analysis)
    {
        this.analysis = analysis;
        last = analysis.Count - 1;
        var close = analysis.Last.Close;
        (low, high) = (close - (ReachAtr * analysis.Atr), close + (ReachAtr * analysis.Atr));
    }

    public static KeyLevel[] Of(TimeframeAnalysis analysis)
    {
        var levels = new KeyLevels(analysis);
        levels.AddStructure("internal", analysis.Internal);
        levels.AddStructure("swing", analysis.Swing);
        levels.AddLiquidity();
        levels.AddWyckoff();
        levels.AddOrderBlocks();
        levels.AddFairValueGaps();
        levels.AddFibonacci();
        levels.AddElliott();
        levels.AddProfile("day", analysis.Profile.Day);
        levels.AddProfile("week", analysis.Profile.Week);
        levels.AddProfile("range", analysis.Profile.Range);
        levels.AddNakedPocs();
        levels.AddVwaps();
        levels.AddBollinger();
        return [.. levels.levels];
    }

    private void Add(in KeyLevel level)
    {
        if (level.Top >= low && level.Bottom <= high && level.Bottom > 0)
            levels.Add(level);
    }

    private void AddStructure(string scale, StructureAnalysis structure)
    {
        AddPivot($"{scale}-high", structure.High, Side.Bearish);
        AddPivot($"{scale}-low", structure.Low, Side.Bullish);

        void AddPivot(string name, ActivePivot pivot, Side side)
        {
            if (pivot.Index < 0 || pivot.IsCrossed)
                return;
            var source = new LevelSource("structure");
            Add(KeyLevel.At(LevelFamily.Structure, name, pivot.Level, source, pivot.Index, side, pivot.IsSwept));
        }
    }

    private void AddLiquidity()
    {
        var states = analysis.Liquidity.States();
        for (var n = 0; n < states.Length; n++)
        {
            ref readonly var found = ref analysis.Liquidity[n];
            if (states[n] is not (FindingState.Fresh or FindingState.Broken))
                continue;
            var isPool = found.Kind is LiquidityKind.EqualHighs or LiquidityKind.EqualLows;
            var isPrevious = found.Kind is LiquidityKind.PreviousHigh or LiquidityKind.PreviousLow;
            if (!isPool && !isPrevious)
                continue;
            var kind = ((IFinding)found).Kind;
            var name = found.Period is { } period ? $"{kind}-{Spell(period)}" : kind;
            var family = isPool ? LevelFamily.Liquidity : LevelFamily.PreviousLevel;
            var isTested = states[n] == FindingState.Broken;
            var source = new LevelSource("liquidity", n);
            Add(KeyLevel.At(family, name, found.Level, source, found.ConfirmedIndex, found.Side, isTested));
        }
    }

    private static string Spell(LevelPeriod period) =>
        period switch
        {
            LevelPeriod.FourHours => "4h",
            LevelPeriod.Day => "day",
            LevelPeriod.Week => "week",
            LevelPeriod.Month => "month",
        };

    private void AddWyckoff()
    {
        if (analysis.Wyckoff.Current is not { } current)
            return;
        var source = new LevelSource("wyckoff", current.Range.Id);
        var since = current.Range.ConfirmedIndex;
        Add(KeyLevel.At(LevelFamily.Wyckoff, "support", current.Support, source, since, Side.Bullish));
        Add(KeyLevel.At(LevelFamily.Wyckoff, "resistance", current.Resistance, source, since, Side.Bearish));
    }

    private void AddOrderBlocks()
    {
        var states = analysis.OrderBlocks.States();
        for (var n = 0; n < states.Length; n++)
        {
            if (states[n] is not (FindingState.Fresh or FindingState.Touched or FindingState.Half))
                continue;
            ref readonly var block = ref analysis.OrderBlocks[n];
            AddZone(
                LevelFamily.OrderBlock,
                $"{Spell(block.Side)}-block",
                (block.Bottom, block.Top),
                block.Side,
                new LevelSource("order-blocks", n),
                block.ConfirmedIndex,
                states[n] != FindingState.Fresh
            );
        }
    }

    private void AddFairValueGaps()
    {
        var states = analysis.FairValueGaps.States();
        for (var n = 0; n < states.Length; n++)
        {
            if (states[n] is not (FindingState.Fresh or FindingState.Touched or FindingState.Half))
                continue;
            ref readonly var gap = ref analysis.FairValueGaps[n];
            AddZone(
                LevelFamily.FairValueGap,
                $"{Spell(gap.Side)}-gap",
                (gap.Bottom, gap.Top),
                gap.Side,
                new LevelSource("fair-value-gaps", n),
                gap.ConfirmedIndex,
                states[n] != FindingState.Fresh
            );
        }
    }

    private void AddZone(
        LevelFamily family,
        string name,
        (double Bottom, double Top) zone,
        Side side,
        LevelSource source,
        int index,
        bool isTested
    ) => Add(new KeyLevel(family, name, zone.Bottom, zone.Top, side, source, index, isTested));

    private static string Spell(Side side) => side == Side.Bullish ? "bullish" : "bearish";

    private void AddFibonacci()
    {
        if (analysis.Fibonacci.Count == 0)
            return;
        var number = analysis.Fibonacci.Count - 1;
        var leg = analysis.Fibonacci[number];
        foreach (var level in leg.Levels)
        {
            var name = level.Ratio.ToString(CultureInfo.InvariantCulture);
            var source = new LevelSource("fibonacci", number);
            Add(KeyLevel.At(LevelFamily.Fibonacci, name, level.Price, source, leg.ConfirmedIndex));
        }
    }

    private void AddElliott()
    {
        if (analysis.Elliott.Count == 0)
            return;
        var number = analysis.Elliott.Count - 1;
        var reading = analysis.Elliott[number];
        if (reading.Counts.Count == 0)
            return;
        var count = reading.Counts[0];
        var source = new LevelSource("elliott", number);
        Add(KeyLevel.At(LevelFamily.Elliott, "invalidation", count.Invalidation.Price, source, reading.ConfirmedIndex));
        if (count.Next.Top - count.Next.Bottom <= analysis.Atr)
            AddZone(
                LevelFamily.Elliott,
                $"wave-{count.CurrentWave}",
                (count.Next.Bottom, count.Next.Top),
                Side.None,
                source,
                reading.ConfirmedIndex,
                isTested: false
            );
    }

    private void AddProfile(string period, VolumeProfile? profile)
    {
        if (profile is null)
            return;
        var source = new LevelSource("volume-profile");
        Add(KeyLevel.At(LevelFamily.VolumeProfile, $"{period}-poc", profile.Poc, source, last));
        Add(KeyLevel.At(LevelFamily.VolumeProfile, $"{period}-vah", profile.Vah, source, last));
        Add(KeyLevel.At(LevelFamily.VolumeProfile, $"{period}-val", profile.Val, source, last));
    }

    private void AddNakedPocs()
    {
        var states = analysis.Profile.DailyPocs.States();
        for (var n = 0; n < states.Length; n++)
        {
            ref readonly var poc = ref analysis.Profile.DailyPocs[n];
            if (states[n] == FindingState.Fresh)
                Add(
                    KeyLevel.At(
                        LevelFamily.VolumeProfile,
                        "naked-poc",
                        poc.Level,
                        new("daily-poc", n),
                        poc.ConfirmedIndex
                    )
                );
        }
    }

    private void AddVwaps()
    {
        foreach (var line in analysis.Volume.Vwaps)
        {
            if (double.IsNaN(line.Price))
                continue;
            var name = Spell(line.Anchor);
            var source = new LevelSource("vwap");
            Add(KeyLevel.At(LevelFamily.Vwap, name, line.Price, source, last));
            if (!line.HasBands || line.Anchor is not (VwapAnchor.Day or VwapAnchor.Week or VwapAnchor.Month))
                continue;
            Add(KeyLevel.At(LevelFamily.Vwap, $"{name}+2", line.Price + (2 * line.Sigma), source, last));
            Add(KeyLevel.At(LevelFamily.Vwap, $"{name}-2", line.Price - (2 * line.Sigma), source, last));
        }
    }

    private static string Spell(VwapAnchor anchor) =>
        anchor switch
        {
            VwapAnchor.Day => "day",
            VwapAnchor.Week => "week",
            VwapAnchor.Month => "month",
            VwapAnchor.Climax => "climax",
            VwapAnchor.FalseBreak => "false-break",
            VwapAnchor.Swing => "swing",
        };

    private void AddBollinger()
    {
        var bands = analysis.Bollinger;
        if (double.IsNaN(bands.Middle))
            return;
        var source = new LevelSource("bollinger");
        Add(KeyLevel.At(LevelFamily.Bollinger, "lower", bands.Lower, source, last));
        Add(KeyLevel.At(LevelFamily.Bollinger, "middle", bands.Middle, source, last));
        Add(KeyLevel.At(LevelFamily.Bollinger, "upper", bands.Upper, source, last));
    }
}
