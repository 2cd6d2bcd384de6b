using System.ComponentModel;
using Waickoff.Analysis;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;

namespace Waickoff.Cli.Mcp;

/// <summary>Bands, delta and volume-weighted prices.</summary>
internal sealed class PriceAndVolumeTools(MarketLibrary library) : MarketTools(library)
{
    public async Task<BollingerAnswer> AnalyzeBollingerBands(
        string symbol,
        string timeframe = UsualTimeframe,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        return new BollingerAnswer(
            market,
            analysis.Bollinger,
            analysis.Keltner,
            analysis.Rsi,
            analysis.Squeeze,
            FoundItem<Squeeze>.Newest(market, analysis, "squeeze", analysis.Squeezes, Limited(limit))
        );
    }

    public async Task<VolumeProfileAnswer> GetVolumeProfile(
        string symbol,
        string timeframe = UsualTimeframe,
        ProfileSpan span = ProfileSpan.Day,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var profile = span switch
        {
            ProfileSpan.Day => analysis.Profile.Day,
            ProfileSpan.Week => analysis.Profile.Week,
            ProfileSpan.Range => analysis.Profile.Range,
        };
        var naked = FoundItem<DailyPoc>.Newest(
            market,
            analysis,
            "daily-poc",
            analysis.Profile.DailyPocs,
            Limited(limit),
            state => state == FindingState.Fresh
        );
        return new VolumeProfileAnswer(market, span, profile, naked);
    }

    public async Task<VolumeDeltaAnswer> GetVolumeDelta(
        string symbol,
        string timeframe = UsualTimeframe,
        int limit = UsualLimit,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var volume = analysis.Volume;
        return new VolumeDeltaAnswer(
            market,
            volume.Delta.Delta,
            volume.Delta.Cvd,
            volume.CvdWeek,
            volume.Delta.Estimated,
            volume.VolumeZ,
            FoundItem<DeltaDivergence>.Newest(market, analysis, "delta", volume.Divergences, Limited(limit))
        );
    }

    public async Task<VwapAnswer> CalculateVwap(
        string symbol,
        string timeframe = UsualTimeframe,
        string? at = null,
        CancellationToken cancel = default
    )
    {
        var (market, analysis) = await AskAsync(symbol, timeframe, at, cancel);
        var candles = analysis.Candles;
        return new VwapAnswer(
            market,
            [.. analysis.Volume.Vwaps.Select(line => VwapItem.Of(line, candles.Span[line.Index].OpenTimeMs))]
        );
    }
}

internal sealed record BollingerAnswer(
    MarketHeader Market,
    [property: Description("Bands of 20 closes and 2 deviations at the last close.")] BollingerValue Bollinger,
    [property: Description("Keltner channel of 20 candles and 1.5 average true ranges.")] KeltnerValue Keltner,
    [property: Description("RSI of 14 candles, 0 to 100.")] double Rsi,
    [property: Description("Whether squeezes are on, and the momentum in price.")] SqueezeValue Squeeze,
    [property: Description("Squeezes, releases and band walks, newest first.")]
        IReadOnlyList<FoundItem<Squeeze>> Findings
);

/// <summary>The candles a profile is made of.</summary>
internal enum ProfileSpan
{
    /// <summary>The last 24 hours.</summary>
    Day,

    /// <summary>The last seven days.</summary>
    Week,

    /// <summary>The Wyckoff range in force, or the last one.</summary>
    Range,
}

internal sealed record VolumeProfileAnswer(
    MarketHeader Market,
    ProfileSpan Span,
    [property: Description("Null where nothing was traded, or there is no range.")] VolumeProfile? Profile,
    [property: Description("Points of control of earlier days that price has not traded at since, newest first.")]
        IReadOnlyList<FoundItem<DailyPoc>> NakedPocs
);

internal sealed record VolumeDeltaAnswer(
    MarketHeader Market,
    [property: Description("Bought less sold volume of the last candle, in base currency.")] double Delta,
    [property: Description("Its sum since 00:00 UTC.")] double CvdDay,
    [property: Description("Its sum since Monday 00:00 UTC.")] double CvdWeek,
    [property: Description("True when the venue gives no taker volume and the delta is estimated from the candle.")]
        bool Estimated,
    [property: Description("Volume of the last candle as a z-score of its logarithm.")] double VolumeZ,
    [property: Description("Divergences between price and delta, newest first.")]
        IReadOnlyList<FoundItem<DeltaDivergence>> Divergences
);

internal sealed record VwapAnswer(
    MarketHeader Market,
    [property: Description("One line for each anchor.")] IReadOnlyList<VwapItem> Lines
);

internal sealed record VwapItem(
    VwapAnchor Anchor,
    [property: Description("Open time of the candle it begins at, UTC.")] DateTime Since,
    double Vwap,
    double Sigma,
    [property: Description("One deviation above; null in the first five candles.")] double Upper1,
    [property: Description("One deviation below.")] double Lower1,
    [property: Description("Two deviations above.")] double Upper2,
    [property: Description("Two deviations below.")] double Lower2,
    [property: Description("Where the close lies against it.")] VwapPosition Position
)
{
    public static VwapItem Of(VwapLine line, long sinceMs)
    {
        var sigma = line.HasBands ? line.Sigma : double.NaN;
        return new VwapItem(
            line.Anchor,
            MarketHeader.Utc(sinceMs),
            line.Price,
            line.Sigma,
            line.Price + sigma,
            line.Price - sigma,
            line.Price + (2 * sigma),
            line.Price - (2 * sigma),
            line.Position
        );
    }
}
