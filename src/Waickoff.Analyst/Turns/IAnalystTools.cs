using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Turns;

/// <summary>
/// What a model may have looked up beyond the briefing, for the market of the session alone: it names no market, no session and no reader.
/// </summary>
/// <remarks>
/// A level's history and later evidence need nothing more than the briefing of the turn, so they are not asked for here. All is read-only.
/// </remarks>
public interface IAnalystTools
{
    /// <summary>The market of the session on another timeframe, or null where there are no candles for it.</summary>
    Task<MarketAnalysis?> AnalyzeAsync(Timeframe timeframe, CancellationToken cancel);
}
