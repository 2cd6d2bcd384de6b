using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>What a chart may be asked for.</summary>
internal static class ChartQuery
{
    /// <summary>The timeframes a chart can be read on, shortest first.</summary>
    public static readonly IReadOnlyList<Timeframe> Timeframes = [.. MarketRoom.Timeframes, Timeframe.D1];

    /// <summary>Reads what was asked for; a problem where that is not allowed.</summary>
    public static Problem? Read(
        string? timeframe,
        int? candles,
        int usual,
        int most,
        out Timeframe wanted,
        out int count
    )
    {
        count = candles ?? usual;
        if (Read(timeframe, out wanted) is { } wrong)
            return wrong;
        return count < 50 || count > most
            ? Problems.Invalid("candles", LocalText.Of($"Allowed: 50 to {most}.", $"Se admite: de 50 a {most}."))
            : null;
    }

    /// <summary>Reads the timeframe that was asked for, an hour where none was; a problem where there is no such.</summary>
    public static Problem? Read(string? timeframe, out Timeframe wanted)
    {
        wanted = Timeframe.H1;
        var isKnown = timeframe is null || (Timeframe.TryParse(timeframe, out wanted) && Timeframes.Contains(wanted));
        return isKnown
            ? null
            : Problems.Invalid(
                "timeframe",
                LocalText.Of($"Allowed: {string.Join(' ', Timeframes)}.", $"Se admite: {string.Join(' ', Timeframes)}.")
            );
    }
}
