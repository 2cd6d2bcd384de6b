using Waickoff.Analysis.Candles;
using Waickoff.Cli.Commands;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Venues;

namespace Waickoff.Cli.Live;

/// <summary>
/// The candles of a symbol as they are now: from a venue where one can be reached, else what is stored, else the simulated market; whichever
/// it is, it is said.
/// </summary>
internal static class LiveSource
{
    /// <summary>Opens it.</summary>
    /// <param name="symbol">The symbol asked for.</param>
    /// <param name="atMs">Corrections that were received later are left out; null for all.</param>
    /// <param name="strings">The language.</param>
    /// <param name="notes">Gets what the reader is to be told when the analysis is there.</param>
    /// <param name="cancel">Ends it.</param>
    public static async Task<ICandleFeed> OpenAsync(
        string symbol,
        long? atMs,
        LiveStrings strings,
        ICollection<string> notes,
        CancellationToken cancel
    )
    {
        var name = symbol.ToUpperInvariant();
        await using var access = await MarketAccess.OpenAsync(venue: null, cancel);
        try
        {
            var (venue, instrument) = await access.FindAsync(name, cancel);
            await BringAsync(access, venue, instrument, strings, cancel);
            var source = $"{venue.Title} ({strings.Live})";
            return await ReadAsync(access, venue.Name, instrument.Symbol, source, atMs, cancel);
        }
        catch (VenueException e) when (e.IsPassing || e.Problem == VenueProblem.Refused)
        {
            notes.Add(e.Text.In(strings.Language));
        }
        if (await access.NewestAsync(name, LiveMarkets.Base, cancel) is { } stored)
        {
            notes.Add(strings.StoredInstead(name));
            return await ReadAsync(access, stored.Name.Venue, name, strings.Stored, atMs, cancel);
        }
        notes.Add(strings.SimulatedInstead);
        return CandleSource.Simulated();
    }

    private static async Task BringAsync(
        MarketAccess access,
        IVenue venue,
        Instrument instrument,
        LiveStrings strings,
        CancellationToken cancel
    )
    {
        var symbol = instrument.Symbol;
        var name = new SeriesName(venue.Name, symbol, LiveMarkets.Base);
        await venue.SynchronizeAsync(cancel);
        var now = venue.Clock.NowMs;
        var from = LiveMarkets.Base.Floor(now - (long)TimeSpan.FromDays(access.Options.HistoryDays).TotalMilliseconds);
        await PullProgress.RunAsync(
            strings.Pulling($"{venue.Name} {symbol} {LiveMarkets.Base}"),
            progress =>
                new BackFill(venue, access.Store, instrument.Tick).RunAsync(
                    symbol,
                    LiveMarkets.Base,
                    from,
                    now,
                    progress,
                    cancel
                )
        );
    }

    private static async Task<ICandleFeed> ReadAsync(
        MarketAccess access,
        string venue,
        string symbol,
        string source,
        long? atMs,
        CancellationToken cancel
    ) => await StoreFeed.ReadAsync(access.Store, venue, symbol, source, atMs ?? long.MaxValue, cancel);
}
