using static System.FormattableString;

namespace Waickoff.Cli.Commands;

/// <summary>What the program says about what packs earn and cost.</summary>
internal sealed record EconomicsStrings
{
    public required string Command { get; init; }
    public required string Days { get; init; }
    public required string Format { get; init; }
    public required Func<int, string> BadDays { get; init; }

    /// <summary>First and last day, and the least margin.</summary>
    public required Func<string, string, int, string> Title { get; init; }

    /// <summary>The pack; sold; used and ended sessions; gross, fee, model on average and at most; margin, at the ceiling.</summary>
    public required IReadOnlyList<string> Columns { get; init; }

    public required string Legend { get; init; }
    public required Func<string, int, string> BelowFloor { get; init; }

    public static EconomicsStrings For(string language) => language == "en" ? English : Spanish;

    private static readonly EconomicsStrings Spanish = new()
    {
        Command =
            "Lo que cada paquete ingresa y cuesta por sesión usada; termina con 1 si alguno deja menos de lo configurado.",
        Days = "De lo pagado en cuántos días, de 1 a 3660.",
        Format = "text o json.",
        BadDays = most => Invariant($"--days: se esperaba un número de 1 a {most}"),
        Title = (from, to, floor) =>
            Invariant($"Pagado del {from} al {to}, sin impuestos; margen mínimo configurado: {floor} %"),
        Columns = ["paquete", "ventas", "usadas/fin", "ingreso", "comisión", "modelo", "mayor", "margen", "en el tope"],
        Legend =
            "Por sesión usada (al menos el 90 % de sus tokens), en la moneda del paquete: ingreso - comisión - modelo."
            + " «–»: ninguna sesión lo ha mostrado aún.",
        BelowFloor = (pack, floor) => Invariant($"{pack}: deja menos del {floor} %"),
    };

    private static readonly EconomicsStrings English = new()
    {
        Command = "What each pack earns and costs per used session; ends with 1 when one leaves less than configured.",
        Days = "Of what was paid in how many days, 1 to 3660.",
        Format = "text or json.",
        BadDays = most => Invariant($"--days: expected a number from 1 to {most}"),
        Title = (from, to, floor) =>
            Invariant($"Paid from {from} to {to}, tax excluded; least margin as configured: {floor} %"),
        Columns = ["pack", "sold", "used/ended", "gross", "card fee", "model", "largest", "margin", "at ceiling"],
        Legend =
            "Per used session (at least 90 % of its tokens), in the currency of the pack: gross - card fee - model."
            + " “–”: no session has shown it yet.",
        BelowFloor = (pack, floor) => Invariant($"{pack}: leaves less than {floor} %"),
    };
}
