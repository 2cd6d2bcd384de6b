using static System.FormattableString;

namespace Waickoff.Cli.Commands;

/// <summary>What the program says about the sandbox Stripe.</summary>
internal sealed record SandboxStripeStrings
{
    public required string Command { get; init; }
    public required string Webhook { get; init; }
    public required string Secret { get; init; }
    public required string State { get; init; }
    public required string Tax { get; init; }
    public required string Bank { get; init; }
    public required string Serves { get; init; }
    public required string Address { get; init; }
    public required string Key { get; init; }
    public required string Signs { get; init; }
    public required string Replay { get; init; }
    public required string From { get; init; }
    public required string Times { get; init; }
    public required string Shuffle { get; init; }
    public required string Senders { get; init; }
    public required string Seed { get; init; }
    public required string Types { get; init; }
    public required Func<string, string> BadAddress { get; init; }
    public required Func<string, string> BadTimes { get; init; }
    public required Func<string, int, int, int, string> BadNumber { get; init; }
    public required Func<string, string> NotThere { get; init; }
    public required Func<string, string> Refused { get; init; }
    public required Func<int, int, string> Sent { get; init; }

    public static SandboxStripeStrings For(string language) => language == "en" ? English : Spanish;

    private static readonly SandboxStripeStrings Spanish = new()
    {
        Command =
            "Un Stripe en esta máquina: páginas de pago, devoluciones, disputas y avisos firmados. No se mueve dinero.",
        Webhook = "Adónde se envían los avisos; sin ella se guardan para repetirlos.",
        Secret = "Con qué se firman.",
        State = "Archivo que conserva su estado.",
        Tax = "Impuesto en tanto por ciento, de 0 a 100, donde la página lo calcula.",
        Bank = "Segundos hasta que llega o falla un pago por banco.",
        Serves = "Stripe de prueba: no se mueve dinero.",
        Address = "Dirección",
        Key = "Clave",
        Signs = "Firma",
        Replay = "Vuelve a enviar los avisos de un Stripe de prueba en marcha: repetidos, barajados, en paralelo.",
        From = "Dirección del Stripe de prueba, como la escribió al empezar.",
        Times = "Cuántas veces cada uno: N, o de N a M escrito N-M.",
        Shuffle = "En un orden sacado de la semilla.",
        Senders = "Cuántos envían a la vez.",
        Seed = "Semilla de veces y orden.",
        Types = "Solo avisos de este tipo; puede repetirse.",
        BadAddress = text => $"se esperaba una dirección http de esta máquina, no '{text}'",
        BadTimes = text => $"se esperaba N o N-M, de 0 a 1000, no '{text}'",
        BadNumber = (name, least, most, number) => Invariant($"{name}: se esperaba de {least} a {most}, no '{number}'"),
        NotThere = url => $"no responde ningún Stripe de prueba en {url}",
        Refused = reason => $"el Stripe de prueba no lo hace: {reason}",
        Sent = (sent, taken) => Invariant($"{sent} envíos, {taken} aceptados"),
    };

    private static readonly SandboxStripeStrings English = new()
    {
        Command = "A Stripe on this machine: pay pages, refunds, disputes and signed events. No money moves.",
        Webhook = "Where events are sent; without it they are kept to be replayed.",
        Secret = "What they are signed with.",
        State = "File that keeps its state.",
        Tax = "Tax in percent, 0 to 100, where the page works it out.",
        Bank = "Seconds until a payment by bank comes or fails.",
        Serves = "Sandbox Stripe: no money moves.",
        Address = "Address",
        Key = "Key",
        Signs = "Secret",
        Replay = "Sends the events of a running sandbox Stripe again: repeated, shuffled, in parallel.",
        From = "Address of the sandbox Stripe, as it wrote it at its start.",
        Times = "How often each: N, or from N to M written N-M.",
        Shuffle = "In an order drawn from the seed.",
        Senders = "How many send at the same time.",
        Seed = "Seed of times and order.",
        Types = "Only events of this kind; may be repeated.",
        BadAddress = text => $"expected an http address of this machine, not '{text}'",
        BadTimes = text => $"expected N or N-M, 0 to 1000, not '{text}'",
        BadNumber = (name, least, most, number) => Invariant($"{name}: expected {least} to {most}, not '{number}'"),
        NotThere = url => $"no sandbox Stripe answers at {url}",
        Refused = reason => $"the sandbox Stripe does not do it: {reason}",
        Sent = (sent, taken) => Invariant($"{sent} sent, {taken} taken"),
    };
}
