using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Checks;

/// <summary>What a file of candles is worth: all its faults, and what is unusual without being wrong.</summary>
/// <param name="Path">The file.</param>
/// <param name="Timeframe">The length of a candle; null when nothing could be read.</param>
/// <param name="IsTimeframeNamed">True when the file name says the timeframe, false when it is the smallest distance of two rows.</param>
/// <param name="Rows">How many lines behind the header.</param>
/// <param name="Facts">The candles that are good; null when there are none.</param>
/// <param name="Faults">The first faults, in the order of the lines.</param>
/// <param name="FaultCount">How many faults there are in all.</param>
/// <param name="Outliers">The first candles of unusual range.</param>
/// <param name="OutlierCount">How many there are in all.</param>
/// <param name="ZeroVolumeCount">How many candles have no volume.</param>
/// <param name="AgeMs">How long before the check the last good candle closed; 0 when there is none.</param>
/// <param name="IsStale">True when, at the time of the check, at least two further candles should have closed.</param>
public sealed record CandleReport(
    string Path,
    Timeframe? Timeframe,
    bool IsTimeframeNamed,
    int Rows,
    SeriesFacts? Facts,
    IReadOnlyList<CandleFault> Faults,
    int FaultCount,
    IReadOnlyList<CandleOutlier> Outliers,
    int OutlierCount,
    int ZeroVolumeCount,
    long AgeMs,
    bool IsStale
)
{
    /// <summary>True when the file would be taken: it has candles and no fault.</summary>
    public bool IsUsable => Facts is not null && FaultCount == 0;

    /// <summary>How many candles are missing in all holes.</summary>
    public int MissingCount => Facts?.MissingCandles ?? 0;
}
