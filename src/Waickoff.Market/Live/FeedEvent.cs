using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Live;

/// <summary>What a running feed tells: a closed set.</summary>
/// <param name="Venue">The venue it comes from.</param>
public abstract record FeedEvent(string Venue)
{
    /// <summary>The market it is about; null when it is about all of the feed.</summary>
    public virtual string? Symbol => null;
}

/// <summary>A candle has closed. Of each series they come in order, each once.</summary>
/// <param name="Venue">The venue it comes from.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Candle">The candle, for good but for a correction.</param>
/// <param name="ArrivedAt">Time stamp of its arrival, by the clock of the feed.</param>
public sealed record CandleClosed(string Venue, string Symbol, Candle Candle, long ArrivedAt) : FeedEvent(Venue)
{
    /// <inheritdoc />
    public override string Symbol { get; } = Symbol;
}

/// <summary>The venue has other values for a closed candle than it had before.</summary>
/// <param name="Venue">The venue it comes from.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Candle">The candle as it is now.</param>
public sealed record CandleCorrected(string Venue, string Symbol, Candle Candle) : FeedEvent(Venue)
{
    /// <inheritdoc />
    public override string Symbol { get; } = Symbol;
}

/// <summary>The candle that is still forming, as it stands. It is shown and never analysed.</summary>
/// <param name="Venue">The venue it comes from.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Candle">The candle so far.</param>
public sealed record CandleForming(string Venue, string Symbol, Candle Candle) : FeedEvent(Venue)
{
    /// <inheritdoc />
    public override string Symbol { get; } = Symbol;
}

/// <summary>The feed runs: subscribed, and everything since the last closed candle was asked for.</summary>
public sealed record FeedUp(string Venue) : FeedEvent(Venue);

/// <summary>Some seconds have passed: what depends on the time is to be looked at again.</summary>
public sealed record FeedTick(string Venue) : FeedEvent(Venue);

/// <summary>The feed is broken and tries again.</summary>
/// <param name="Venue">The venue it comes from.</param>
/// <param name="Reason">What happened.</param>
public sealed record FeedDown(string Venue, LocalText Reason) : FeedEvent(Venue);

/// <summary>The closes of a market were held against those of another venue.</summary>
/// <param name="Venue">The venue it comes from.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Apart">What there is to say; null when the two agree.</param>
public sealed record VenuesCompared(string Venue, string Symbol, MarketNotice? Apart) : FeedEvent(Venue)
{
    /// <inheritdoc />
    public override string Symbol { get; } = Symbol;
}
