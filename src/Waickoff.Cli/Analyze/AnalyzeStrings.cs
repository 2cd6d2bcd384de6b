using Waickoff.Analysis.Scenarios;

namespace Waickoff.Cli.Analyze;

/// <summary>What the analysis says around its numbers, in Spanish and English. A text that is missing in one of them does not build.</summary>
internal sealed record AnalyzeStrings
{
    public required string Analyze { get; init; }
    public required string SymbolArgument { get; init; }
    public required string TimeframesOption { get; init; }
    public required string FormatOption { get; init; }
    public required string Simulated { get; init; }
    public required string Timeframe { get; init; }
    public required string Candles { get; init; }
    public required string Since { get; init; }
    public required string Holes { get; init; }
    public required string Age { get; init; }
    public required string Structure { get; init; }
    public required string Range { get; init; }
    public required string Markup { get; init; }
    public required string Markdown { get; init; }
    public required string NoTrend { get; init; }
    public required string Squeeze { get; init; }
    public required string Volume { get; init; }
    public required string View { get; init; }
    public required string Agree { get; init; }
    public required string Disagree { get; init; }
    public required string Confluences { get; init; }
    public required string NoConfluences { get; init; }
    public required string Zone { get; init; }
    public required string Score { get; init; }
    public required string Distance { get; init; }
    public required string Levels { get; init; }
    public required string Scenarios { get; init; }
    public required string NoScenarios { get; init; }
    public required string Confirmation { get; init; }
    public required string Invalidation { get; init; }
    public required string Targets { get; init; }
    public required string ClosesInside { get; init; }
    public required Func<Scenario, string> ScenarioName { get; init; }
    public required string Estimated { get; init; }
    public required string Chart { get; init; }
    public required string NotAdvice { get; init; }

    public static AnalyzeStrings For(string language) => language == "en" ? English : Spanish;

    private static readonly AnalyzeStrings Spanish = new()
    {
        Analyze =
            "Analiza un símbolo: Wyckoff, dinero inteligente, ondas, volumen, confluencias, escenarios e informe.",
        SymbolArgument = "Símbolo, p. ej. BTCUSDT.",
        TimeframesOption = "Marcos temporales; por defecto 15m,1h,4h.",
        FormatOption = "text para leer, json para programas, briefing para el analista.",
        Simulated = "DATOS SIMULADOS",
        Timeframe = "Marco",
        Candles = "velas",
        Since = "desde",
        Holes = "faltan",
        Age = "edad",
        Structure = "Estructura",
        Range = "Rango",
        Markup = "tendencia al alza",
        Markdown = "tendencia a la baja",
        NoTrend = "sin rango ni tendencia",
        Squeeze = "squeeze",
        Volume = "Volumen",
        View = "Conjunto",
        Agree = "Los marcos coinciden: ",
        Disagree = "Los marcos no coinciden",
        Confluences = "Confluencias",
        NoConfluences = "Ninguna: no hay dos familias de niveles que se encuentren a menos de 0,25 ATR.",
        Zone = "Zona",
        Score = "Puntos",
        Distance = "Distancia",
        Levels = "Niveles",
        Scenarios = "Escenarios",
        NoScenarios = "Ninguno: faltan niveles que los sostengan.",
        Confirmation = "Confirmación",
        Invalidation = "Invalidación",
        Targets = "Objetivos (R)",
        ClosesInside = "cierres dentro",
        ScenarioName = s =>
            s.Side switch
            {
                Analysis.Candles.Side.Bullish => "▲ alcista",
                Analysis.Candles.Side.Bearish => "▼ bajista",
                Analysis.Candles.Side.None => "■ neutral",
            },
        Estimated = "est.",
        Chart = "Gráfico",
        NotAdvice = "Hechos medidos sobre velas cerradas. No es una recomendación de inversión.",
    };

    private static readonly AnalyzeStrings English = new()
    {
        Analyze = "Analyses a symbol: Wyckoff, smart money, waves, volume, confluences, scenarios and report.",
        SymbolArgument = "Symbol, e.g. BTCUSDT.",
        TimeframesOption = "Timeframes; 15m,1h,4h by default.",
        FormatOption = "text to read, json for programs, briefing for the analyst.",
        Simulated = "SIMULATED DATA",
        Timeframe = "Frame",
        Candles = "candles",
        Since = "since",
        Holes = "missing",
        Age = "age",
        Structure = "Structure",
        Range = "Range",
        Markup = "markup",
        Markdown = "markdown",
        NoTrend = "neither range nor trend",
        Squeeze = "squeeze",
        Volume = "Volume",
        View = "Together",
        Agree = "The timeframes agree: ",
        Disagree = "The timeframes disagree",
        Confluences = "Confluences",
        NoConfluences = "None: no two families of levels meet within 0.25 ATR.",
        Zone = "Zone",
        Score = "Points",
        Distance = "Distance",
        Levels = "Levels",
        Scenarios = "Scenarios",
        NoScenarios = "None: there are no levels to carry them.",
        Confirmation = "Confirmation",
        Invalidation = "Invalidation",
        Targets = "Targets (R)",
        ClosesInside = "closes inside",
        ScenarioName = s =>
            s.Side switch
            {
                Analysis.Candles.Side.Bullish => "▲ bullish",
                Analysis.Candles.Side.Bearish => "▼ bearish",
                Analysis.Candles.Side.None => "■ neutral",
            },
        Estimated = "est.",
        Chart = "Chart",
        NotAdvice = "Facts measured on closed candles. Not investment advice.",
    };
}
