using static System.FormattableString;

namespace Waickoff.Cli.History;

/// <summary>What the page of a backtest says besides <see cref="HistoryStrings"/>, in Spanish and English.</summary>
internal sealed record PageStrings
{
    public required string Language { get; init; }
    public required string Option { get; init; }
    public required Func<string, string> NotWritten { get; init; }
    public required string Equity { get; init; }
    public required string EquityNote { get; init; }
    public required string Drawdown { get; init; }
    public required string Period { get; init; }
    public required string PeriodNote { get; init; }
    public required string LastTrades { get; init; }
    public required string LastTradesNote { get; init; }
    public required string Figures { get; init; }
    public required string Assumptions { get; init; }
    public required string Source { get; init; }
    public required Func<int, int, string> Gaps { get; init; }
    public required string GapsName { get; init; }
    public required string Fee { get; init; }
    public required string Slippage { get; init; }
    public required string InitialEquity { get; init; }
    public required string Positions { get; init; }
    public required string Leverage { get; init; }
    public required string Inside { get; init; }
    public required string InsideFiner { get; init; }
    public required string InsideStop { get; init; }
    public required string Warmup { get; init; }
    public required string Rules { get; init; }
    public required string NoTrades { get; init; }
    public required string Profit { get; init; }

    public static PageStrings For(string language) => language == Strings.English.Language ? English : Spanish;

    private static readonly PageStrings Spanish = new()
    {
        Language = "es",
        Option = "Escribe también una página HTML, completa en un solo archivo, con curvas y operaciones.",
        NotWritten = path => $"no se puede escribir el archivo {path}",
        Equity = "Capital",
        EquityNote = "Al cierre de cada vela, en moneda de cotización; la línea discontinua es el capital inicial.",
        Drawdown = "Caída desde el máximo",
        Period = "Precio y entradas",
        PeriodNote = "Cierres del periodo. ▲ entrada en largo, ▼ entrada en corto; como mucho las últimas 400.",
        LastTrades = "Últimas operaciones sobre las velas",
        LastTradesNote =
            "Vela hueca: sube; llena: baja. ▲ ▼ entrada, × salida; línea continua: ganancia, de puntos: pérdida; discontinua horizontal: stop.",
        Figures = "Cifras",
        Assumptions = "Qué se supone",
        Source = "Datos",
        Gaps = (count, missing) =>
            count == 0 ? "ninguno" : Invariant($"{count}, con {missing} velas que faltan; se pasa sobre ellos"),
        GapsName = "Huecos",
        Fee = "Comisión de cada ejecución",
        Slippage = "Deslizamiento de cada ejecución a mercado",
        InitialEquity = "Capital inicial",
        Positions = "Posiciones a la vez",
        Leverage = "Apalancamiento máximo",
        Inside = "Stop y objetivo en la misma vela",
        InsideFiner = "deciden velas más cortas; si no lo dicen, cuenta el stop",
        InsideStop = "cuenta el stop",
        Warmup = "Velas que solo preparan los indicadores",
        Rules = "Las reglas",
        NoTrades = "No hubo operaciones.",
        Profit = "Resultado",
    };

    private static readonly PageStrings English = new()
    {
        Language = "en",
        Option = "Also writes an HTML page, whole in one file, with curves and trades.",
        NotWritten = path => $"cannot write the file {path}",
        Equity = "Equity",
        EquityNote = "At the close of each candle, in quote currency; the dashed line is the equity at the start.",
        Drawdown = "Drawdown",
        Period = "Price and entries",
        PeriodNote = "Closes of the period. ▲ long entry, ▼ short entry; the last 400 at most.",
        LastTrades = "The last trades on the candles",
        LastTradesNote =
            "Hollow candle: up; filled: down. ▲ ▼ entry, × exit; solid line: profit, dotted: loss; horizontal dashes: stop.",
        Figures = "Figures",
        Assumptions = "What is assumed",
        Source = "Data",
        Gaps = (count, missing) =>
            count == 0 ? "none" : Invariant($"{count}, with {missing} candles missing; they are stepped over"),
        GapsName = "Gaps",
        Fee = "Fee of each fill",
        Slippage = "Slippage of each fill at the market",
        InitialEquity = "Equity at the start",
        Positions = "Positions at once",
        Leverage = "Greatest leverage",
        Inside = "Stop and target in one candle",
        InsideFiner = "shorter candles decide; where they do not tell, it counts as the stop",
        InsideStop = "counts as the stop",
        Warmup = "Candles that only warm up",
        Rules = "The rules",
        NoTrades = "There were no trades.",
        Profit = "Profit",
    };
}
