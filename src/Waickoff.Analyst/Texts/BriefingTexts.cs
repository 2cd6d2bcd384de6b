using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Volume;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

/// <summary>The lines of the briefing: facts, as short as they can be said.</summary>
internal sealed partial record BriefingTexts
{
    public required ReaderLanguage Language { get; init; }

    // ---- data
    public required Func<string, string, string, Quantity, Phrase> Header { get; init; }
    public required Func<Quantity, Phrase> Change { get; init; }
    public required Func<Phrase> Simulated { get; init; }
    public required Func<Phrase> Weighing { get; init; }
    public required Func<string, Quantity, string, Phrase> Series { get; init; }
    public required Func<Quantity, Quantity, Phrase> Gaps { get; init; }
    public required Func<string, Phrase> RecordedUntil { get; init; }
    public required Func<Quantity, bool, Phrase> Age { get; init; }
    public required Func<string, Phrase> MissingTimeframes { get; init; }
    public required Func<Quantity, Phrase> LeftOut { get; init; }

    // ---- Wyckoff
    public required Func<string, string, Quantity, Quantity, Quantity, string, Phrase> Range { get; init; }
    public required Func<Side, Quantity, Quantity, Quantity, string, Phrase> RangeLeft { get; init; }
    public required Func<Side, Phrase> NoRange { get; init; }
    public required Func<Quantity, Quantity, Quantity, Phrase> Weights { get; init; }
    public required Func<Phrase, Phrase> For { get; init; }
    public required Func<Phrase, Phrase> Against { get; init; }
    public required Func<Phrase, Phrase> Events { get; init; }
    public required Func<string, Quantity, bool, Phrase> Event { get; init; }
    public required Func<string, Quantity, Quantity, bool, Phrase> LastEvent { get; init; }
    public required Func<Quantity, Quantity, Phrase> Falsifiers { get; init; }
    public required Func<Side, Quantity, Quantity, Phrase> Tests { get; init; }
    public required Func<Side, Quantity, Quantity, Quantity, Phrase> CauseEffect { get; init; }
    public required Func<string, Phrase> CompositeMan { get; init; }
    public required Func<Phrase, Phrase> Upward { get; init; }
    public required Func<Phrase, Phrase> Downward { get; init; }
    public required Func<Phrase> CompositeManUnknown { get; init; }

    // ---- smart money
    public required Func<Phrase, Phrase, Phrase> Structure { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> LastBreak { get; init; }
    public required Func<string, Quantity, Phrase> SwingBreak { get; init; }
    public required Func<Quantity, Quantity, Quantity, bool, Phrase> DealingRange { get; init; }
    public required Func<Phrase, Phrase> Blocks { get; init; }
    public required Func<Phrase, Phrase> FairValueGaps { get; init; }
    public required Func<string, Quantity, Quantity, string, Phrase> Zone { get; init; }
    public required Func<Phrase, Phrase> Liquidity { get; init; }
    public required Func<string, Quantity, Phrase> Pool { get; init; }
    public required Func<string, Quantity, Quantity, Phrase> Taken { get; init; }

    // ---- waves
    public required Func<string, Quantity, Quantity, Phrase, Phrase> Fibonacci { get; init; }
    public required Func<string, Quantity, bool, Phrase> FibonacciLevel { get; init; }
    public required Func<string, string, string, string, Quantity, Phrase> Elliott { get; init; }
    public required Func<Quantity, bool, Quantity, Quantity, Phrase> ElliottOutlook { get; init; }
    public required Func<Phrase> NoElliott { get; init; }
    public required Func<Phrase> ElliottFailed { get; init; }

    // ---- indicators
    public required Func<Quantity, Quantity, Phrase> Bollinger { get; init; }
    public required Func<Quantity, Phrase> Squeezed { get; init; }
    public required Func<Side, Quantity, Phrase> SqueezeReleased { get; init; }
    public required Func<Phrase> NoSqueeze { get; init; }
    public required Func<Quantity, Quantity, Quantity, Phrase> Volatility { get; init; }

    // ---- volume
    public required Func<Quantity, Quantity, bool, Phrase> Delta { get; init; }
    public required Func<string, Quantity, Phrase, Phrase> Vwap { get; init; }
    public required Func<VwapPosition, Quantity, Phrase> VwapPosition { get; init; }
    public required Func<VwapPosition, Phrase> VwapPositionAlone { get; init; }
    public required Func<string, Quantity, Quantity, Quantity, Phrase> Profile { get; init; }

    // ---- what follows
    public required Func<Phrase, Phrase> Confluences { get; init; }
    public required Func<Quantity, Quantity, ZoneRole, Quantity, Quantity, string, Phrase> Confluence { get; init; }
    public required Func<string, Phrase> ScenariosHeading { get; init; }
    public required Func<Side, Quantity, Quantity, string, Phrase> Scenario { get; init; }
    public required Func<Side, Quantity, string, Phrase> Confirmation { get; init; }
    public required Func<Side, Quantity, string, Quantity, Phrase> Invalidation { get; init; }
    public required Func<Phrase, Phrase> Targets { get; init; }
    public required Func<Quantity, string, Quantity, bool, Phrase> Target { get; init; }
    public required Func<Quantity, Quantity, Phrase> NeutralScenario { get; init; }
    public required Func<Phrase> NoScenario { get; init; }

    // ---- the whole
    public required Func<Phrase> AgreementHeading { get; init; }
    public required Func<string, string, string, string, string, Phrase> View { get; init; }
    public required Func<Side, Phrase> Agreed { get; init; }
    public required Func<Phrase> Disagreed { get; init; }
    public required Func<Phrase> NothingYet { get; init; }

    public static BriefingTexts In(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => Spanish,
            ReaderLanguage.English => English,
        };
}
