using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Venues;

/// <summary>One answer of a venue, checked: the closed candles that can be used, and what could not.</summary>
/// <param name="Candles">Closed candles in order of time; each is possible, on its grid and within what was asked for.</param>
/// <param name="Rejected">Rows that were not taken, with the reason.</param>
/// <param name="NextMs">Where the next answer begins: everything before it was answered.</param>
public sealed record CandlePage(IReadOnlyList<Candle> Candles, IReadOnlyList<RejectedRow> Rejected, long NextMs);

/// <summary>A row of a venue's answer that was not taken.</summary>
/// <param name="OpenTimeMs">The open time it carries; 0 where that cannot be read.</param>
/// <param name="Reason">Why.</param>
public sealed record RejectedRow(long OpenTimeMs, LocalText Reason);

/// <summary>A row as it stands in an answer, before it is checked.</summary>
/// <param name="Candle">Its values; <c>NaN</c> for a price that is no number.</param>
/// <param name="CloseTimeMs">The last millisecond of the candle as the venue names it; null where it does not.</param>
internal readonly record struct VenueRow(Candle Candle, long? CloseTimeMs);

/// <summary>Checks a venue's rows: a wrong candle is worse than none.</summary>
internal static class CandlePageCheck
{
    /// <summary>
    /// Takes the rows that can be true. Rows may come in any order. Of two different rows for one open time neither is taken. Rows that
    /// have not closed by the venue's clock are left out without a word: they are still forming.
    /// </summary>
    public static CandlePage Check(
        IEnumerable<VenueRow?> rows,
        Timeframe timeframe,
        long fromMs,
        long toMs,
        long venueNowMs,
        long nextMs
    )
    {
        var rejected = new List<RejectedRow>();
        var taken = new SortedDictionary<long, Candle>();
        var torn = new HashSet<long>();
        foreach (var row in rows)
        {
            if (row is not { } known)
                Reject(0, new LocalText("a value is missing or unreadable", "falta un valor o no se puede leer"));
            else if (Problem(known, timeframe, fromMs, toMs) is { } problem)
                Reject(known.Candle.OpenTimeMs, problem);
            else if (known.Candle.OpenTimeMs + timeframe.Milliseconds <= venueNowMs)
                Take(known.Candle);
        }
        foreach (var time in torn)
        {
            taken.Remove(time);
            Reject(time, new LocalText("two different rows for one time", "dos filas distintas para la misma hora"));
        }
        return new CandlePage([.. taken.Values], rejected, nextMs);

        void Take(Candle candle)
        {
            if (!taken.TryAdd(candle.OpenTimeMs, candle) && taken[candle.OpenTimeMs] != candle)
                torn.Add(candle.OpenTimeMs);
        }

        void Reject(long time, LocalText reason) => rejected.Add(new RejectedRow(time, reason));
    }

    private static LocalText? Problem(in VenueRow row, Timeframe timeframe, long fromMs, long toMs)
    {
        var candle = row.Candle;
        if (candle.OpenTimeMs < fromMs || candle.OpenTimeMs >= toMs)
            return LocalText.Of(
                $"open time {candle.OpenTimeMs} lies outside what was asked for, {fromMs} to {toMs}",
                $"la hora de apertura {candle.OpenTimeMs} queda fuera de lo pedido, de {fromMs} a {toMs}"
            );
        if (row.CloseTimeMs is { } close && close != candle.OpenTimeMs + timeframe.Milliseconds - 1)
            return LocalText.Of(
                $"close time {close} is not that of a {timeframe} candle",
                $"la hora de cierre {close} no es la de una vela de {timeframe}"
            );
        return Problem(in candle, timeframe);
    }

    /// <summary>
    /// What is wrong with a candle as a venue gives it; null when nothing is. Beyond what no candle may be: prices move by trades, so that
    /// one whose price moved has a volume.
    /// </summary>
    public static LocalText? Problem(in Candle candle, Timeframe timeframe) =>
        CandleRules.Problem(in candle, timeframe, previousOpenTimeMs: null) is { } problem ? problem
        : candle is { Volume: 0, Range: > 0 }
            ? LocalText.Of(
                $"the volume is 0 and the price moved from {candle.Low} to {candle.High}",
                $"el volumen es 0 y el precio se movió de {candle.Low} a {candle.High}"
            )
        : null;
}
