using System.Text.RegularExpressions;

namespace Waickoff.Analyst.Models;

/// <summary>The five sections of a report, in their order.</summary>
internal enum ReportSection
{
    Situation,
    Confluences,
    Levels,
    Risk,
    History,
}

/// <summary>Which sections answer a question, by its words in either language.</summary>
internal static partial class QuestionSections
{
    public static IReadOnlyList<ReportSection> Of(string question)
    {
        var asked = new List<ReportSection>();
        Add(ReportSection.Situation, SituationWords());
        Add(ReportSection.Confluences, ConfluenceWords());
        Add(ReportSection.Levels, LevelWords());
        Add(ReportSection.Risk, RiskWords());
        Add(ReportSection.History, HistoryWords());
        return asked.Count > 0 ? asked : Enum.GetValues<ReportSection>();

        void Add(ReportSection section, Regex words)
        {
            if (words.IsMatch(question))
                asked.Add(section);
        }
    }

    [GeneratedRegex(
        @"situaci|resumen|\bfase|estructura|tendencia|wyckoff|situation|summary|phase|structure|trend",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex SituationWords();

    [GeneratedRegex(@"confluen", RegexOptions.IgnoreCase)]
    private static partial Regex ConfluenceWords();

    [GeneratedRegex(
        @"nivel|entrada|salida|objetivo|escenario|invalid|zona|level|entry|exit|target|scenario|zone",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex LevelWords();

    [GeneratedRegex(@"riesgo|stop|tama[nñ]o|\batr\b|\brisk|\bsize", RegexOptions.IgnoreCase)]
    private static partial Regex RiskWords();

    [GeneratedRegex(@"probab|hist[oó]ri|frecuencia|backtest|history|likel|odds", RegexOptions.IgnoreCase)]
    private static partial Regex HistoryWords();
}
