using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>What a chart can be refused for.</summary>
internal static class ChartProblems
{
    public static readonly Problem NoData = new(
        503,
        "no_data",
        new LocalText("There are no candles of this market now.", "Ahora no hay velas de este mercado."),
        new LocalText("Try again shortly.", "Vuelve a intentarlo en breve.")
    )
    {
        RetryAfter = 30,
    };

    public static readonly Problem NothingThen = new(
        404,
        "nothing_then",
        new LocalText("Nothing was known of this market then.", "Entonces no se sabía nada de este mercado."),
        new LocalText(
            "Choose a later moment, or another timeframe.",
            "Elige un momento posterior, u otra temporalidad."
        )
    );

    public static readonly Problem BeingCounted = new(
        503,
        "being_counted",
        new LocalText("The history of this market is being counted.", "El historial de este mercado se está contando."),
        new LocalText("Try again in a few seconds.", "Vuelve a intentarlo en unos segundos.")
    )
    {
        RetryAfter = 2,
    };
}
