using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>What is at hand of one market while it is followed, and the view it gives. For one writer.</summary>
internal sealed class MarketDesk
{
    private readonly IVenue venue;
    private readonly double tick;
    private readonly IReadOnlyList<Timeframe> timeframes;
    private readonly List<Candle> candles;
    private readonly string symbol;
    private LiveMarket market;
    private long correctedMs;

    public MarketDesk(
        IVenue venue,
        double tick,
        IReadOnlyList<Timeframe> timeframes,
        string symbol,
        CandleSeries history
    )
    {
        (this.venue, this.tick, this.timeframes, this.symbol) = (venue, tick, timeframes, symbol);
        candles = [.. history.Span];
        Head = new SeriesHead(history);
        market = new LiveMarket(venue.Name, symbol, tick, timeframes, history);
    }

    public string Venue => venue.Name;

    /// <summary>Where the series stands.</summary>
    public SeriesHead Head { get; }

    public Candle? Forming { get; set; }

    public bool IsRunning { get; set; }

    /// <summary>Since when this venue stands in for the first; 0 when it is the first.</summary>
    public long StandInSinceMs { get; set; }

    /// <summary>That another venue is apart; null while they agree.</summary>
    public MarketNotice? Apart { get; set; }

    /// <summary>Takes what the feed tells.</summary>
    public void Take(FeedEvent told)
    {
        switch (told)
        {
            case CandleClosed closed:
                Add(closed.Candle);
                break;
            case CandleCorrected corrected:
                Correct(corrected.Candle);
                break;
            case CandleForming forming:
                Forming = forming.Candle;
                break;
            case VenuesCompared compared:
                Apart = compared.Apart;
                break;
            case FeedUp:
                IsRunning = true;
                break;
            case FeedDown:
                IsRunning = false;
                break;
        }
    }

    /// <summary>Takes the next closed candle.</summary>
    public void Add(in Candle closed)
    {
        market.Add(in closed);
        candles.Add(closed);
        Head.Advance(in closed);
        if (Forming?.OpenTimeMs <= closed.OpenTimeMs)
            Forming = null;
    }

    /// <summary>
    /// Takes a correction: it counts from now on, so the analysis starts anew with it. The one before stays what was known then.
    /// </summary>
    public void Correct(Candle corrected)
    {
        var place = candles.FindIndex(c => c.OpenTimeMs == corrected.OpenTimeMs);
        if (place < 0)
            return;
        candles[place] = corrected;
        Head.Correct(in corrected);
        correctedMs = corrected.OpenTimeMs;
        market = new LiveMarket(venue.Name, symbol, tick, timeframes, new CandleSeries(LiveMarkets.Base, [.. candles]));
    }

    public MarketView View() =>
        new(venue.Name, symbol, market.Analysis, Forming, IsRunning, new ValueList<MarketNotice>([.. Notices()]));

    private IEnumerable<MarketNotice> Notices()
    {
        var timeframe = LiveMarkets.Base;
        var closedMs = Head.LastMs + timeframe.Milliseconds;
        if (Head.LastMs >= 0 && MarketNotice.OfAge(timeframe, closedMs, venue.Clock.NowMs) is { } old)
            yield return old;
        if (StandInSinceMs > 0)
            yield return new MarketNotice(
                MarketNoticeKind.StandIn,
                timeframe,
                timeframe,
                StandInSinceMs,
                Venue: venue.Title
            );
        if (Apart is { } apart)
            yield return apart;
        if (venue.Clock.IsSkewed)
            yield return new MarketNotice(
                MarketNoticeKind.ClockOff,
                timeframe,
                timeframe,
                -venue.Clock.SkewMs,
                Venue: venue.Title
            );
        if (correctedMs > 0)
            yield return new MarketNotice(
                MarketNoticeKind.Corrected,
                timeframe,
                timeframe,
                correctedMs,
                Venue: venue.Title
            );
        foreach (var notice in market.Notices())
            yield return notice;
    }
}
