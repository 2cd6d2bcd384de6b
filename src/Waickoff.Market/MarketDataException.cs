using Waickoff.Analysis;

namespace Waickoff.Market;

/// <summary>Why there is nothing to analyse.</summary>
public enum MarketDataProblem
{
    /// <summary>The feed does not have the symbol.</summary>
    UnknownSymbol,

    /// <summary>No candle had closed at the time asked for.</summary>
    NothingYet,

    /// <summary>There is no venue of that name.</summary>
    UnknownVenue,

    /// <summary>None of the timeframes asked for can be analysed.</summary>
    NoTimeframe,
}

/// <summary>There is nothing to analyse. The text says why and what there is.</summary>
public sealed class MarketDataException(
    MarketDataProblem problem,
    LocalText text,
    IReadOnlyList<MarketNotice>? notices = null
) : MarketInputException(text)
{
    public MarketDataProblem Problem { get; } = problem;

    /// <summary>What was found out on the way.</summary>
    public IReadOnlyList<MarketNotice> Notices { get; } = notices ?? [];
}
