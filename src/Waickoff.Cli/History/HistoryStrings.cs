using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Cli.Analyze;
using static System.FormattableString;

namespace Waickoff.Cli.History;

/// <summary>What backtests, evidence and sweeps say, in Spanish and English.</summary>
internal sealed record HistoryStrings
{
    public required string Backtest { get; init; }
    public required Func<string, string> StrategyArgument { get; init; }
    public required string SymbolOption { get; init; }
    public required string SymbolArgument { get; init; }
    public required string SymbolsOption { get; init; }
    public required string FromOption { get; init; }
    public required string ToOption { get; init; }
    public required string TimeframeOption { get; init; }
    public required string FormatOption { get; init; }
    public required string Evidence { get; init; }
    public required string Sweep { get; init; }
    public required string GridOption { get; init; }
    public required Func<string, string, string> UnknownStrategy { get; init; }
    public required Func<string, string> UnreadableStrategy { get; init; }
    public required Func<string, string, string> UnknownSetup { get; init; }
    public required Func<string, string, string, string> NoCandles { get; init; }
    public required string Reversed { get; init; }
    public required Func<string, string> BadGrid { get; init; }
    public required Func<long, int, string> GridTooLarge { get; init; }
    public required Func<StrategyException, string> Bad { get; init; }
    public required string Period { get; init; }
    public required string Candles { get; init; }
    public required string Trades { get; init; }
    public required string Return { get; init; }
    public required string Drawdown { get; init; }
    public required string DrawdownLength { get; init; }
    public required string WinRate { get; init; }
    public required string ProfitFactor { get; init; }
    public required string Expectancy { get; init; }
    public required string Exposure { get; init; }
    public required string Volatility { get; init; }
    public required string Fees { get; init; }
    public required string BuyAndHold { get; init; }
    public required string Costs { get; init; }
    public required Func<int, string> Dropped { get; init; }
    public required Func<int, string> LastTrades { get; init; }
    public required string Side { get; init; }
    public required string Entry { get; init; }
    public required string Exit { get; init; }
    public required Func<bool, string> SideName { get; init; }
    public required Func<ExitReason, string> Reason { get; init; }
    public required string Notice { get; init; }
    public required string Setup { get; init; }
    public required string RangesReadAs { get; init; }
    public required string AllRanges { get; init; }
    public required string Upward { get; init; }
    public required string Downward { get; init; }
    public required Func<WyckoffReading, string> ReadingName { get; init; }
    public required string HitRate { get; init; }
    public required string BaseRate { get; init; }
    public required string Meaning { get; init; }
    public required Func<Verdict, string> VerdictName { get; init; }
    public required string EvidenceNote { get; init; }
    public required string Probability { get; init; }
    public required string None { get; init; }
    public required string Simulated { get; init; }
    public required string SimulatedSource { get; init; }
    public required string Parameters { get; init; }
    public required string WalkForward { get; init; }
    public required Func<string, string> Deflated { get; init; }
    public required Func<int, int, string> Progress { get; init; }

    /// <summary>Where candles lie, in words.</summary>
    public string SourceOf(HistorySeries history) => history.IsSimulated ? SimulatedSource : history.Source;

    public static HistoryStrings For(string language) => language == Strings.English.Language ? English : Spanish;

    private static readonly HistoryStrings Spanish = new()
    {
        Backtest = "Ejecuta una estrategia sobre velas pasadas: operaciones, capital y cifras.",
        StrategyArgument = names => $"Archivo JSON de reglas, o una de la biblioteca: {names}",
        SymbolOption = "Símbolo del mercado.",
        SymbolArgument = "Símbolo del mercado, como BTCUSDT.",
        SymbolsOption = "Símbolos, separados por comas.",
        FromOption = "Desde esta hora UTC; lo anterior solo prepara los indicadores.",
        ToOption = "Hasta esta hora UTC.",
        TimeframeOption = "Marco temporal de las velas.",
        FormatOption = "text o json.",
        Evidence = "Qué pasó después de cada patrón, medido: frecuencia, intervalo y tasa base.",
        Sweep = "Prueba una estrategia en cada punto de una rejilla de parámetros, con todos los núcleos.",
        GridOption = "Valores de un parámetro: nombre=1,2,3 o nombre=desde..hasta..paso. Se repite.",
        UnknownStrategy = (name, names) => $"no hay archivo ni estrategia '{name}'; biblioteca: {names}",
        UnknownSetup = (name, names) => $"no hay ningún patrón '{name}'; se admite: {names}",
        UnreadableStrategy = path => $"no se puede leer el archivo {path}",
        NoCandles = (wanted, from, to) => $"no hay velas en el periodo {wanted}; hay de {from} a {to}",
        Reversed = "el periodo está al revés: --from debe ser anterior a --to",
        BadGrid = text => $"se esperaba nombre=1,2,3 o nombre=desde..hasta..paso, no '{text}'",
        GridTooLarge = (count, most) => Invariant($"la rejilla tiene {count} puntos; como mucho {most}"),
        Bad = e => $"{e.Path}: {e.Found.Spanish}; se admite: {e.Allowed.Spanish}",
        Period = "Periodo",
        Candles = "Velas",
        Trades = "Operaciones",
        Return = "Rendimiento",
        Drawdown = "Caída máxima",
        DrawdownLength = "Caída más larga (velas)",
        WinRate = "Aciertos",
        ProfitFactor = "Factor de beneficio",
        Expectancy = "Esperanza (R)",
        Exposure = "Exposición",
        Volatility = "Volatilidad anual",
        Fees = "Comisiones",
        BuyAndHold = "Comprar y mantener",
        Costs = "Costes: comisión y deslizamiento por ejecución",
        Dropped = count => Invariant($"Órdenes sin ejecutar: {count}"),
        LastTrades = count => Invariant($"Últimas {count} operaciones"),
        Side = "Lado",
        Entry = "Entrada",
        Exit = "Salida",
        SideName = isLong => isLong ? "largo" : "corto",
        Reason = reason =>
            reason switch
            {
                ExitReason.Stop => "stop",
                ExitReason.Target => "objetivo",
                ExitReason.Rule => "regla",
                ExitReason.Horizon => "plazo",
                ExitReason.End => "fin",
            },
        Notice = "Resultados pasados e hipotéticos: no son los futuros. No es asesoramiento.",
        Setup = "Patrón",
        RangesReadAs = "Rangos leídos como",
        AllRanges = "todos los rangos",
        Upward = "al alza, %",
        Downward = "a la baja, %",
        ReadingName = reading => ReadingLabel.Of(reading, ReaderLanguage.Spanish),
        HitRate = "2R, %",
        BaseRate = "base, %",
        Meaning = "Qué se puede decir",
        VerdictName = verdict =>
            verdict switch
            {
                Verdict.NotEnoughHistory => "historia insuficiente",
                Verdict.NoMeasurableEdge => "sin ventaja medible",
                Verdict.Edge => "ventaja medida",
            },
        EvidenceNote =
            "Frecuencias en % con su intervalo del 95 %; R: resultado medio tras costes. Entrada en la apertura siguiente, stop en la invalidación, 50 velas, costes incluidos; tasa base: entradas al azar equivalentes. "
            + "Corregido por mirar muchos patrones (Benjamini-Hochberg).",
        Probability = "Prob.",
        None = "—",
        SimulatedSource = AnalyzeStrings.For(Strings.Spanish.Language).SimulatedSource,
        Simulated = "Mercado simulado: ningún mercado hizo estos precios.",
        Parameters = "Parámetros",
        WalkForward = "Paso adelante",
        Deflated = text => $"Sharpe deflactado del mejor (probabilidad de superar al azar de tantas pruebas): {text}",
        Progress = (done, all) => Invariant($"{done} de {all} puntos"),
    };

    private static readonly HistoryStrings English = new()
    {
        Backtest = "Runs a strategy over past candles: trades, equity and figures.",
        StrategyArgument = names => $"A JSON file of rules, or one of the library: {names}",
        SymbolOption = "Symbol of the market.",
        SymbolArgument = "Symbol of the market, such as BTCUSDT.",
        SymbolsOption = "Symbols, separated by commas.",
        FromOption = "From this UTC time on; what lies before only warms up.",
        ToOption = "Up to this UTC time.",
        TimeframeOption = "Timeframe of the candles.",
        FormatOption = "text or json.",
        Evidence = "What happened after each setup, measured: frequency, interval and base rate.",
        Sweep = "Tries a strategy at every point of a grid of parameters, on all cores.",
        GridOption = "Values of a parameter: name=1,2,3 or name=from..to..step. May be repeated.",
        UnknownStrategy = (name, names) => $"there is no file or strategy '{name}'; library: {names}",
        UnknownSetup = (name, names) => $"there is no setup '{name}'; allowed: {names}",
        UnreadableStrategy = path => $"cannot read the file {path}",
        NoCandles = (wanted, from, to) => $"no candles in the period {wanted}; there are from {from} to {to}",
        Reversed = "the period is reversed: --from must be before --to",
        BadGrid = text => $"expected name=1,2,3 or name=from..to..step, not '{text}'",
        GridTooLarge = (count, most) => Invariant($"the grid has {count} points; at most {most}"),
        Bad = e => $"{e.Path}: {e.Found.English}; allowed: {e.Allowed.English}",
        Period = "Period",
        Candles = "Candles",
        Trades = "Trades",
        Return = "Return",
        Drawdown = "Deepest drawdown",
        DrawdownLength = "Longest drawdown (candles)",
        WinRate = "Win rate",
        ProfitFactor = "Profit factor",
        Expectancy = "Expectancy (R)",
        Exposure = "Exposure",
        Volatility = "Volatility a year",
        Fees = "Fees",
        BuyAndHold = "Buy and hold",
        Costs = "Costs: fee and slippage of a fill",
        Dropped = count => Invariant($"Orders not filled: {count}"),
        LastTrades = count => Invariant($"Last {count} trades"),
        Side = "Side",
        Entry = "Entry",
        Exit = "Exit",
        SideName = isLong => isLong ? "long" : "short",
        Reason = reason =>
            reason switch
            {
                ExitReason.Stop => "stop",
                ExitReason.Target => "target",
                ExitReason.Rule => "rule",
                ExitReason.Horizon => "horizon",
                ExitReason.End => "end",
            },
        Notice = "Past and hypothetical results are not future ones. Not advice.",
        Setup = "Setup",
        RangesReadAs = "Ranges read as",
        AllRanges = "all ranges",
        Upward = "upward, %",
        Downward = "downward, %",
        ReadingName = reading => ReadingLabel.Of(reading, ReaderLanguage.English),
        HitRate = "2R, %",
        BaseRate = "base, %",
        Meaning = "What may be said",
        VerdictName = verdict =>
            verdict switch
            {
                Verdict.NotEnoughHistory => "not enough history",
                Verdict.NoMeasurableEdge => "no measurable edge",
                Verdict.Edge => "measured edge",
            },
        EvidenceNote =
            "Shares in % with their 95 % interval; R: mean outcome after costs. Entry at the next open, stop at the invalidation, 50 candles, costs on; base rate: matched random entries. "
            + "Corrected for looking at many setups (Benjamini-Hochberg).",
        Probability = "Prob.",
        None = "—",
        SimulatedSource = AnalyzeStrings.For(Strings.English.Language).SimulatedSource,
        Simulated = "Simulated market: no market made these prices.",
        Parameters = "Parameters",
        WalkForward = "Walk forward",
        Deflated = text => $"Deflated Sharpe of the best (chance that it beats the luck of so many tries): {text}",
        Progress = (done, all) => Invariant($"{done} of {all} points"),
    };
}
