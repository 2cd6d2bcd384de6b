using System.Reflection;
using Waickoff.Analysis;

namespace Waickoff.Backtest.Strategies;

/// <summary>The strategies that come with the program: the setups of the evidence by their fixed recipe, and a few classics.</summary>
public static class StrategyLibrary
{
    private const string Prefix = "Waickoff.Backtest.Strategies.Library.";
    private static readonly Assembly Home = typeof(StrategyLibrary).Assembly;

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>What a strategy of the library does, in a sentence.</summary>
    /// <exception cref="KeyNotFoundException">There is none of that name.</exception>
    public static LocalText About(string name) => new(StrategyReader.Read(Find(name)!).About, SpanishAbout[name]);

    /// <summary>The text of a strategy; null when there is none of that name.</summary>
    public static string? Find(string name)
    {
        using var stream = Home.GetManifestResourceStream($"{Prefix}{name}.json");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }

    private static readonly Dictionary<string, string> SpanishAbout = new()
    {
        ["bollinger-reversion"] = "Un cierre bajo la banda inferior, con salida en la media; stop a 3 ATR.",
        ["choch-pullback"] =
            "Un cambio de carácter y el primer retroceso al 0,5 a 0,618 de su tramo; falla más allá de su inicio.",
        ["confluence"] = "La vuelta a un precio donde coinciden niveles de tres familias; falla más allá de él.",
        ["donchian-breakout"] =
            "Un cierre más allá de las últimas 20 velas, con salida más allá de las últimas 10 al revés; stop a 2 ATR.",
        ["ema-cross"] = "Gira con dos medias exponenciales: siempre largo o corto.",
        ["gap-touch"] =
            "El primer toque de un hueco de valor justo del lado del sesgo; falla más allá de su borde lejano.",
        ["golden-cross"] = "Largo mientras la media de 50 cierres está sobre la de 200.",
        ["order-block-touch"] =
            "El primer toque de un bloque de órdenes del lado del sesgo; falla más allá de su borde lejano.",
        ["rsi-reversion"] =
            "El RSI vuelve sobre 30 con el precio sobre su media de 200; la mitad fuera en 1 R, el resto en 2 R.",
        ["sos-lps"] = "Una señal de fuerza y su último punto de apoyo; falla bajo ese punto.",
        ["sow-lpsy"] = "Una señal de debilidad y su último punto de oferta; falla sobre ese punto.",
        ["spring-choch"] =
            "Un spring y un cambio de carácter alcista en las 20 velas siguientes; falla bajo el spring.",
        ["spring-test"] = "Un test de un spring que aguanta con menos volumen; falla bajo el spring.",
        ["squeeze-release"] =
            "La liberación de una compresión hacia el lado de su impulso; falla más allá del otro extremo de la compresión.",
        ["sweep-choch"] =
            "Un barrido de liquidez y un cambio de carácter en esa dirección en 20 velas; falla más allá del barrido.",
        ["utad-test"] = "Un test de un upthrust que aguanta; falla sobre el upthrust.",
        ["vwap-reversion"] =
            "Un cierre de vuelta dentro de la segunda banda del precio ponderado por volumen; falla más allá del extremo de fuera.",
        ["wyckoff-blocks"] =
            "El primer toque de un bloque de órdenes en las 50 velas tras un spring o un upthrust de su lado.",
    };
}
