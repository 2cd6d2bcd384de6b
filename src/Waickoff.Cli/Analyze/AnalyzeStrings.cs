using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Analyze;

/// <summary>What the analysis in the terminal says around the report, in Spanish and English.</summary>
internal sealed record AnalyzeStrings
{
    public required string Analyze { get; init; }
    public required string SymbolArgument { get; init; }
    public required string TimeframesOption { get; init; }
    public required string FormatOption { get; init; }
    public required string Simulated { get; init; }
    public required Func<string, string> Source { get; init; }
    public required string SimulatedSource { get; init; }
    public required Func<string, string> AsOf { get; init; }
    public required Func<string, string> Change { get; init; }
    public required Func<string, bool, string> Age { get; init; }
    public required Func<string, string> Candles { get; init; }
    public required Func<string, string, string> Missing { get; init; }
    public required string Overview { get; init; }
    public required string Bias { get; init; }
    public required string Range { get; init; }
    public required string Weights { get; init; }
    public required string LastEvent { get; init; }
    public required string Structure { get; init; }
    public required string Blocks { get; init; }
    public required string Gaps { get; init; }
    public required string Leg { get; init; }
    public required string Bands { get; init; }
    public required string Volatility { get; init; }
    public required string Profile { get; init; }
    public required string Delta { get; init; }
    public required string DayVwap { get; init; }
    public required Func<string, string> PhaseOf { get; init; }
    public required Func<Side, string> Trend { get; init; }
    public required string NoRange { get; init; }
    public required Func<string, string> CandlesAgo { get; init; }
    public required Func<string, string> Squeezed { get; init; }
    public required string NoSqueeze { get; init; }
    public required string Failed { get; init; }
    public required string Estimated { get; init; }
    public required string NoCount { get; init; }
    public required Func<string, string> Wave { get; init; }
    public required Func<string, string> Chart { get; init; }
    public required string LegendCandles { get; init; }
    public required string BullishZone { get; init; }
    public required string BearishZone { get; init; }
    public required string LastClose { get; init; }
    public required string Invalidations { get; init; }
    public required string RangeEdges { get; init; }
    public required string Confluences { get; init; }
    public required string Zone { get; init; }
    public required string Place { get; init; }
    public required string Families { get; init; }
    public required string Score { get; init; }
    public required Func<string, string> Below { get; init; }
    public required Func<string, string> Above { get; init; }
    public required string Inside { get; init; }
    public required Func<string, string> Scenarios { get; init; }
    public required string Bullish { get; init; }
    public required string Bearish { get; init; }
    public required string Neutral { get; init; }
    public required string Confirmation { get; init; }
    public required string Invalidation { get; init; }
    public required string Targets { get; init; }
    public required Func<string, string> CloseAbove { get; init; }
    public required Func<string, string> CloseBelow { get; init; }
    public required string CloseOutside { get; init; }
    public required string Projection { get; init; }
    public required string Unverified { get; init; }
    public required string Notice { get; init; }

    public static AnalyzeStrings For(string language) => language == Strings.English.Language ? English : Spanish;

    private static readonly AnalyzeStrings Spanish = new()
    {
        Analyze =
            "Analiza un símbolo: Wyckoff, dinero inteligente, ondas, volumen, confluencias, escenarios e informe.",
        SymbolArgument = "Símbolo, p. ej. BTCUSDT.",
        TimeframesOption = "Marcos temporales; por defecto 15m,1h,4h.",
        FormatOption = "text para leer, json para programas, briefing para el analista.",
        Simulated = "DATOS SIMULADOS: ningún precio es real. Con --candles se analizan velas reales.",
        Source = source => $"Fuente: {source}",
        SimulatedSource = "mercado simulado",
        AsOf = time => $"velas cerradas hasta {time}",
        Change = change => $"{change} en 24 h",
        Age = (age, inHours) => inHours ? $"hace {age} h" : $"hace {age} min",
        Candles = count => $"{count} velas",
        Missing = (missing, holes) => $"faltan {missing} en {holes} {(holes == "1" ? "hueco" : "huecos")}",
        Overview = "Los marcos",
        Bias = "Sesgo",
        Range = "Rango",
        Weights = "Pesos ▲ ▼ ?",
        LastEvent = "Último evento",
        Structure = "Estructura",
        Blocks = "Order blocks",
        Gaps = "Fair value gaps",
        Leg = "Fibonacci",
        Bands = "Bollinger",
        Volatility = "ATR · RSI",
        Profile = "POC · valor",
        Delta = "Delta · CVD día",
        DayVwap = "VWAP del día",
        PhaseOf = phase => $"fase {phase}",
        Trend = side =>
            side switch
            {
                Side.Bullish => "markup",
                Side.Bearish => "markdown",
                Side.None => "sin tendencia",
            },
        NoRange = "sin rango activo",
        CandlesAgo = count => count == "1" ? "hace 1 vela" : $"hace {count} velas",
        Squeezed = count => $"comprimido {count} velas",
        NoSqueeze = "sin compresión",
        Failed = "fallido",
        Estimated = "est.",
        NoCount = "sin conteo válido",
        Wave = wave => $"onda {wave}",
        Chart = timeframe => $"Últimas velas de {timeframe}",
        LegendCandles = "┃ sube  █ baja",
        BullishZone = "zona alcista",
        BearishZone = "zona bajista",
        LastClose = "último cierre",
        Invalidations = "invalidación",
        RangeEdges = "bordes del rango",
        Confluences = "Confluencias",
        Zone = "Zona",
        Place = "Dónde",
        Families = "Qué se junta",
        Score = "Punt.",
        Below = distance => $"{distance} ATR abajo",
        Above = distance => $"{distance} ATR arriba",
        Inside = "en el precio",
        Scenarios = timeframe => $"Escenarios ({timeframe})",
        Bullish = "▲ Alcista",
        Bearish = "▼ Bajista",
        Neutral = "▬ Neutral",
        Confirmation = "Confirma",
        Invalidation = "Invalida",
        Targets = "Objetivos",
        CloseAbove = price => $"cierre sobre {price}",
        CloseBelow = price => $"cierre bajo {price}",
        CloseOutside = "cierre fuera",
        Projection = "proyección",
        Unverified = "sin verificar",
        Notice =
            "Análisis automático de velas cerradas, general e informativo. No es asesoramiento financiero y puede equivocarse.",
    };

    private static readonly AnalyzeStrings English = new()
    {
        Analyze = "Analyses a symbol: Wyckoff, smart money, waves, volume, confluences, scenarios and a report.",
        SymbolArgument = "Symbol, e.g. BTCUSDT.",
        TimeframesOption = "Timeframes; 15m,1h,4h by default.",
        FormatOption = "text to read, json for programs, briefing for the analyst.",
        Simulated = "SIMULATED DATA: no price is real. With --candles real candles are analysed.",
        Source = source => $"Source: {source}",
        SimulatedSource = "simulated market",
        AsOf = time => $"candles closed up to {time}",
        Change = change => $"{change} in 24 h",
        Age = (age, inHours) => inHours ? $"{age} h ago" : $"{age} min ago",
        Candles = count => $"{count} candles",
        Missing = (missing, holes) => $"{missing} missing in {holes} {(holes == "1" ? "hole" : "holes")}",
        Overview = "The timeframes",
        Bias = "Bias",
        Range = "Range",
        Weights = "Weights ▲ ▼ ?",
        LastEvent = "Last event",
        Structure = "Structure",
        Blocks = "Order blocks",
        Gaps = "Fair value gaps",
        Leg = "Fibonacci",
        Bands = "Bollinger",
        Volatility = "ATR · RSI",
        Profile = "POC · value",
        Delta = "Delta · day CVD",
        DayVwap = "Day's VWAP",
        PhaseOf = phase => $"phase {phase}",
        Trend = side =>
            side switch
            {
                Side.Bullish => "markup",
                Side.Bearish => "markdown",
                Side.None => "no trend",
            },
        NoRange = "no active range",
        CandlesAgo = count => count == "1" ? "1 candle ago" : $"{count} candles ago",
        Squeezed = count => $"squeezed {count} candles",
        NoSqueeze = "no squeeze",
        Failed = "failed",
        Estimated = "est.",
        NoCount = "no valid count",
        Wave = wave => $"wave {wave}",
        Chart = timeframe => $"Last candles of {timeframe}",
        LegendCandles = "┃ up  █ down",
        BullishZone = "bullish zone",
        BearishZone = "bearish zone",
        LastClose = "last close",
        Invalidations = "invalidation",
        RangeEdges = "edges of the range",
        Confluences = "Confluences",
        Zone = "Zone",
        Place = "Where",
        Families = "What meets",
        Score = "Score",
        Below = distance => $"{distance} ATR below",
        Above = distance => $"{distance} ATR above",
        Inside = "at price",
        Scenarios = timeframe => $"Scenarios ({timeframe})",
        Bullish = "▲ Bullish",
        Bearish = "▼ Bearish",
        Neutral = "▬ Neutral",
        Confirmation = "Confirms",
        Invalidation = "Invalidates",
        Targets = "Targets",
        CloseAbove = price => $"close above {price}",
        CloseBelow = price => $"close below {price}",
        CloseOutside = "close outside",
        Projection = "projection",
        Unverified = "unverified",
        Notice =
            "Automatic analysis of closed candles, general and informative. It is no financial advice and may be wrong.",
    };
}
