using System.ComponentModel.DataAnnotations;

namespace Waickoff.Market;

/// <summary>Where prices come from, as configured under <c>Market</c>.</summary>
public sealed class MarketOptions
{
    /// <summary>The symbols at the start; more can be added.</summary>
    public static readonly IReadOnlyList<string> UsualSymbols =
    [
        "BTCUSDT",
        "ETHUSDT",
        "SOLUSDT",
        "BNBUSDT",
        "XRPUSDT",
        "ADAUSDT",
        "DOGEUSDT",
        "AVAXUSDT",
        "LINKUSDT",
        "DOTUSDT",
    ];

    /// <summary>The symbols that are followed; the ten of the start where none is named.</summary>
    public IList<string> Symbols { get; init; } = [];

    /// <summary>The venues in the order in which they are asked: the first that answers is used, the next is its check.</summary>
    public IList<string> Order { get; init; } = [];

    /// <summary>Settings by venue name.</summary>
    public IDictionary<string, VenueOptions> Venues { get; init; } =
        new Dictionary<string, VenueOptions>(StringComparer.OrdinalIgnoreCase);

    /// <summary>How many days of history an analysis starts from.</summary>
    [Range(10, 5_000)]
    public int HistoryDays { get; init; } = 400;
}

/// <summary>The addresses and limits of one venue.</summary>
public sealed class VenueOptions
{
    /// <summary>Base address of its REST calls; the public one where none is named.</summary>
    public Uri? RestUrl { get; init; }

    /// <summary>Base address of its streams; the public one where none is named.</summary>
    public Uri? StreamUrl { get; init; }

    /// <summary>What the venue allows in its window, by its own count; half of it is used at most. 0 for the published limit.</summary>
    [Range(0, 1_000_000)]
    public int Limit { get; init; }

    /// <summary>A stream that says nothing for so long is taken for broken.</summary>
    public TimeSpan Silence { get; init; } = TimeSpan.FromSeconds(60);
}
