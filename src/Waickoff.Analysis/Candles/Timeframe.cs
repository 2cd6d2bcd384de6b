using System.Globalization;

namespace Waickoff.Analysis.Candles;

/// <summary>The length of a candle in whole minutes. Candles start at UTC multiples of it.</summary>
public readonly record struct Timeframe(int Minutes) : IComparable<Timeframe>
{
    /// <summary>One minute.</summary>
    public static readonly Timeframe M1 = new(1);

    /// <summary>Five minutes.</summary>
    public static readonly Timeframe M5 = new(5);

    /// <summary>Fifteen minutes: the base of the analysis.</summary>
    public static readonly Timeframe M15 = new(15);

    /// <summary>One hour.</summary>
    public static readonly Timeframe H1 = new(60);

    /// <summary>Four hours.</summary>
    public static readonly Timeframe H4 = new(240);

    /// <summary>One UTC day.</summary>
    public static readonly Timeframe D1 = new(1440);

    /// <summary>The length in milliseconds.</summary>
    public long Milliseconds => Minutes * 60_000L;

    /// <summary>The open time of the candle that holds <paramref name="timeMs"/>.</summary>
    public long Floor(long timeMs) => timeMs - (timeMs % Milliseconds);

    /// <summary>The shortest usual spelling: <c>15m</c>, <c>4h</c>, <c>1d</c>.</summary>
    public override string ToString() =>
        Minutes % 1440 == 0 ? Spell(Minutes / 1440, 'd')
        : Minutes % 60 == 0 ? Spell(Minutes / 60, 'h')
        : Spell(Minutes, 'm');

    /// <summary>Reads <c>15m</c>, <c>4h</c>, <c>1d</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out Timeframe timeframe)
    {
        timeframe = default;
        if (text is null || text.Length < 2)
            return false;
        var unit = text[^1] switch
        {
            'm' => 1,
            'h' => 60,
            'd' => 1440,
            _ => 0,
        };
        var isNumber = int.TryParse(text.AsSpan(..^1), NumberStyles.None, CultureInfo.InvariantCulture, out var count);
        if (unit == 0 || !isNumber || count is < 1 or > 1440)
            return false;
        timeframe = new Timeframe(count * unit);
        return true;
    }

    /// <inheritdoc />
    public int CompareTo(Timeframe other) => Minutes.CompareTo(other.Minutes);

    /// <summary>Shorter than.</summary>
    public static bool operator <(Timeframe left, Timeframe right) => left.Minutes < right.Minutes;

    /// <summary>Longer than.</summary>
    public static bool operator >(Timeframe left, Timeframe right) => left.Minutes > right.Minutes;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(Timeframe left, Timeframe right) => left.Minutes <= right.Minutes;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(Timeframe left, Timeframe right) => left.Minutes >= right.Minutes;

    private static string Spell(int count, char unit) => string.Create(CultureInfo.InvariantCulture, $"{count}{unit}");
}
