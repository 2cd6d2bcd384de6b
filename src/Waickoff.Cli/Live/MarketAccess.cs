using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;

namespace Waickoff.Cli.Live;

/// <summary>The venues and the store, as configured by <c>Market__..</c> variables and the data folder.</summary>
internal sealed class MarketAccess : IAsyncDisposable
{
    private const string FileName = "candles.db";

    private readonly IReadOnlyList<IVenue> venues;

    private MarketAccess(MarketOptions options, CandleStore store, IReadOnlyList<IVenue> venues)
    {
        (Options, Store, this.venues) = (options, store, venues);
    }

    public MarketOptions Options { get; }

    public CandleStore Store { get; }

    /// <summary>The venues in the order in which they are asked.</summary>
    public IReadOnlyList<IVenue> Venues => venues;

    /// <summary>Opens the store; no venue is asked yet.</summary>
    /// <param name="venue">The only venue to ask, or null for those of the configuration.</param>
    /// <param name="cancel">Ends the opening.</param>
    public static async Task<MarketAccess> OpenAsync(string? venue, CancellationToken cancel)
    {
        var configuration = new ConfigurationBuilder().AddEnvironmentVariables().Build();
        var options = ReadOptions(configuration);
        IReadOnlyList<IVenue> venues = venue is null
            ? VenueList.Create(options, TimeProvider.System)
            : [VenueList.Create(venue, options, TimeProvider.System)];
        var where = configuration["Market:Store"] ?? Path.Combine(DataFolder(), FileName);
        return new MarketAccess(options, await CandleStore.OpenAsync(where, TimeProvider.System, cancel), venues);
    }

    /// <exception cref="BadSettingException">A setting is not of its kind.</exception>
    private static MarketOptions ReadOptions(IConfiguration configuration)
    {
        try
        {
            var options = configuration.GetSection("Market").Get<MarketOptions>() ?? new MarketOptions();
            foreach (var (name, venue) in options.Venues)
            {
                Check(venue.RestUrl, $"Market:Venues:{name}:RestUrl", "http", "https");
                Check(venue.StreamUrl, $"Market:Venues:{name}:StreamUrl", "ws", "wss");
            }
            return options;
        }
        catch (InvalidOperationException e)
        {
            var reason = e.Message.ReplaceLineEndings(" ");
            throw new BadSettingException(
                LocalText.Of($"wrong setting: {reason}", $"configuración errónea: {reason}"),
                e
            );
        }
    }

    private static void Check(Uri? address, string setting, params ReadOnlySpan<string> schemes)
    {
        if (address is not null && !(address.IsAbsoluteUri && schemes.Contains(address.Scheme)))
        {
            var allowed = string.Join(" ", [.. schemes]);
            throw new BadSettingException(
                LocalText.Of(
                    $"wrong setting {setting}: expected an address with {allowed}, found '{address}'",
                    $"configuración errónea, {setting}: se esperaba una dirección con {allowed}, llegó '{address}'"
                )
            );
        }
    }

    /// <summary>The folder all state is kept under: <c>WAICKOFF_DATA</c>, else the user's own.</summary>
    public static string DataFolder() =>
        Environment.GetEnvironmentVariable("WAICKOFF_DATA") is { Length: > 0 } named
            ? named
            : Path.Combine(
                Environment.GetFolderPath(
                    Environment.SpecialFolder.LocalApplicationData,
                    Environment.SpecialFolderOption.Create
                ),
                "waickoff"
            );

    /// <summary>The first venue that can be asked and trades a symbol.</summary>
    /// <exception cref="VenueException">There is none: the first venue's reason.</exception>
    public async Task<(IVenue Venue, Instrument Instrument)> FindAsync(string symbol, CancellationToken cancel)
    {
        VenueException? first = null;
        foreach (var venue in venues)
        {
            try
            {
                var instrument = await venue.InstrumentAsync(symbol, cancel);
                if (instrument.IsTrading)
                    return (venue, instrument);
                throw new VenueException(
                    venue.Name,
                    VenueProblem.Delisted,
                    LocalText.Of($"{symbol} is not traded any more", $"{symbol} ya no se negocia")
                );
            }
            catch (VenueException e)
            {
                // That a venue knows nothing of a symbol says more than that another could not be asked.
                if (first is null || (first.IsPassing && !e.IsPassing))
                    first = e;
            }
        }
        throw first!;
    }

    /// <summary>The newest stored 15-minute series of a symbol at any venue; null when there is none.</summary>
    public async Task<StoredSeries?> NewestAsync(string symbol, Timeframe timeframe, CancellationToken cancel) =>
        (await Store.ListAsync(cancel))
            .Where(s => s.Name.Symbol == symbol && s.Name.Timeframe == timeframe)
            .OrderByDescending(s => s.LastMs)
            .FirstOrDefault();

    public async ValueTask DisposeAsync()
    {
        foreach (var venue in venues)
            venue.Dispose();
        await Store.DisposeAsync();
    }
}
