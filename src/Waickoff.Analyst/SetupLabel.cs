using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst;

/// <summary>How a setup is called where texts speak of it.</summary>
public static class SetupLabel
{
    /// <summary>Its name in the reader's language.</summary>
    public static string Of(SetupSummary setup, ReaderLanguage language)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return HistoryTexts.In(language).NameOf(setup);
    }

    /// <summary>What evidence about it names as its source, and an overlay as its id.</summary>
    public static string SourceOf(SetupSummary setup, SeriesName series)
    {
        ArgumentNullException.ThrowIfNull(setup);
        return HistoryNumbers.SourceOf(setup.Setup, series);
    }
}
