using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

/// <summary>What tools say.</summary>
internal static class ToolTexts
{
    public static Phrase LevelHistory(
        ReaderLanguage language,
        Quantity visits,
        Quantity crossings,
        Quantity candles,
        Quantity since
    ) =>
        language switch
        {
            ReaderLanguage.English when !since.IsKnown => $"in {candles} candles price never came near this level.",
            ReaderLanguage.Spanish when !since.IsKnown => $"en {candles} velas el precio nunca se acercó a este nivel.",
            ReaderLanguage.English =>
                $"in {candles} candles price came near this level {visits} times and closed through it {crossings} times; the last visit was {since} candles ago.",
            ReaderLanguage.Spanish =>
                $"en {candles} velas el precio se acercó {visits} veces a este nivel y cerró {crossings} veces al otro lado; la última visita fue hace {since} velas.",
            _ => throw new ArgumentOutOfRangeException(nameof(language)),
        };
}
