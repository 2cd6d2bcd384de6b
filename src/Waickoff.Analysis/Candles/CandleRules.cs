namespace Waickoff.Analysis.Candles;

/// <summary>What makes a candle possible and how it may follow another. The one place that says so.</summary>
public static class CandleRules
{
    /// <summary>A hole of more candles than this restarts every fold behind it.</summary>
    public const int LongestHoleCandles = 20;

    /// <summary>What is wrong with a candle, with the values that are allowed, or null when nothing is.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="timeframe">Its length.</param>
    /// <param name="previousOpenTimeMs">Open time of the candle before it, which had no problem; null for the first.</param>
    public static LocalText? Problem(in Candle candle, Timeframe timeframe, long? previousOpenTimeMs)
    {
        var (time, open, high, low, close, volume, taker) = candle;
        // Behind a candle on the grid the next one is on it too: the usual case is spared the division.
        var isNext = time - previousOpenTimeMs == timeframe.Milliseconds;
        if (!isNext && (time < 0 || time % timeframe.Milliseconds != 0))
            return LocalText.Of(
                $"open time {time} is not a multiple of {timeframe}",
                $"la hora de apertura {time} no es múltiplo de {timeframe}"
            );
        if (previousOpenTimeMs >= time)
            return LocalText.Of(
                $"open time {time} must be later than {previousOpenTimeMs}, that of the candle before it",
                $"la hora de apertura {time} debe ser posterior a {previousOpenTimeMs}, la de la vela anterior"
            );
        if (!(double.IsFinite(open) && double.IsFinite(high) && double.IsFinite(low) && double.IsFinite(close)))
            return LocalText.Of(
                $"prices must be finite numbers, not {open}, {high}, {low}, {close}",
                $"los precios deben ser números finitos, no {open}, {high}, {low}, {close}"
            );
        if (low <= 0)
            return LocalText.Of($"low {low} must be above 0", $"el mínimo {low} debe ser mayor que 0");
        if (high < low)
            return LocalText.Of(
                $"high {high} is below low {low}",
                $"el máximo {high} está por debajo del mínimo {low}"
            );
        if (high < Math.Max(open, close) || low > Math.Min(open, close))
            return LocalText.Of(
                $"open {open} and close {close} must lie between low {low} and high {high}",
                $"la apertura {open} y el cierre {close} deben estar entre el mínimo {low} y el máximo {high}"
            );
        if (!double.IsFinite(volume) || volume < 0)
            return LocalText.Of($"volume {volume} must be 0 or more", $"el volumen {volume} debe ser 0 o más");
        if (double.IsInfinity(taker) || taker < 0 || taker > volume)
            return LocalText.Of(
                $"taker buy volume {taker} must lie between 0 and the volume {volume}",
                $"el volumen de compra taker {taker} debe estar entre 0 y el volumen {volume}"
            );
        return null;
    }

    /// <summary>How many candles are missing between two open times; 0 when they are neighbours.</summary>
    public static int Missing(long earlierOpenTimeMs, long laterOpenTimeMs, Timeframe timeframe) =>
        (int)((laterOpenTimeMs - earlierOpenTimeMs) / timeframe.Milliseconds) - 1;
}
