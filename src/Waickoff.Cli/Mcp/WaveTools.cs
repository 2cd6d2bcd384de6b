using System.ComponentModel;
using Waickoff.Analysis.Waves;

namespace Waickoff.Cli.Mcp;

/// <summary>Fibonacci and Elliott.</summary>
internal sealed class WaveTools(MarketLibrary library) : MarketTools(library)
{
    private const int UsualLegs = 3;

    public async Task<FibonacciAnswer> CalculateFibonacciLevels(
        string symbol,
        string timeframe = UsualTimeframe,
        int limit = UsualLegs,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var legs = FoundItem<FibonacciLeg>.Newest(market, analysis, "fibonacci", analysis.Fibonacci, Limited(limit));
        var retraced = legs.Count > 0 ? legs[0].Finding.Levels.Retraced(analysis.Last.Close) : double.NaN;
        return new FibonacciAnswer(market, legs, retraced);
    }

    public async Task<ElliottAnswer> DetectElliottWaves(
        string symbol,
        string timeframe = UsualTimeframe,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var readings = FoundItem<ElliottReading>.Newest(market, analysis, "elliott", analysis.Elliott, limit: 1);
        return readings.Count == 0
            ? new ElliottAnswer(market, null, null, [])
            : new ElliottAnswer(market, readings[0].Id, readings[0].ConfirmedTime, readings[0].Finding.Counts);
    }
}

internal sealed record FibonacciAnswer(
    MarketHeader Market,
    [property: Description("Completed legs with their levels, newest first; the first is the one in force.")]
        IReadOnlyList<FoundItem<FibonacciLeg>> Legs,
    [property: Description("Share of the newest leg that price has given back: 0 at its end, 1 at its start.")]
        double Retraced
);

internal sealed record ElliottAnswer(
    MarketHeader Market,
    string? Id,
    [property: Description("Open time of the candle at whose close the counts were read, UTC.")] DateTime? Since,
    [property: Description("Up to three counts that break no hard rule, best first. Empty means no valid count.")]
        IReadOnlyList<ElliottCount> Counts
);
