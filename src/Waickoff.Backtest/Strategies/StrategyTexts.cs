using Waickoff.Analysis;

namespace Waickoff.Backtest.Strategies;

/// <summary>What complaints about a strategy say: what stands somewhere, and what may stand there.</summary>
internal static class StrategyTexts
{
    // ---- what stands there
    public static readonly LocalText Missing = new("missing", "falta");
    public static readonly LocalText UnknownMember = new("unknown member", "miembro desconocido");
    public static readonly LocalText UnknownParameter = new("unknown parameter", "parámetro desconocido");
    public static readonly LocalText NotUnicode = new("a text that is no Unicode", "un texto que no es Unicode");
    public static readonly LocalText Nothing = new("nothing", "nada");

    // ---- what may stand there
    public static readonly LocalText Conditions = new("a list of conditions", "una lista de condiciones");
    public static readonly LocalText TwoConditions = new("a list of two conditions", "una lista de dos condiciones");
    public static readonly LocalText Entries = new("a list of entries", "una lista de entradas");
    public static readonly LocalText Exits = new("a list of exits", "una lista de salidas");
    public static readonly LocalText Targets = new("a list of targets", "una lista de objetivos");
    public static readonly LocalText AText = new("a text", "un texto");
    public static readonly LocalText WholeCharacters = new("whole characters", "caracteres completos");
    public static readonly LocalText NoNul = new("a text without NUL", "un texto sin NUL");
    public static readonly LocalText Candles = new("a whole number of candles", "un número entero de velas");

    public static readonly LocalText Comparison = new(
        "a list of a number, a relation and a number",
        "una lista de un número, una relación y un número"
    );

    public static readonly LocalText Crossing = new(
        "a list of a number, above or below, and a number",
        "una lista de un número, above o below, y un número"
    );

    public static readonly LocalText Json = new(
        "a JSON object, each member once",
        "un objeto JSON, cada miembro una vez"
    );

    public static readonly LocalText StopForRisk = new(
        "a stop, for the size is by risk",
        "un stop, porque el tamaño va por riesgo"
    );

    public static readonly LocalText TargetWithoutStop = new(
        "atr, percent or price, for there is no stop",
        "atr, percent o price, porque no hay stop"
    );

    public static readonly LocalText SharesUpToOne = new(
        "shares that add up to at most 1",
        "partes que sumen como mucho 1"
    );

    public static readonly LocalText NamesAndNumbers = new(
        "an object of names and numbers",
        "un objeto de nombres y números"
    );

    public static readonly LocalText NoParameters = new(
        "parameters of the strategy, which has none",
        "parámetros de la estrategia, que no tiene ninguno"
    );

    public static LocalText Names(IEnumerable<string> names) => new(string.Join(", ", names));

    public static LocalText OneOf(IEnumerable<string> names) => Listed("one of", "uno de", names);

    public static LocalText ObjectWith(ReadOnlySpan<string> names) =>
        Listed("an object with", "un objeto con", names.ToArray());

    public static LocalText ObjectWithOneOf(ReadOnlySpan<string> names) =>
        Listed("an object with one of", "un objeto con uno de", names.ToArray());

    public static LocalText Operand(string[] words, string[] kinds) =>
        new(
            $"a number, one of {string.Join(", ", words)}, or an object with one of {string.Join(", ", kinds)}",
            $"un número, uno de {string.Join(", ", words)}, o un objeto con uno de {string.Join(", ", kinds)}"
        );

    public static LocalText NumberAbove(double above, double most) =>
        LocalText.Of($"a number above {above}, up to {most}", $"un número mayor que {above}, hasta {most}");

    public static LocalText NumberFrom(double least, double most) =>
        LocalText.Of($"a number from {least} to {most}", $"un número de {least} a {most}");

    public static LocalText WholeFrom(int least, int most) =>
        LocalText.Of($"a whole number from {least} to {most}", $"un número entero de {least} a {most}");

    public static LocalText TextUpTo(int most) =>
        LocalText.Of($"a text of 1 to {most} characters", $"un texto de 1 a {most} caracteres");

    public static LocalText Characters(int count) => LocalText.Of($"{count} characters", $"{count} caracteres");

    public static LocalText UpToCharacters(int most) =>
        LocalText.Of($"up to {most} characters", $"hasta {most} caracteres");

    public static LocalText NotJson(long? line, long? at) =>
        LocalText.Of(
            $"not JSON at line {line + 1}, byte {at + 1}",
            $"no es JSON en la línea {line + 1}, byte {at + 1}"
        );

    private static LocalText Listed(string english, string spanish, IEnumerable<string> names)
    {
        var list = string.Join(", ", names);
        return new LocalText($"{english} {list}", $"{spanish} {list}");
    }
}
