using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;

namespace Waickoff.Sandbox;

/// <summary>The simulated market as a feed: what an analysis runs on when no candles are given.</summary>
/// <param name="seed">Which of the possible markets, 0 or more.</param>
/// <param name="endTimeMs">The time at which the last candle has closed.</param>
/// <param name="count">How many 15-minute candles there are.</param>
public sealed class SimulatedFeed(int seed, long endTimeMs, int count = SimulatedMarket.UsualCandles) : ICandleFeed
{
    private readonly Dictionary<string, CandleSeries> drawn = [];

    /// <inheritdoc />
    public string Venue => "simulated";

    /// <inheritdoc />
    public string Source => FormattableString.Invariant($"simulated market, seed {seed}");

    /// <inheritdoc />
    public bool IsSimulated => true;

    /// <inheritdoc />
    public IReadOnlyList<string> Symbols => SimulatedMarket.Symbols;

    /// <inheritdoc />
    public IReadOnlyList<Timeframe> TimeframesOf(string symbol) =>
        SimulatedMarket.Symbols.Contains(symbol) ? [Timeframe.M15] : [];

    /// <inheritdoc />
    public CandleSeries Read(string symbol, Timeframe timeframe)
    {
        if (!TimeframesOf(symbol).Contains(timeframe))
            throw new ArgumentException($"There is no series {symbol} {timeframe} in the {Source}.", nameof(timeframe));
        if (!drawn.TryGetValue(symbol, out var series))
            drawn[symbol] = series = SimulatedMarket.Create(symbol, seed, timeframe, count, endTimeMs);
        return series;
    }
}
