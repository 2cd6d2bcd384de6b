using Waickoff.Analysis;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;

namespace Waickoff.Analyst.Turns;

/// <summary>Questions that fit the chart as it stands, the most telling first. They hold no numbers of their own.</summary>
public static class SuggestedQuestions
{
    private const int Most = 6;
    private const int Fewest = 4;

    /// <summary>Four to six questions.</summary>
    /// <param name="analysis">The market as it stands.</param>
    /// <param name="language">The reader's.</param>
    public static IReadOnlyList<string> Of(MarketAnalysis analysis, ReaderLanguage language)
    {
        ArgumentNullException.ThrowIfNull(analysis);
        var code = language switch
        {
            ReaderLanguage.Spanish => "es",
            ReaderLanguage.English => "en",
        };
        var fitting = Fitting(analysis).Take(Most).ToList();
        var usual = Usual().Take(Math.Max(0, Fewest - fitting.Count));
        return [.. fitting.Concat(usual).Select(q => q.In(code))];
    }

    private static IEnumerable<LocalText> Fitting(MarketAnalysis analysis)
    {
        var main = analysis.Timeframes[analysis.Timeframes.Count / 2];
        var name = main.Timeframe.ToString();
        if (!analysis.Agreement.IsAgreed && analysis.Timeframes.Count > 1)
            yield return new(
                "Why do the timeframes disagree, and which one decides?",
                "¿Por qué no coinciden los marcos temporales y cuál decide?"
            );
        if (main.Wyckoff.IsInRange)
            yield return main.Wyckoff.Current!.Phase.Reading == WyckoffReading.Unknown
                ? new(
                    $"What would tell accumulation from distribution in the {name} range?",
                    $"¿Qué distinguiría acumulación de distribución en el rango de {name}?"
                )
                : new(
                    $"What would prove the reading of the {name} range wrong?",
                    $"¿Qué invalidaría la lectura del rango de {name}?"
                );
        if (main.Wyckoff.Events.Count > 0)
            yield return new(
                $"What does the last Wyckoff event on {name} mean?",
                $"¿Qué significa el último evento de Wyckoff en {name}?"
            );
        if (Picks.SqueezeOn(main) is not null)
            yield return new(
                $"Volatility on {name} is squeezed: what would its release look like?",
                $"La volatilidad en {name} está comprimida: ¿cómo sería su liberación?"
            );
        if (main.Confluences.Count > 0)
            yield return new(
                $"Which findings meet in the nearest confluence on {name}?",
                $"¿Qué hallazgos se juntan en la confluencia más cercana de {name}?"
            );
        if (main.Scenarios.Count > 0)
            yield return new(
                "What confirms and what invalidates each scenario?",
                "¿Qué confirma y qué invalida cada escenario?"
            );
        if (analysis.Data.Series.Any(s => s.MissingCandles > 0))
            yield return new(
                "How do the holes in the data weaken this analysis?",
                "¿Cuánto debilitan este análisis los huecos en los datos?"
            );
    }

    private static IEnumerable<LocalText> Usual()
    {
        yield return new("Where does the market stand right now?", "¿Dónde está el mercado ahora mismo?");
        yield return new("Where is the nearest liquidity?", "¿Dónde está la liquidez más cercana?");
        yield return new("What is the main risk to this reading?", "¿Cuál es el principal riesgo para esta lectura?");
        yield return new("Explain the phase in simple words", "Explica la fase con palabras sencillas");
    }
}
