using System.Globalization;
using System.Text;

namespace Waickoff.Cli.History;

/// <summary>One drawing of a page: a frame with a scale of values at its right and of times below. Colours come from the page.</summary>
internal sealed class SvgFigure
{
    public const int Width = 960;
    private const int Left = 8;
    private const int Right = 110;
    private const int Top = 12;
    private const int Bottom = 28;
    private const int Rows = 4;
    private const int Times = 5;

    private readonly StringBuilder svg = new();
    private readonly int height;
    private readonly long fromMs;
    private readonly long toMs;
    private readonly double low;
    private readonly double high;

    /// <param name="name">What it shows, for who does not see it.</param>
    /// <param name="height">In the units of the drawing, which is <see cref="Width"/> wide.</param>
    /// <param name="fromMs">The time at its left edge.</param>
    /// <param name="toMs">The time at its right edge.</param>
    /// <param name="low">The lowest value.</param>
    /// <param name="high">The highest value.</param>
    /// <param name="label">A value as the scale shows it.</param>
    public SvgFigure(
        string name,
        int height,
        long fromMs,
        long toMs,
        double low,
        double high,
        Func<double, string> label
    )
    {
        // A flat line has a place too.
        var margin = high > low ? 0.04 * (high - low) : Math.Max(1e-9, 0.01 * Math.Abs(high));
        (this.height, this.fromMs, this.toMs) = (height, fromMs, Math.Max(toMs, fromMs + 1));
        (this.low, this.high) = (low - margin, high + margin);
        Add($"<svg viewBox=\"0 0 {Width} {height}\" role=\"img\" aria-label=\"{Safe(name)}\">");
        for (var row = 0; row <= Rows; row++)
        {
            var value = low + ((high - low) * row / Rows);
            var y = Y(value);
            Add($"<line class=\"grid\" x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y:0.#}\" y2=\"{y:0.#}\"/>");
            Text(Width - Right + 8, y + 4, label(value), "axis");
        }
        for (var k = 0; k < Times; k++)
        {
            var time = fromMs + ((toMs - fromMs) * k / (Times - 1));
            var anchor =
                k == 0 ? "axis"
                : k == Times - 1 ? "axis end"
                : "axis middle";
            var style = k % 2 == 1 ? anchor + " some" : anchor;
            Text(X(time), height - 8, HistoryText.Time(time)[..(toMs - fromMs > 5 * 86_400_000L ? 10 : 16)], style);
        }
    }

    public double X(long timeMs) => Left + ((double)(timeMs - fromMs) / (toMs - fromMs) * (Width - Left - Right));

    public double Y(double value) => Top + ((high - value) / (high - low) * (height - Top - Bottom));

    /// <summary>A line through points; with a floor the area between is filled.</summary>
    public void Line(IEnumerable<(long TimeMs, double Value)> points, string style, double? floor = null)
    {
        var path = new StringBuilder();
        var (first, last) = (double.NaN, double.NaN);
        foreach (var (time, value) in points)
        {
            last = X(time);
            path.Append(CultureInfo.InvariantCulture, $"{(double.IsNaN(first) ? 'M' : 'L')}{last:0.#} {Y(value):0.#}");
            first = double.IsNaN(first) ? last : first;
        }
        if (path.Length == 0)
            return;
        if (floor is { } level)
            path.Append(CultureInfo.InvariantCulture, $"L{last:0.#} {Y(level):0.#}L{first:0.#} {Y(level):0.#}Z");
        Add($"<path class=\"{style}\" d=\"{path}\"/>");
    }

    public void Segment(long fromMs, double from, long toMs, double to, string style) =>
        Add(
            $"<line class=\"{style}\" x1=\"{X(fromMs):0.#}\" y1=\"{Y(from):0.#}\" x2=\"{X(toMs):0.#}\" y2=\"{Y(to):0.#}\"/>"
        );

    public void Box(double x, double width, double top, double bottom, string style) =>
        Add(
            $"<rect class=\"{style}\" x=\"{x - (width / 2):0.##}\" y=\"{Y(top):0.##}\" width=\"{width:0.##}\" height=\"{Math.Max(1, Y(bottom) - Y(top)):0.##}\"/>"
        );

    /// <summary>A triangle that points up (+1) or down (-1) with its tip at a price; what it is stands in its title.</summary>
    public void Triangle(long timeMs, double price, int sign, string style, string title)
    {
        var (x, y) = (X(timeMs), Y(price) + (sign * 3));
        Add($"<path class=\"{style}\" d=\"M{x:0.#} {y:0.#}l-5 {sign * 9}h10z\"><title>{Safe(title)}</title></path>");
    }

    /// <summary>A cross at a price.</summary>
    public void Cross(long timeMs, double price, string style, string title)
    {
        var (x, y) = (X(timeMs), Y(price));
        Add(
            $"<path class=\"{style}\" d=\"M{x - 4:0.#} {y - 4:0.#}l8 8m0 -8l-8 8\"><title>{Safe(title)}</title></path>"
        );
    }

    /// <summary>The whole drawing.</summary>
    public string Close() => svg + "</svg>\n";

    /// <summary>A text as it may stand in a page or in an attribute.</summary>
    public static string Safe(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal)
            .Replace("<", "&lt;", StringComparison.Ordinal)
            .Replace(">", "&gt;", StringComparison.Ordinal)
            .Replace("\"", "&quot;", StringComparison.Ordinal);

    private void Text(double x, double y, string text, string style) =>
        Add($"<text class=\"{style}\" x=\"{x:0.#}\" y=\"{y:0.#}\">{Safe(text)}</text>");

    private void Add(FormattableString part) => svg.Append(part.ToString(CultureInfo.InvariantCulture));
}
