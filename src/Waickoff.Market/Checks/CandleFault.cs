using Waickoff.Analysis;

namespace Waickoff.Market.Checks;

/// <summary>What can be wrong with a line of candles.</summary>
public enum CandleFaultKind
{
    /// <summary>A value is missing, too many or no number.</summary>
    Text,

    /// <summary>The open time is no multiple of the timeframe.</summary>
    OffGrid,

    /// <summary>The open time is that of an earlier line.</summary>
    Duplicate,

    /// <summary>The open time is earlier than that of the line before.</summary>
    Backwards,

    /// <summary>The prices cannot be those of one candle.</summary>
    Prices,

    /// <summary>The volume or the taker volume is impossible.</summary>
    Volume,

    /// <summary>What follows cannot be read.</summary>
    Unreadable,
}

/// <summary>Something wrong with a file of candles.</summary>
/// <param name="Line">The line in the text, from 1; 0 for the file as a whole.</param>
/// <param name="Kind">Of which kind.</param>
/// <param name="Message">What is expected, with the values found.</param>
public readonly record struct CandleFault(long Line, CandleFaultKind Kind, LocalText Message);

/// <summary>A candle that is possible and still worth a look.</summary>
/// <param name="Line">The line in the text, from 1.</param>
/// <param name="OpenTimeMs">Its open time.</param>
/// <param name="RangeRatio">Its high minus low over the mean of the 100 candles before it.</param>
public readonly record struct CandleOutlier(long Line, long OpenTimeMs, double RangeRatio);
