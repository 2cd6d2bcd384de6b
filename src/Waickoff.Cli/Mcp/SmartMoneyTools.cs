using System.ComponentModel;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Structure;

namespace Waickoff.Cli.Mcp;

/// <summary>Structure, order blocks and fair value gaps.</summary>
internal sealed class SmartMoneyTools(MarketLibrary library) : MarketTools(library)
{
    private static bool IsLive(FindingState state) =>
        state
            is FindingState.Fresh
                or FindingState.Touched
                or FindingState.Half
                or FindingState.Mitigated
                or FindingState.Inverted;

    public async Task<OrderBlocksAnswer> DetectOrderBlocks(
        string symbol,
        string timeframe = UsualTimeframe,
        bool all = false,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var blocks = FoundItem<OrderBlock>.Newest(
            market,
            analysis,
            "order-blocks",
            analysis.OrderBlocks,
            Limited(limit),
            all ? null : IsLive
        );
        return new OrderBlocksAnswer(market, blocks);
    }

    public async Task<FairValueGapsAnswer> FindFairValueGaps(
        string symbol,
        string timeframe = UsualTimeframe,
        bool all = false,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var gaps = FoundItem<FairValueGap>.Newest(
            market,
            analysis,
            "fair-value-gaps",
            analysis.FairValueGaps,
            Limited(limit),
            all ? null : state => state is FindingState.Fresh or FindingState.Touched or FindingState.Half
        );
        return new FairValueGapsAnswer(market, gaps);
    }

    public async Task<MarketStructureAnswer> DetectMarketStructure(
        string symbol,
        string timeframe = UsualTimeframe,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        return new MarketStructureAnswer(
            market,
            ScaleAnswer.Of(analysis.Internal),
            ScaleAnswer.Of(analysis.Swing),
            FoundItem<StructureEvent>.Newest(market, analysis, "structure", analysis.Internal.Events, Limited(limit)),
            FoundItem<LiquidityEvent>.Newest(market, analysis, "liquidity", analysis.Liquidity, Limited(limit))
        );
    }
}

internal sealed record OrderBlocksAnswer(
    MarketHeader Market,
    [property: Description("Newest first.")] IReadOnlyList<FoundItem<OrderBlock>> Blocks
);

internal sealed record FairValueGapsAnswer(
    MarketHeader Market,
    [property: Description("Newest first.")] IReadOnlyList<FoundItem<FairValueGap>> Gaps
);

internal sealed record MarketStructureAnswer(
    MarketHeader Market,
    [property: Description("The internal scale: pivots of 5 candles.")] ScaleAnswer Internal,
    [property: Description("The swing scale: pivots of 50 candles.")] ScaleAnswer Swing,
    [property: Description("Breaks, sweeps and failed breaks of the internal scale, newest first.")]
        IReadOnlyList<FoundItem<StructureEvent>> Events,
    [property: Description("Pools, previous highs and lows, sweeps and runs, newest first.")]
        IReadOnlyList<FoundItem<LiquidityEvent>> Liquidity
);

internal sealed record ScaleAnswer(
    [property: Description("Candles on each side of a pivot.")] int Length,
    [property: Description("The side of the last break; null before the first.")] Side Bias,
    [property: Description("Newest high pivot; null before the first.")] double High,
    Strength HighStrength,
    [property: Description("Newest low pivot; null before the first.")] double Low,
    Strength LowStrength,
    [property: Description("Where the close stands in the range price deals in: 0 at the low, 1 at the high.")]
        double Position,
    StructureEvent? LastBreak
)
{
    public static ScaleAnswer Of(StructureAnalysis scale) =>
        new(
            scale.Length,
            scale.Bias,
            scale.High.Level,
            scale.HighStrength,
            scale.Low.Level,
            scale.LowStrength,
            scale.Range.Position,
            scale.LastBreak
        );
}
