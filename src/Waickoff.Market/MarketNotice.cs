using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market;

/// <summary>What can be said about the candles of an analysis.</summary>
public enum MarketNoticeKind
{
    /// <summary>The timeframe is shorter than any that was recorded.</summary>
    FinerThanData,

    /// <summary>The timeframe is no whole multiple of the base.</summary>
    NotAMultiple,

    /// <summary>The timeframe was recorded, but not at the time asked for.</summary>
    NotRecordedThen,

    /// <summary>Too many of its recent candles are missing.</summary>
    TooManyHoles,

    /// <summary>Before the base stream begins, recorded candles of a longer timeframe were used.</summary>
    RecordedUntil,

    /// <summary>A longer timeframe is recorded beyond the end of the base stream; that part was left out.</summary>
    RecordedBeyond,

    /// <summary>The time asked for lies behind the last candle.</summary>
    LaterThanData,
}

/// <summary>Something the reader has to know about the candles of an analysis.</summary>
/// <param name="Kind">What.</param>
/// <param name="Timeframe">The timeframe it is about.</param>
/// <param name="Source">The timeframe that was recorded or used.</param>
/// <param name="TimeMs">The moment it is about; 0 where there is none.</param>
/// <param name="Percent">How much is missing; 0 where nothing is.</param>
public readonly record struct MarketNotice(
    MarketNoticeKind Kind,
    Timeframe Timeframe,
    Timeframe Source,
    long TimeMs = 0,
    double Percent = 0
)
{
    /// <summary>True when the timeframe is not analysed because of it.</summary>
    public bool IsRefusal =>
        Kind
            is MarketNoticeKind.FinerThanData
                or MarketNoticeKind.NotAMultiple
                or MarketNoticeKind.NotRecordedThen
                or MarketNoticeKind.TooManyHoles;

    /// <summary>The notice as a sentence without its end, in Spanish or English.</summary>
    /// <param name="language"><c>es</c> or <c>en</c>.</param>
    public string Describe(string language) => language == "es" ? InSpanish() : InEnglish();

    private string Time =>
        DateTimeOffset.FromUnixTimeMilliseconds(TimeMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)
        + " UTC";

    private string InEnglish() =>
        Kind switch
        {
            MarketNoticeKind.FinerThanData => $"{Timeframe} is missing: the shortest recorded candles are {Source}",
            MarketNoticeKind.NotAMultiple => $"{Timeframe} is missing: it cannot be built from {Source} candles",
            MarketNoticeKind.NotRecordedThen => $"{Timeframe} is missing: it was not recorded at {Time}",
            MarketNoticeKind.TooManyHoles => Invariant(
                $"{Timeframe} is refused: {Percent:0.0} % of its last {SeriesFacts.RecentCandles} candles are missing, more than {SeriesFacts.MostMissingPercent} %"
            ),
            MarketNoticeKind.RecordedUntil => Timeframe == Source
                ? $"{Timeframe} uses recorded candles until {Time}, built ones from then on"
                : $"{Timeframe} is built from recorded {Source} candles until {Time}",
            MarketNoticeKind.RecordedBeyond =>
                $"{Timeframe} is recorded until {Time}, beyond the last {Source} candle; that part is left out",
            MarketNoticeKind.LaterThanData => $"the candles end at {Time}",
        };

    private string InSpanish() =>
        Kind switch
        {
            MarketNoticeKind.FinerThanData => $"falta {Timeframe}: las velas más cortas grabadas son de {Source}",
            MarketNoticeKind.NotAMultiple => $"falta {Timeframe}: no se puede construir con velas de {Source}",
            MarketNoticeKind.NotRecordedThen => $"falta {Timeframe}: no estaba grabado el {Time}",
            MarketNoticeKind.TooManyHoles => Spanish(
                $"{Timeframe} se rechaza: falta el {Percent:0.0} % de sus últimas {SeriesFacts.RecentCandles} velas, más del {SeriesFacts.MostMissingPercent} %"
            ),
            MarketNoticeKind.RecordedUntil => Timeframe == Source
                ? $"{Timeframe} usa velas grabadas hasta el {Time} y construidas desde entonces"
                : $"{Timeframe} se construye con velas grabadas de {Source} hasta el {Time}",
            MarketNoticeKind.RecordedBeyond =>
                $"{Timeframe} está grabado hasta el {Time}, más allá de la última vela de {Source}; esa parte no se usa",
            MarketNoticeKind.LaterThanData => $"las velas terminan el {Time}",
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Spanish(FormattableString text) => text.ToString(CultureInfo.GetCultureInfo("es"));
}
