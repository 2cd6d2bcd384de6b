namespace Waickoff.Market.Venues;

/// <summary>A market as its venue lists it.</summary>
/// <param name="Symbol">Base and quote without a sign between them: <c>BTCUSDT</c>.</param>
/// <param name="Base">What is traded.</param>
/// <param name="Quote">What it is paid with.</param>
/// <param name="Tick">The smallest step of the price.</param>
/// <param name="Step">The smallest step of the quantity.</param>
/// <param name="IsTrading">False while trading is halted and for a market that was delisted.</param>
/// <param name="ListedMs">When trading began; null where the venue does not say.</param>
public sealed record Instrument(
    string Symbol,
    string Base,
    string Quote,
    double Tick,
    double Step,
    bool IsTrading,
    long? ListedMs = null
);

/// <summary>What a venue says of a market besides its candles.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="LastPrice">The last price traded.</param>
/// <param name="OpenInterest">Open contracts, in base currency; null on a spot market.</param>
/// <param name="FundingRate">What long pays short at the next funding, as a ratio; null on a spot market.</param>
/// <param name="NextFundingMs">When it is paid; null on a spot market.</param>
public sealed record Ticker(
    string Symbol,
    double LastPrice,
    double? OpenInterest = null,
    double? FundingRate = null,
    long? NextFundingMs = null
);
