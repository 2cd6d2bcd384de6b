using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Feeds;

/// <summary>
/// Where candles come from. A feed gives what was recorded, series by series; <see cref="MarketData"/> decides which of them an
/// analysis stands on.
/// </summary>
public interface ICandleFeed
{
    /// <summary>The first part of every id: where the prices were made.</summary>
    string Venue { get; }

    /// <summary>Where the candles lie, for the reader: a folder, a file, a seeded market.</summary>
    string Source { get; }

    /// <summary>True when no market made these prices.</summary>
    bool IsSimulated { get; }

    /// <summary>The symbols there are, as they are spelled.</summary>
    IReadOnlyList<string> Symbols { get; }

    /// <summary>The timeframes recorded for a symbol, shortest first; none for a symbol that is not there.</summary>
    IReadOnlyList<Timeframe> TimeframesOf(string symbol);

    /// <summary>The smallest price step of a symbol; 0 where it is not known.</summary>
    double TickOf(string symbol) => 0;

    /// <summary>All recorded candles of a series.</summary>
    /// <exception cref="ArgumentException">There is no such series.</exception>
    /// <exception cref="CandleFileException">The series cannot be read.</exception>
    CandleSeries Read(string symbol, Timeframe timeframe);
}
