using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Turns;
using Waickoff.Server.Charts;

namespace Waickoff.Server.Chat;

/// <summary>What the model may look up: the market of the session on another timeframe. It can name nothing else.</summary>
internal sealed class MarketTools(MarketRoom markets, string symbol) : IAnalystTools
{
    public Task<MarketAnalysis?> AnalyzeAsync(Timeframe timeframe, CancellationToken cancel) =>
        markets.AnalyzeAsync(symbol, timeframe, cancel);
}
