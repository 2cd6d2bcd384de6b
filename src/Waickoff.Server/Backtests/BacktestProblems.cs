using Waickoff.Analysis;
using Waickoff.Backtest.Strategies;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>What a backtest can be refused for.</summary>
internal static class BacktestProblems
{
    /// <summary>A rule that cannot be read: where in it, and what is allowed there.</summary>
    public static Problem Rule(StrategyException e) =>
        new(
            400,
            "invalid_rule",
            new LocalText("The rule cannot be used.", "La regla no se puede usar."),
            new LocalText(e.Message, $"{e.Path}: {e.Found.Spanish}; se admite: {e.Allowed.Spanish}")
        )
        {
            Field = e.Path,
            More = new Dictionary<string, object?> { ["found"] = e.Found, ["allowed"] = e.Allowed },
        };

    public static Problem NothingInPeriod(string symbol, MarketSpan span) =>
        new(
            400,
            "nothing_in_period",
            LocalText.Of(
                $"There are no candles of {symbol} in this period.",
                $"No hay velas de {symbol} en este periodo."
            ),
            LocalText.Of(
                $"There are from {At(span.FirstMs):u} to {At(span.EndMs):u}.",
                $"Hay de {At(span.FirstMs):u} a {At(span.EndMs):u}."
            )
        )
        {
            Field = "from",
            More = new Dictionary<string, object?> { ["first"] = At(span.FirstMs), ["last"] = At(span.EndMs) },
        };

    public static Problem TooManyPoints(long count, int most) =>
        TooMuch(
            "too_many_points",
            "grid",
            LocalText.Of($"The grid has {count} points.", $"La rejilla tiene {count} puntos."),
            count,
            most
        );

    public static Problem TooManyCandles(long count, int most) =>
        TooMuch(
            "too_many_candles",
            "from",
            LocalText.Of($"The period has {count} candles.", $"El periodo tiene {count} velas."),
            count,
            most
        );

    public static Problem TooMuchWork(long count, long most) =>
        TooMuch(
            "too_much_work",
            "grid",
            LocalText.Of(
                $"The sweep goes over {count} candles: those of the period times the points.",
                $"El barrido recorre {count} velas: las del periodo por los puntos."
            ),
            count,
            most
        );

    public static Problem TooManyWaiting(int most) =>
        new(
            429,
            "too_many_backtests",
            LocalText.Of(
                $"{most} backtests of yours wait or run.",
                $"Hay {most} backtests tuyos en espera o en marcha."
            ),
            new LocalText("Wait for one to end, or cancel one.", "Espera a que termine uno, o cancela uno.")
        )
        {
            RetryAfter = 10,
        };

    public static readonly Problem Busy = new(
        503,
        "backtests_busy",
        new LocalText("Too many backtests wait.", "Hay demasiados backtests en espera."),
        new LocalText("Try again in a while.", "Vuelve a intentarlo en un rato.")
    )
    {
        RetryAfter = 60,
    };

    private static Problem TooMuch(string code, string field, LocalText title, long count, long most) =>
        new(400, code, title, LocalText.Of($"Allowed: up to {most}.", $"Se admite: hasta {most}."))
        {
            Field = field,
            More = new Dictionary<string, object?> { ["count"] = count, ["most"] = most },
        };

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
