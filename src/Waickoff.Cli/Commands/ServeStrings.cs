using static System.FormattableString;

namespace Waickoff.Cli.Commands;

/// <summary>What the program says about the server.</summary>
internal sealed record ServeStrings
{
    public required string Language { get; init; }
    public required string Command { get; init; }
    public required string Port { get; init; }
    public required string Data { get; init; }
    public required string BadPort { get; init; }
    public required Func<int, string> PortTaken { get; init; }
    public required Func<string, string> Ready { get; init; }
    public required Func<string, string> PlaysStripe { get; init; }
    public required Func<string, string> BadStripe { get; init; }
    public required string Admin { get; init; }
    public required string Audit { get; init; }
    public required Func<string, string> NoLedger { get; init; }
    public required Func<long, int, string> Audited { get; init; }

    public required string Config { get; init; }
    public required string Check { get; init; }
    public required string NothingWrong { get; init; }

    public static ServeStrings For(string language) => language == "en" ? English : Spanish;

    private static readonly ServeStrings Spanish = new()
    {
        Language = "es",
        Command = "Pone en marcha el producto en este equipo; es lo que hace el programa sin más argumentos.",
        Port = "Puerto en el que escucha; 0 elige uno libre.",
        Data = "Carpeta con todo el estado: bases de datos, correos, claves.",
        BadPort = "--port: se esperaba un puerto de 0 a 65535",
        PortTaken = port => Invariant($"el puerto {port} está ocupado; indica otro con --port"),
        Admin = "Lo que hace un operador en la línea de órdenes.",
        Audit = "Recalcula cada saldo a partir del diario; termina con 1 si algo no cuadra.",
        NoLedger = reason => $"no se puede leer el libro de cuentas: {reason}",
        Audited = (entries, wrong) =>
            wrong == 0
                ? Invariant($"{entries} asientos: todo cuadra")
                : Invariant($"{entries} asientos: {wrong} reglas no se cumplen"),
        Config = "Los ajustes del servidor.",
        Check =
            "Dice qué ajustes no sirven, o los que valen, con los secretos ocultos; termina con 2 si alguno no sirve.",
        NothingWrong = "Todos los ajustes sirven:",
        Ready = url => $"WAIckoff está listo en {url} (Ctrl-C para terminar)",
        PlaysStripe = url =>
            $"Los pagos son de prueba, en {url}: no se mueve dinero. Con Billing:StripeKey son reales.",
        BadStripe = file =>
            $"no se puede leer {file} en la carpeta de datos; bórralo para empezar los pagos de prueba de nuevo",
    };

    private static readonly ServeStrings English = new()
    {
        Language = "en",
        Command = "Runs the product on this machine; what the program does without arguments.",
        Port = "The port it listens on; 0 chooses a free one.",
        Data = "The folder with all state: databases, mails, keys.",
        BadPort = "--port: expected a port from 0 to 65535",
        PortTaken = port => Invariant($"port {port} is taken; name another with --port"),
        Admin = "What an operator does at the command line.",
        Audit = "Recomputes every balance from the journal; ends with 1 when something does not add up.",
        NoLedger = reason => $"the ledger cannot be read: {reason}",
        Audited = (entries, wrong) =>
            wrong == 0
                ? Invariant($"{entries} entries: all adds up")
                : Invariant($"{entries} entries: {wrong} rules are broken"),
        Config = "The settings of the server.",
        Check = "Says which settings are wrong, or what is in force, secrets hidden; ends with 2 when one is wrong.",
        NothingWrong = "Nothing is wrong with the settings:",
        Ready = url => $"WAIckoff is ready at {url} (Ctrl-C ends it)",
        PlaysStripe = url => $"Payments are a trial, at {url}: no money moves. With Billing:StripeKey they are real.",
        BadStripe = file => $"{file} in the data folder cannot be read; delete it to begin the trial payments anew",
    };
}
