using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

/// <summary>The sentences of the built-in analyst. Each is said in the state it fits and in no other.</summary>
internal sealed partial record ReportTexts
{
    // ---- 1 situation: the whole
    public required Func<Phrase> SituationHeading { get; init; }
    public required Func<Phrase> Simulated { get; init; }
    public required Func<string, Quantity, string, Phrase> LastClose { get; init; }
    public required Func<string, Quantity, string, Quantity, Phrase> LastCloseAndChange { get; init; }
    public required Func<Quantity, bool, Phrase> Age { get; init; }
    public required Func<string, Side, Phrase> AllAgree { get; init; }
    public required Func<string, Side, bool, string, bool, Phrase> SomeAgree { get; init; }
    public required Func<string, string, string, Phrase> Contradiction { get; init; }
    public required Func<Phrase> NoBias { get; init; }
    public required Func<string, Side, Phrase> OneBias { get; init; }
    public required Func<string, Phrase> MissingTimeframes { get; init; }

    // ---- 1 situation: Wyckoff
    public required Func<WyckoffReading, string, Quantity, Quantity, Quantity, Side, Phrase> Range { get; init; }
    public required Func<string, Quantity, Quantity, Quantity, Side, Phrase> RangeUndecided { get; init; }
    public required Func<Quantity, Quantity, Phrase> UndecidedWeights { get; init; }
    public required Func<Side, Phrase> PhaseA { get; init; }
    public required Func<Phrase> PhaseB { get; init; }
    public required Func<Phrase> PhaseBAgain { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> LastEvent { get; init; }
    public required Func<Quantity, Quantity, Phrase> SpringTest { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> UpthrustTest { get; init; }
    public required Func<Phrase> QuietTest { get; init; }
    public required Func<Side, string, Quantity, Quantity, Phrase> Drive { get; init; }
    public required Func<Side, Phrase> PhaseE { get; init; }
    public required Func<string, Quantity, Phrase> EventFailed { get; init; }
    public required Func<Side, Quantity, Quantity, Phrase> Falsifier { get; init; }
    public required Func<Quantity, Quantity, Phrase> FalsifiersUndecided { get; init; }
    public required Func<Side, WyckoffReading, Quantity, Quantity, Quantity, Phrase> RangeLeft { get; init; }
    public required Func<Side, Side, Phrase> AfterExit { get; init; }
    public required Func<Side, Phrase> NoRange { get; init; }
    public required Func<Side, Phrase> NoRangeAgain { get; init; }
    public required Func<CompositeManActivity, Phrase, Phrase> CompositeMan { get; init; }
    public required Func<CompositeManActivity, Phrase, Phrase> CompositeManAgain { get; init; }
    public required Func<CompositeManActivity, Phrase, Phrase, Phrase> CompositeManContested { get; init; }
    public required Func<Phrase, Phrase, Phrase> CompositeManSplit { get; init; }
    public required Func<Phrase, Phrase> CompositeManOneSign { get; init; }
    public required Func<Phrase, Phrase, Phrase> CompositeManSplitAgain { get; init; }
    public required Func<Phrase, Phrase> CompositeManOneSignAgain { get; init; }
    public required Func<Side, Phrase, Phrase> CompositeManAgainstTrend { get; init; }

    // ---- 1 situation: structure, volatility, volume, waves
    public required Func<Side, string, Quantity, Quantity, Phrase> StructureAgrees { get; init; }
    public required Func<Side, string, Quantity, Quantity, Phrase> StructureAgreesAgain { get; init; }
    public required Func<Side, string, Quantity, Quantity, Phrase> StructureTurnsAgain { get; init; }
    public required Func<Side, string, Quantity, Quantity, Side, Phrase> StructureDiffers { get; init; }
    public required Func<Phrase> NoStructure { get; init; }
    public required Func<Quantity, Phrase> Discount { get; init; }
    public required Func<Quantity, Phrase> Premium { get; init; }
    public required Func<Quantity, Phrase> Squeezed { get; init; }
    public required Func<Quantity, Phrase> SqueezedAgain { get; init; }
    public required Func<Side, Quantity, Phrase> Released { get; init; }
    public required Func<bool, Quantity, Quantity, Phrase> SqueezeBreaks { get; init; }
    public required Func<bool, Quantity, Phrase> OutsideBand { get; init; }
    public required Func<bool, Quantity, Phrase> RsiExtreme { get; init; }
    public required Func<VwapPosition, Quantity, bool, bool, Quantity, Phrase> VwapAndDelta { get; init; }
    public required Func<string, string, Quantity, Quantity, Phrase> Elliott { get; init; }
    public required Func<Phrase> NoElliott { get; init; }

    // ---- 2 confluences
    public required Func<Phrase> ConfluencesHeading { get; init; }
    public required Func<
        Quantity,
        Quantity,
        string,
        ZoneRole,
        Quantity,
        string,
        Quantity,
        Phrase
    > Confluence { get; init; }
    public required Func<Phrase> ConfluencesAreRanked { get; init; }
    public required Func<Phrase> NoConfluence { get; init; }

    // ---- 3 levels
    public required Func<Phrase> LevelsHeading { get; init; }
    public required Func<Side, string, Quantity, Quantity, string, Phrase> Zone { get; init; }
    public required Func<Side, string, Quantity, string, Phrase> Confirmation { get; init; }
    public required Func<Side, string, Quantity, string, Phrase> ConfirmationOnReturn { get; init; }
    public required Func<Side, string, Quantity, string, Phrase> Invalidation { get; init; }
    public required Func<Phrase, bool, Phrase> Targets { get; init; }
    public required Func<Quantity, string, bool, Phrase> Target { get; init; }
    public required Func<Phrase> TargetBeforeConfirmation { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> Neutral { get; init; }
    public required Func<Side, Phrase> NoScenario { get; init; }
    public required Func<string, Quantity, bool, Phrase> Pool { get; init; }
    public required Func<string, Phrase, Phrase> Pools { get; init; }

    // ---- 4 risk
    public required Func<Phrase> RiskHeading { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> Atr { get; init; }
    public required Func<Side, Quantity, RiskWidth, Phrase> Risk { get; init; }
    public required Func<Quantity, bool, Phrase> Reward { get; init; }
    public required Func<Quantity, Quantity, bool, Phrase> Rewards { get; init; }
    public required Func<DerivedQuantity, bool, Phrase> RewardOnceConfirmed { get; init; }
    public required Func<DerivedQuantity, bool, Phrase> RewardOnceConfirmedAgain { get; init; }
    public required Func<Phrase> Size { get; init; }
    public required Func<string, Phrase> SqueezeWarning { get; init; }
    public required Func<string, string, Phrase> DisagreementWarning { get; init; }
    public required Func<Phrase> NoScenarioNoRisk { get; init; }
    public required Func<Phrase> NotAdvice { get; init; }

    public static ReportTexts In(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => Spanish,
            ReaderLanguage.English => English,
        };
}

/// <summary>How far an invalidation lies against the noise of a candle.</summary>
internal enum RiskWidth
{
    /// <summary>Under one ATR.</summary>
    InsideNoise,

    /// <summary>One to two and a half ATR.</summary>
    OutsideNoise,

    /// <summary>More.</summary>
    Wide,
}
