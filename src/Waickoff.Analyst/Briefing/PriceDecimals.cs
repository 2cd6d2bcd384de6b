using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Analyst.Briefing;

/// <summary>How many decimals the prices of a symbol are printed with.</summary>
public static class PriceDecimals
{
    /// <summary>More than any venue quotes.</summary>
    public const int Most = 12;

    private const int SampledCandles = 300;

    /// <summary>A recorded price has at most this many digits that mean something; more are noise of a computation.</summary>
    private const int MostDigits = 9;

    /// <summary>The decimals of a tick: 0.01 has 2, 5 has 0.</summary>
    public static int OfTick(double tick)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(tick);
        return Math.Min(DecimalsOf(tick), Most);
    }

    /// <summary>The decimals that the last candles really use, for a symbol whose tick is unknown.</summary>
    public static int Infer(ReadOnlySpan<Candle> candles)
    {
        var decimals = 0;
        var highest = 0.0;
        foreach (ref readonly var candle in candles[Math.Max(0, candles.Length - SampledCandles)..])
        {
            highest = Math.Max(highest, candle.High);
            foreach (var price in (ReadOnlySpan<double>)[candle.Open, candle.High, candle.Low, candle.Close])
                decimals = Math.Max(decimals, DecimalsOf(price));
        }
        if (highest <= 0)
            return 2;
        var wholeDigits = (int)Math.Floor(Math.Log10(highest)) + 1;
        return Math.Clamp(decimals, 0, Math.Clamp(MostDigits - wholeDigits, 0, Most));
    }

    /// <summary>The decimals of the shortest text that reads back as the same number.</summary>
    private static int DecimalsOf(double value)
    {
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        var power = exponent < 0 ? 0 : int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture);
        var digits = exponent < 0 ? text : text[..exponent];
        var point = digits.IndexOf('.', StringComparison.Ordinal);
        return Math.Max(0, (point < 0 ? 0 : digits.Length - point - 1) - power);
    }
}
