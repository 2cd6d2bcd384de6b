using Waickoff.Analysis;

namespace Waickoff.Market.Venues;

/// <summary>The venues there are, made from the configuration.</summary>
public static class VenueList
{
    private static readonly Dictionary<string, Func<VenueOptions, TimeProvider, IVenue>> Known = new(
        StringComparer.OrdinalIgnoreCase
    )
    {
        ["binance"] = (options, time) => new Binance(options, time),
        ["bybit"] = (options, time) => new Bybit(options, time),
        ["bybit-perpetual"] = (options, time) => new Bybit(options, time, isPerpetual: true),
    };

    /// <summary>The venues that are asked where the configuration names none: the first, and the second as its check.</summary>
    public static IReadOnlyList<string> UsualOrder { get; } = ["binance", "bybit"];

    /// <summary>The names there are.</summary>
    public static IReadOnlyCollection<string> Names => Known.Keys;

    /// <summary>One venue.</summary>
    /// <exception cref="MarketDataException">There is no venue of that name.</exception>
    public static IVenue Create(string name, MarketOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!Known.TryGetValue(name, out var create))
            throw new MarketDataException(
                MarketDataProblem.UnknownVenue,
                LocalText.Of(
                    $"unknown venue '{name}'; allowed: {string.Join(' ', Names)}",
                    $"mercado desconocido '{name}'; permitidos: {string.Join(' ', Names)}"
                )
            );
        // The perpetual lives at the same addresses as the spot market of its venue.
        var settings = options.Venues.TryGetValue(name, out var own) ? own : null;
        settings ??= options.Venues.TryGetValue(name.Split('-')[0], out var shared) ? shared : new VenueOptions();
        return create(settings, time);
    }

    /// <summary>All venues in the order in which they are asked.</summary>
    /// <exception cref="MarketDataException">A name is that of no venue.</exception>
    public static IReadOnlyList<IVenue> Create(MarketOptions options, TimeProvider time)
    {
        ArgumentNullException.ThrowIfNull(options);
        IEnumerable<string> order = options.Order.Count > 0 ? options.Order : UsualOrder;
        return [.. order.Select(name => Create(name, options, time))];
    }
}
