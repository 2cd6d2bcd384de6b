using Waickoff.Analysis.Candles;
using Waickoff.Market.Venues;

namespace Waickoff.Market.Live;

/// <summary>Holds the closes of one venue against those of another: two sources that part are said.</summary>
/// <param name="other">The venue to compare with.</param>
/// <param name="timeframe">The length of a candle.</param>
internal sealed class CrossCheck(IVenue other, Timeframe timeframe)
{
    private const double MostApartPercent = 0.5;
    private const int CandlesToSay = 3;
    private readonly Dictionary<string, (int Candles, double Percent)> apart = [];

    /// <summary>What there is to say of a market; null while the two agree.</summary>
    public MarketNotice? NoticeOf(string symbol)
    {
        lock (apart)
            return apart.TryGetValue(symbol, out var found) && found.Candles >= CandlesToSay
                ? new MarketNotice(
                    MarketNoticeKind.VenuesApart,
                    timeframe,
                    timeframe,
                    Percent: found.Percent,
                    Venue: other.Title
                )
                : null;
    }

    /// <summary>Compares one closed candle. A venue that cannot be asked says nothing about the other.</summary>
    public async Task CompareAsync(string symbol, Candle closed, CancellationToken cancellation)
    {
        CandlePage page;
        try
        {
            var end = closed.OpenTimeMs + timeframe.Milliseconds;
            page = await other.CandlesAsync(symbol, timeframe, closed.OpenTimeMs, end, cancellation);
            if (page.Candles.Count == 0)
            {
                // One venue has closed it: so has the other, or its clock is not what was measured.
                other.Clock.Doubt();
                page = await other.CandlesAsync(symbol, timeframe, closed.OpenTimeMs, end, cancellation);
            }
        }
        catch (VenueException)
        {
            return;
        }
        if (page.Candles.Count == 0)
            return;
        var percent = 100 * Math.Abs((page.Candles[0].Close / closed.Close) - 1);
        lock (apart)
            apart[symbol] =
                percent > MostApartPercent ? (apart.GetValueOrDefault(symbol).Candles + 1, percent) : default;
    }
}
