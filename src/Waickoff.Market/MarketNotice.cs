using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Checks;

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

    /// <summary>The last candle is older than two of its length by the venue's clock.</summary>
    Stale,

    /// <summary>The last candle of a live market closed more than ten candles ago: there is no new analysis.</summary>
    TooOld,

    /// <summary>The venue that is asked first cannot be used now, and another stands in for it.</summary>
    StandIn,

    /// <summary>Two venues have been more than half a percent apart for three candles.</summary>
    VenuesApart,

    /// <summary>The clock of this machine is off against the venue's.</summary>
    ClockOff,

    /// <summary>The venue has corrected a closed candle.</summary>
    Corrected,

    /// <summary>Some of the newest candles are far taller than those before them: a crash, or a wrong price.</summary>
    Outliers,
}

/// <summary>Something the reader has to know about the candles of an analysis.</summary>
/// <param name="Kind">What.</param>
/// <param name="Timeframe">The timeframe it is about.</param>
/// <param name="Source">The timeframe that was recorded or used.</param>
/// <param name="TimeMs">The moment it is about; 0 where there is none.</param>
/// <param name="Percent">How much is missing or apart; 0 where nothing is.</param>
/// <param name="Venue">The venue it is about; empty where it is about the candles alone.</param>
/// <param name="Count">How many candles it is about; 0 where that says nothing.</param>
public readonly record struct MarketNotice(
    MarketNoticeKind Kind,
    Timeframe Timeframe,
    Timeframe Source,
    long TimeMs = 0,
    double Percent = 0,
    string Venue = "",
    int Count = 0
)
{
    /// <summary>True when the timeframe is not analysed because of it.</summary>
    public bool IsRefusal =>
        Kind
            is MarketNoticeKind.FinerThanData
                or MarketNoticeKind.NotAMultiple
                or MarketNoticeKind.NotRecordedThen
                or MarketNoticeKind.TooManyHoles;

    /// <summary>What is to be said of the age of a live market; null while it is young enough.</summary>
    /// <param name="timeframe">The timeframe of its candles.</param>
    /// <param name="closedMs">When the last one closed.</param>
    /// <param name="nowMs">The time of the venue.</param>
    public static MarketNotice? OfAge(Timeframe timeframe, long closedMs, long nowMs)
    {
        const int CandlesToBeStale = 2;
        const int CandlesToBeTooOld = 10;
        var age = nowMs - closedMs;
        if (age <= CandlesToBeStale * timeframe.Milliseconds)
            return null;
        var kind = age > CandlesToBeTooOld * timeframe.Milliseconds ? MarketNoticeKind.TooOld : MarketNoticeKind.Stale;
        return new MarketNotice(kind, timeframe, timeframe, closedMs);
    }

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
            MarketNoticeKind.TooOld =>
                $"no new analysis: the last {Timeframe} candle closed at {Time}, more than ten candles ago",
            MarketNoticeKind.Stale => $"the data are old: the last {Timeframe} candle closed at {Time}",
            MarketNoticeKind.StandIn => $"prices of {Venue}: the venue that is asked first cannot be used since {Time}",
            MarketNoticeKind.VenuesApart => Invariant(
                $"{Venue} has been {Percent:0.0} % away from these prices for three candles"
            ),
            MarketNoticeKind.ClockOff => Invariant(
                $"the clock of this machine is {TimeMs / 1000.0:0.0} s off against that of {Venue}; the venue's counts"
            ),
            MarketNoticeKind.Corrected => $"{Venue} corrected the {Timeframe} candle of {Time}",
            MarketNoticeKind.Outliers => Invariant(
                $"unusual {Timeframe} candles, over {RangeWatch.UnusualRatio} times the mean range: {Count} of the last {SeriesFacts.RecentCandles}, the newest of {Time}; a crash, or a wrong price"
            ),
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
            MarketNoticeKind.TooOld =>
                $"sin análisis nuevo: la última vela de {Timeframe} cerró el {Time}, hace más de diez velas",
            MarketNoticeKind.Stale => $"los datos son viejos: la última vela de {Timeframe} cerró el {Time}",
            MarketNoticeKind.StandIn =>
                $"precios de {Venue}: el mercado que se consulta primero no se puede usar desde el {Time}",
            MarketNoticeKind.VenuesApart => Spanish($"{Venue} lleva tres velas a un {Percent:0.0} % de estos precios"),
            MarketNoticeKind.ClockOff => Spanish(
                $"el reloj de esta máquina va {TimeMs / 1000.0:0.0} s desviado del de {Venue}; cuenta el de {Venue}"
            ),
            MarketNoticeKind.Corrected => $"{Venue} corrigió la vela de {Timeframe} del {Time}",
            MarketNoticeKind.Outliers => Spanish(
                $"velas de {Timeframe} inusuales, de más de {RangeWatch.UnusualRatio} veces el rango medio: {Count} de las últimas {SeriesFacts.RecentCandles}, la más reciente del {Time}; un desplome o un precio erróneo"
            ),
        };

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Spanish(FormattableString text) => text.ToString(CultureInfo.GetCultureInfo("es"));
}
