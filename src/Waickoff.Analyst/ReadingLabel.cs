using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst;

/// <summary>How a reading of a Wyckoff range is called where texts speak of it.</summary>
public static class ReadingLabel
{
    /// <summary>Its name in the reader's language.</summary>
    public static string Of(WyckoffReading reading, ReaderLanguage language) =>
        MarketNames.In(language).Reading(reading);
}
