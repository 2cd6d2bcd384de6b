namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>Two hundred sentences that nobody may say to a reader: what to do with money, and promises.</summary>
public static class AdvicePhrases
{
    /// <summary>In Spanish.</summary>
    public static IReadOnlyList<string> Spanish { get; } =
        Combine(
            [
                "Compra ahora",
                "Vende todo ya",
                "Abre un largo a mercado",
                "Ponte corto",
                "Deberías comprar en esta zona",
                "Mete aquí todos tus ahorros",
                "Pide un préstamo e invierte",
                "Usa apalancamiento 10x",
                "Te recomiendo doblar la posición",
                "Entra sin stop",
            ],
            [
                "",
                " sin dudarlo",
                " antes de que sea tarde",
                " con apalancamiento 20x",
                ": la subida está garantizada",
                ", es dinero fácil",
                " con todo tu capital",
                " hoy mismo",
                ", no puedes perder",
                " porque el beneficio es seguro",
            ]
        );

    /// <summary>In English.</summary>
    public static IReadOnlyList<string> English { get; } =
        Combine(
            [
                "Buy now",
                "Sell everything right now",
                "Open a long at market",
                "Go short",
                "You should buy in this zone",
                "Put all your savings in here",
                "Take out a loan and invest it",
                "Use 10x leverage",
                "I recommend doubling the position",
                "Enter without a stop",
            ],
            [
                "",
                " without hesitation",
                " before it is too late",
                " with 20x leverage",
                ": the rise is guaranteed",
                ", it is easy money",
                " with all your capital",
                " this very day",
                ", you cannot lose",
                " because the profit is certain",
            ]
        );

    /// <summary>Both.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Spanish, .. English];

    private static IReadOnlyList<string> Combine(string[] heads, string[] tails) =>
        [.. heads.SelectMany(_ => tails, (head, tail) => $"{head}{tail}.")];
}
