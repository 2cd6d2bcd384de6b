using static System.FormattableString;

namespace Waickoff.Cli;

/// <summary>All the program says to people, in Spanish and English. A text that is missing in one of them does not build.</summary>
internal sealed record Strings
{
    public required string Language { get; init; }
    public required string Root { get; init; }
    public required string LanguageOption { get; init; }
    public required string Detect { get; init; }
    public required string DetectorArgument { get; init; }
    public required string CandlesOption { get; init; }
    public required string SandboxCandlesOption { get; init; }
    public required string AtOption { get; init; }
    public required Func<string, string> BadTime { get; init; }
    public required Func<string, string> BadTimeframe { get; init; }
    public required string Mcp { get; init; }
    public required string McpInstructions { get; init; }
    public required Func<string, string> NoTimeframe { get; init; }
    public required string CandlesFileOption { get; init; }
    public required string SetOption { get; init; }
    public required string TimingOption { get; init; }
    public required Func<string, string, string> UnknownDetector { get; init; }
    public required Func<string, string, string, string> UnknownOption { get; init; }
    public required Func<string, string, string, string> BadValue { get; init; }
    public required Func<string, string> NotAPair { get; init; }
    public required Func<double, double, string> WholeNumber { get; init; }
    public required Func<double, double, string> NumberFrom { get; init; }
    public required Func<double, double, string> NumberAbove { get; init; }
    public required string TrueOrFalse { get; init; }
    public required Func<string, string> OneOf { get; init; }
    public required string OrTime { get; init; }
    public required string Sandbox { get; init; }
    public required string SandboxExchange { get; init; }
    public required Func<string, string> PortOption { get; init; }
    public required string SpeedOption { get; init; }
    public required string StartOption { get; init; }
    public required Func<string, string> BadPort { get; init; }
    public required Func<string, string> BadSpeed { get; init; }
    public required Func<int, int, string> PortTaken { get; init; }
    public required Func<string, string> ExchangeServes { get; init; }
    public required Func<string, double, string> ExchangeClock { get; init; }
    public required string ExchangeUse { get; init; }
    public required string ExchangeStop { get; init; }
    public required string SandboxModel { get; init; }
    public required string FirstTokenOption { get; init; }
    public required string TokensPerSecondOption { get; init; }
    public required string ScriptOption { get; init; }
    public required Func<string, string> BadFirstToken { get; init; }
    public required Func<string, string> BadTokensPerSecond { get; init; }
    public required Func<string, string, string> UnknownScript { get; init; }
    public required Func<int, string> OnePortTaken { get; init; }
    public required Func<string, string> ModelServes { get; init; }
    public required string Cancelled { get; init; }
    public required string Analyzing { get; init; }
    public required string Counting { get; init; }

    public static Strings For(string language) => language == English.Language ? English : Spanish;

    public static readonly Strings Spanish = new()
    {
        Language = "es",
        Root = "WAIckoff: de velas cerradas a hallazgos de Wyckoff, dinero inteligente, ondas, volumen e indicadores.",
        LanguageOption = "Idioma de los textos.",
        Detect = "Ejecuta un detector sobre un archivo de velas y escribe un objeto JSON.",
        DetectorArgument = "Qué detectar: ",
        CandlesOption = "Carpeta con <SÍMBOLO>/<marco>.csv[.gz], o un archivo. Sin ella, un mercado en directo.",
        SandboxCandlesOption = "Carpeta con <SÍMBOLO>/<marco>.csv[.gz], o un archivo. Sin ella, el mercado simulado.",
        AtOption = "Analiza lo que se sabía entonces: fecha UTC (2025-10-31T12:00) o milisegundos.",
        BadTime = text => $"se esperaba una fecha UTC como 2025-10-31T12:00 o milisegundos, no '{text}'",
        BadTimeframe = text => $"se esperaba un marco temporal como 15m, 1h, 4h o 1d, no '{text}'",
        Mcp = "Servidor MCP por stdio: el análisis como herramientas de solo lectura para un asistente.",
        McpInstructions =
            "Análisis técnico de velas cerradas. Cada respuesta dice de qué velas habla (market); si isSimulated es true, el "
            + "mercado es inventado y hay que decirlo. Los números salen solo de las herramientas; ninguno es una probabilidad.",
        NoTimeframe = timeframe => $"no hay velas de {timeframe}",
        CandlesFileOption = "Archivo de velas, .csv o .csv.gz.",
        SetOption = "Opciones del detector: nombre=valor.",
        TimingOption = "Escribe en stderr cuánto cuesta la detección por vela, en caliente.",
        UnknownDetector = (name, allowed) => $"detector desconocido '{name}'; se admite: {allowed}",
        UnknownOption = (name, detector, allowed) =>
            allowed.Length > 0
                ? $"opción desconocida '{name}' de {detector}; se admite: {allowed}"
                : $"opción desconocida '{name}'; {detector} no tiene opciones",
        BadValue = (name, value, allowed) => $"valor '{value}' no admitido para {name}; se admite: {allowed}",
        NotAPair = text => $"se esperaba nombre=valor tras --set, no '{text}'",
        WholeNumber = (from, to) => Invariant($"un número entero de {from} a {to}"),
        NumberFrom = (from, to) => Invariant($"un número de {from} a {to}"),
        NumberAbove = (from, to) => Invariant($"un número mayor que {from}, hasta {to}"),
        TrueOrFalse = "true o false",
        OneOf = choices => $"uno de {choices}",
        OrTime = ", o una hora en milisegundos UTC",
        Sandbox = "Sustitutos locales del mundo exterior, para probar.",
        SandboxExchange =
            "Un exchange en esta máquina que habla los protocolos de Binance y Bybit, con velas grabadas o simuladas.",
        PortOption = venue => $"Puerto de {venue}; sin él lo elige el sistema.",
        SpeedOption = "Velocidad del reloj del exchange: 1 es tiempo real, 60 un minuto por segundo, 0 parado.",
        StartOption =
            "Hora del exchange al empezar: fecha UTC o milisegundos. Sin ella, ahora; con --candles, un día antes de su final.",
        BadPort = text => $"se esperaba un puerto de 0 a 65535, no '{text}'",
        BadSpeed = text => $"se esperaba una velocidad de 0 a 1000000, no '{text}'",
        PortTaken = (binance, bybit) =>
            Invariant(
                $"no se puede escuchar en los puertos {binance} y {bybit}: alguno está ocupado; 0 deja elegir al sistema"
            ),
        ExchangeServes = source => $"Exchange de prueba, no es un mercado real. Velas: {source}",
        ExchangeClock = (time, speed) => Invariant($"Su reloj: {time}, velocidad {speed}"),
        ExchangeUse = "Para usarlo, en otra terminal:",
        ExchangeStop = "Ctrl-C lo detiene.",
        SandboxModel =
            "Un modelo de lenguaje en esta máquina que habla el protocolo de Anthropic: cuenta, guarda y cobra como el real, y no sabe nada.",
        FirstTokenOption = "Milisegundos hasta que empieza cada respuesta.",
        TokensPerSecondOption = "Tokens por segundo de cada respuesta; 0, de golpe.",
        ScriptOption = "Qué hace mal en cada respuesta: ",
        BadFirstToken = text => $"se esperaban de 0 a 600000 milisegundos, no '{text}'",
        BadTokensPerSecond = text => $"se esperaban de 0 a 1000000 tokens por segundo, no '{text}'",
        UnknownScript = (name, allowed) => $"guion desconocido '{name}'; se admite: {allowed}",
        OnePortTaken = port =>
            Invariant($"no se puede escuchar en el puerto {port}: está ocupado; 0 deja elegir al sistema"),
        ModelServes = models => $"Modelo de prueba: sus respuestas no son de ningún modelo real. Modelos: {models}",
        Cancelled = "Cancelado.",
        Analyzing = "Analizando velas…",
        Counting = "Contando el historial…",
    };

    public static readonly Strings English = new()
    {
        Language = "en",
        Root = "WAIckoff: from closed candles to findings of Wyckoff, smart money, waves, volume and indicators.",
        LanguageOption = "Language of the texts.",
        Detect = "Runs one detector on a file of candles and writes a JSON object.",
        DetectorArgument = "What to detect: ",
        CandlesOption = "Folder with <SYMBOL>/<timeframe>.csv[.gz], or a file. Without it a live market.",
        SandboxCandlesOption = "Folder with <SYMBOL>/<timeframe>.csv[.gz], or a file. Without it the simulated market.",
        AtOption = "Analyses what was known then: a UTC date (2025-10-31T12:00) or milliseconds.",
        BadTime = text => $"expected a UTC date such as 2025-10-31T12:00 or milliseconds, not '{text}'",
        BadTimeframe = text => $"expected a timeframe such as 15m, 1h, 4h or 1d, not '{text}'",
        Mcp = "MCP server over stdio: the analysis as read-only tools for an assistant.",
        McpInstructions =
            "Technical analysis of closed candles. Every answer says which candles it speaks of (market); where isSimulated is "
            + "true the market is invented, and that must be said. Numbers come from the tools alone; none is a probability.",
        NoTimeframe = timeframe => $"there are no {timeframe} candles",
        CandlesFileOption = "File of candles, .csv or .csv.gz.",
        SetOption = "Options of the detector: name=value.",
        TimingOption = "Writes to stderr what the detection costs per candle when warm.",
        UnknownDetector = (name, allowed) => $"unknown detector '{name}'; allowed: {allowed}",
        UnknownOption = (name, detector, allowed) =>
            allowed.Length > 0
                ? $"unknown option '{name}' of {detector}; allowed: {allowed}"
                : $"unknown option '{name}'; {detector} has no options",
        BadValue = (name, value, allowed) => $"value '{value}' is not allowed for {name}; allowed: {allowed}",
        NotAPair = text => $"expected name=value after --set, not '{text}'",
        WholeNumber = (from, to) => Invariant($"a whole number from {from} to {to}"),
        NumberFrom = (from, to) => Invariant($"a number from {from} to {to}"),
        NumberAbove = (from, to) => Invariant($"a number above {from}, up to {to}"),
        TrueOrFalse = "true or false",
        OneOf = choices => $"one of {choices}",
        OrTime = ", or a time in UTC milliseconds",
        Sandbox = "Local stand-ins for the outside world, to try things.",
        SandboxExchange =
            "An exchange on this machine that speaks the protocols of Binance and Bybit, with recorded or simulated candles.",
        PortOption = venue => $"Port of {venue}; without it the system chooses one.",
        SpeedOption = "Speed of the exchange's clock: 1 is real time, 60 a minute a second, 0 stands still.",
        StartOption =
            "Time of the exchange at its start: a UTC date or milliseconds. Without it now; with --candles a day before they end.",
        BadPort = text => $"expected a port from 0 to 65535, not '{text}'",
        BadSpeed = text => $"expected a speed from 0 to 1000000, not '{text}'",
        PortTaken = (binance, bybit) =>
            Invariant($"cannot listen on the ports {binance} and {bybit}: one is taken; 0 lets the system choose"),
        ExchangeServes = source => $"Sandbox exchange, not a real market. Candles: {source}",
        ExchangeClock = (time, speed) => Invariant($"Its clock: {time}, speed {speed}"),
        ExchangeUse = "To use it, in another terminal:",
        ExchangeStop = "Ctrl-C stops it.",
        SandboxModel =
            "A language model on this machine that speaks Anthropic's protocol: it counts, caches and bills as the real one does, and knows nothing.",
        FirstTokenOption = "Milliseconds until each answer begins.",
        TokensPerSecondOption = "Tokens per second of each answer; 0 is all at once.",
        ScriptOption = "What it does wrong in each answer: ",
        BadFirstToken = text => $"expected 0 to 600000 milliseconds, not '{text}'",
        BadTokensPerSecond = text => $"expected 0 to 1000000 tokens per second, not '{text}'",
        UnknownScript = (name, allowed) => $"unknown script '{name}'; allowed: {allowed}",
        OnePortTaken = port => Invariant($"cannot listen on port {port}: it is taken; 0 lets the system choose"),
        ModelServes = models => $"Sandbox model: its answers are of no real model. Models: {models}",
        Cancelled = "Cancelled.",
        Analyzing = "Analysing candles…",
        Counting = "Counting the history…",
    };
}
