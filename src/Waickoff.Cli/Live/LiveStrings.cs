using static System.FormattableString;

namespace Waickoff.Cli.Live;

/// <summary>What the commands about stored and live candles say, in Spanish and English.</summary>
internal sealed record LiveStrings
{
    public required string Language { get; init; }
    public required string Live { get; init; }
    public required string Stored { get; init; }
    public required Func<string, string> Pulling { get; init; }
    public required Func<string, string> StoredInstead { get; init; }
    public required string SimulatedInstead { get; init; }
    public required string SimulatedOption { get; init; }
    public required string Candles { get; init; }
    public required string Pull { get; init; }
    public required string PullSymbol { get; init; }
    public required string TimeframeOption { get; init; }
    public required string FromOption { get; init; }
    public required string ToOption { get; init; }
    public required string VenueOption { get; init; }
    public required string OutOption { get; init; }
    public required Func<string, string, string> Reversed { get; init; }
    public required Func<string, string> Future { get; init; }
    public required Func<int, int, int, string> Pulled { get; init; }
    public required Func<int, string, string> Rejected { get; init; }
    public required Func<int, string, string> Written { get; init; }
    public required Func<string, string> NoCandleFile { get; init; }
    public required Func<string, string> NoFolder { get; init; }
    public required Func<string, string, string> CannotWrite { get; init; }
    public required string Status { get; init; }
    public required Func<string, string> NothingStored { get; init; }
    public required IReadOnlyList<string> StatusColumns { get; init; }
    public required Func<int, int, string> Gaps { get; init; }
    public required string Check { get; init; }
    public required string CheckArgument { get; init; }
    public required Func<string, string> NotThere { get; init; }
    public required Func<long, string> Line { get; init; }
    public required string WholeFile { get; init; }
    public required Func<int, string> MoreFaults { get; init; }
    public required Func<string, int, string, string, string> Good { get; init; }
    public required Func<string, int, int, string> Bad { get; init; }
    public required Func<string, double, string> Outlier { get; init; }
    public required string Watch { get; init; }
    public required string WatchSymbol { get; init; }
    public required string Connecting { get; init; }
    public required string Running { get; init; }
    public required string Interrupted { get; init; }
    public required string Price { get; init; }
    public required string Phase { get; init; }
    public required string Bias { get; init; }
    public required string Confirmed { get; init; }
    public required string NothingConfirmed { get; init; }
    public required string HowToEnd { get; init; }

    public static LiveStrings For(string language) => language == English.Language ? English : Spanish;

    public static readonly LiveStrings Spanish = new()
    {
        Language = "es",
        Live = "en directo",
        Stored = "velas guardadas",
        Pulling = what => $"Trayendo {what}",
        StoredInstead = symbol => $"Sin conexión con ningún mercado: se analizan las velas guardadas de {symbol}.",
        SimulatedInstead =
            "Sin conexión con ningún mercado y sin velas guardadas: lo que sigue es el mercado simulado. Con --candles se analizan velas de un archivo.",
        SimulatedOption = "Analiza el mercado simulado sin preguntar a ningún mercado.",
        Candles = "Velas guardadas: traerlas, ver qué hay, comprobar archivos.",
        Pull = "Trae velas cerradas de un mercado y las guarda; lo que ya está no se pide otra vez.",
        PullSymbol = "Símbolo como lo escribe el mercado: BTCUSDT.",
        TimeframeOption = "Marco temporal de las velas.",
        FromOption = "Primera hora de apertura: fecha UTC o milisegundos. Por defecto, hace 30 días.",
        ToOption = "Hasta esta hora, sin incluirla. Por defecto, ahora.",
        VenueOption = "Mercado: binance, bybit o bybit-perpetual. Por defecto, el primero que responda.",
        OutOption = "Escribe además las velas en este archivo .csv o .csv.gz.",
        Reversed = (from, to) => $"--from {from} debe ser anterior a --to {to}",
        Future = text => $"{text} está en el futuro; se admite una hora hasta ahora",
        Pulled = (added, all, missing) =>
            missing > 0
                ? Invariant($"{added} velas nuevas, {all} guardadas en total; el mercado no tiene {missing}")
                : Invariant($"{added} velas nuevas, {all} guardadas en total, sin huecos"),
        Rejected = (count, reason) => Invariant($"{count} filas rechazadas; la primera: {reason}"),
        Written = (count, path) => Invariant($"{count} velas escritas en {path}"),
        NoCandleFile = path => $"--out {path}: se esperaba un nombre que termine en .csv o .csv.gz",
        NoFolder = folder => $"--out: la carpeta {folder} no existe",
        CannotWrite = (path, reason) => $"--out {path}: no se puede escribir ({reason})",
        Status = "Muestra las series guardadas con sus huecos y su edad.",
        NothingStored = where => $"No hay velas guardadas en {where}. Para traerlas: waickoff candles pull BTCUSDT",
        StatusColumns = ["Serie", "Velas", "Primera", "Última", "Huecos", "Corr.", "Retraso"],
        Gaps = (count, missing) => count == 0 ? "–" : Invariant($"{count} ({missing} velas)"),
        Check = "Comprueba archivos de velas: orden, duplicados, huecos, precios y volúmenes imposibles.",
        CheckArgument = "Archivo .csv o .csv.gz, o carpeta.",
        NotThere = path => $"{path}: se esperaba un archivo .csv o .csv.gz, o una carpeta que los tenga",
        Line = line => Invariant($"línea {line}"),
        WholeFile = "el archivo",
        MoreFaults = count => Invariant($"… y {count} fallos más"),
        Good = (path, count, from, to) => Invariant($"✓ {path}: {count} velas, {from} a {to}"),
        Bad = (path, faults, count) => Invariant($"✗ {path}: {faults} fallos en {count} filas"),
        Outlier = (time, ratio) => Invariant($"vela inusual del {time}: {ratio:0} veces el rango medio"),
        Watch = "Sigue un mercado en directo: precio, fase, sesgo y lo que se acaba de confirmar.",
        WatchSymbol = "Símbolo como lo escribe el mercado: BTCUSDT.",
        Connecting = "Conectando…",
        Running = "en directo",
        Interrupted = "interrumpido, reconectando",
        Price = "Precio",
        Phase = "Wyckoff",
        Bias = "Sesgo",
        Confirmed = "Recién confirmado",
        NothingConfirmed = "nada en la última vela",
        HowToEnd = "Ctrl-C para terminar",
    };

    public static readonly LiveStrings English = new()
    {
        Language = "en",
        Live = "live",
        Stored = "stored candles",
        Pulling = what => $"Pulling {what}",
        StoredInstead = symbol => $"No venue can be reached: the stored candles of {symbol} are analysed.",
        SimulatedInstead =
            "No venue can be reached and nothing is stored: what follows is the simulated market. With --candles the candles of a file are analysed.",
        SimulatedOption = "Analyses the simulated market without asking any venue.",
        Candles = "Stored candles: pull them, see what is there, check files.",
        Pull = "Pulls closed candles from a venue and stores them; what is there is not asked for again.",
        PullSymbol = "Symbol as the venue spells it: BTCUSDT.",
        TimeframeOption = "Timeframe of the candles.",
        FromOption = "First open time: a UTC date or milliseconds. By default 30 days ago.",
        ToOption = "Up to this time, which is left out. By default now.",
        VenueOption = "Venue: binance, bybit or bybit-perpetual. By default the first that answers.",
        OutOption = "Also writes the candles to this .csv or .csv.gz file.",
        Reversed = (from, to) => $"--from {from} must be earlier than --to {to}",
        Future = text => $"{text} lies in the future; allowed is a time up to now",
        Pulled = (added, all, missing) =>
            missing > 0
                ? Invariant($"{added} new candles, {all} stored in all; the venue does not have {missing}")
                : Invariant($"{added} new candles, {all} stored in all, without holes"),
        Rejected = (count, reason) => Invariant($"{count} rows rejected; the first: {reason}"),
        Written = (count, path) => Invariant($"{count} candles written to {path}"),
        NoCandleFile = path => $"--out {path}: expected a name that ends in .csv or .csv.gz",
        NoFolder = folder => $"--out: there is no folder {folder}",
        CannotWrite = (path, reason) => $"--out {path}: cannot be written ({reason})",
        Status = "Shows the stored series with their holes and their age.",
        NothingStored = where => $"No candles are stored in {where}. To pull some: waickoff candles pull BTCUSDT",
        StatusColumns = ["Series", "Candles", "First", "Last", "Holes", "Corr.", "Lag"],
        Gaps = (count, missing) => count == 0 ? "–" : Invariant($"{count} ({missing} candles)"),
        Check = "Checks files of candles: order, duplicates, holes, impossible prices and volumes.",
        CheckArgument = "A .csv or .csv.gz file, or a folder.",
        NotThere = path => $"{path}: expected a .csv or .csv.gz file, or a folder with some",
        Line = line => Invariant($"line {line}"),
        WholeFile = "the file",
        MoreFaults = count => Invariant($"… and {count} more faults"),
        Good = (path, count, from, to) => Invariant($"✓ {path}: {count} candles, {from} to {to}"),
        Bad = (path, faults, count) => Invariant($"✗ {path}: {faults} faults in {count} rows"),
        Outlier = (time, ratio) => Invariant($"unusual candle of {time}: {ratio:0} times the mean range"),
        Watch = "Follows a market live: price, phase, bias and what was just confirmed.",
        WatchSymbol = "Symbol as the venue spells it: BTCUSDT.",
        Connecting = "Connecting…",
        Running = "live",
        Interrupted = "interrupted, connecting again",
        Price = "Price",
        Phase = "Wyckoff",
        Bias = "Bias",
        Confirmed = "Just confirmed",
        NothingConfirmed = "nothing at the last candle",
        HowToEnd = "Ctrl-C to end",
    };
}
