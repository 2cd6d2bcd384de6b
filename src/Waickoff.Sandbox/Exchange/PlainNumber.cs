using System.Globalization;

namespace Waickoff.Sandbox.Exchange;

/// <summary>Numbers as venues write them: plain decimals that read back bit for bit.</summary>
internal static class PlainNumber
{
    /// <summary>The shortest digits that give the same double, without an exponent; empty for one that is not known.</summary>
    public static string Text(double value)
    {
        if (double.IsNaN(value))
            return "";
        var text = value.ToString("R", CultureInfo.InvariantCulture);
        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent < 0
            ? text
            : Moved(text[..exponent], int.Parse(text[(exponent + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>A decimal without zeros at its end.</summary>
    public static string Text(decimal value) =>
        value.ToString("0.############################", CultureInfo.InvariantCulture);

    /// <summary>The exact decimal that the shortest text of a double spells.</summary>
    public static decimal Exact(double value) =>
        decimal.Parse(Text(value), NumberStyles.Float, CultureInfo.InvariantCulture);

    /// <summary>How many digits stand behind the point.</summary>
    public static int Decimals(double value)
    {
        var text = Text(value);
        var point = text.IndexOf('.', StringComparison.Ordinal);
        return point < 0 ? 0 : text.Length - point - 1;
    }

    /// <summary>One of the last of so many digits: 0.01 for 2.</summary>
    public static decimal Step(int decimals) => new(1, 0, 0, false, (byte)decimals);

    private static string Moved(string digits, int exponent)
    {
        var sign = digits.StartsWith('-') ? "-" : "";
        var parts = digits.TrimStart('-').Split('.');
        var all = parts[0] + (parts.Length > 1 ? parts[1] : "");
        var point = parts[0].Length + exponent;
        if (point <= 0)
            return sign + "0." + new string('0', -point) + all;
        return point >= all.Length ? sign + all.PadRight(point, '0') : sign + all[..point] + "." + all[point..];
    }
}
