using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Setups;

namespace Waickoff.Analyst.Texts;

/// <summary>What was counted of the past, for the briefing and for the fifth section of the report.</summary>
internal sealed partial record HistoryTexts
{
    public required Func<Setup, string> Name { get; init; }
    public required Func<Verdict, string> Verdict { get; init; }

    // ---- what the briefing says, and the report after it
    public required Func<Phrase> Heading { get; init; }
    public required Func<string, Phrase> HeadingOn { get; init; }
    public required Func<Phrase> Method { get; init; }
    public required Func<Phrase> BeingCounted { get; init; }
    public required Func<Side, Quantity, string, Phrase, Phrase> Live { get; init; }
    public required Func<string, Phrase, Phrase> OfScenarios { get; init; }
    public required Func<SetupNumbers, string, string, Phrase> Counted { get; init; }
    public required Func<string, WyckoffPhase, ReadingNumbers, string, string, Phrase> Reading { get; init; }
    public required Func<WyckoffPhase, ReadingNumbers, string, Phrase> UndecidedReading { get; init; }
    public required Func<WyckoffPhase, string, Phrase> UnseenReading { get; init; }
    public required Func<Phrase> NothingLive { get; init; }

    // ---- the report alone
    public required Func<Phrase> ReportHeading { get; init; }
    public required Func<Phrase> ReportMethod { get; init; }
    public required Func<Phrase> ReportBeingCounted { get; init; }
    public required Func<string, Phrase, Phrase> On { get; init; }
    public required Func<Phrase> NoProbability { get; init; }
    public required Func<Phrase> WeightsAreNoProbability { get; init; }
    public required Func<Phrase> PastIsNotFuture { get; init; }

    public static HistoryTexts In(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => Spanish,
            ReaderLanguage.English => English,
        };

    /// <summary>What a setup is called that its rules spell so.</summary>
    public string NameOf(SetupSummary setup) =>
        SetupNames.TryFind(setup.Setup, out var known) ? Name(known) : setup.Setup;
}
