using Spectre.Console;
using Spectre.Console.Rendering;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Analyze;

/// <summary>A price zone on the chart.</summary>
internal readonly record struct ChartZone(double Bottom, double Top, Side Side);

/// <summary>A price line on the chart, with the sign that names it at the axis.</summary>
internal readonly record struct ChartLine(double Price, char Sign, Color Color);

/// <summary>
/// Candles in a terminal: one column each, two prices a row. A rising body is thin and a falling one thick, so that it reads without
/// colour. Zones lie behind, lines run to the axis.
/// </summary>
internal sealed class CandleChart(
    ReadOnlyMemory<Candle> candles,
    IReadOnlyList<ChartZone> zones,
    IReadOnlyList<ChartLine> lines,
    Func<double, string> price,
    int rows
) : IRenderable
{
    private const int LabelEveryRows = 3;

    /// <summary>Zones and lines further than this share of the candles' height are left out: they would flatten the candles.</summary>
    private const double Reach = 0.35;

    public Measurement Measure(RenderOptions options, int maxWidth) => new(40, maxWidth);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth)
    {
        var axis = AxisWidth();
        var shown = candles.Span[^Math.Min(candles.Length, Math.Max(10, maxWidth - axis))..].ToArray();
        var (low, high) = Scale(shown);
        for (var row = 0; row < rows; row++)
        {
            foreach (var segment in Row(shown, row, low, high))
                yield return segment;
            foreach (var segment in Axis(row, low, high))
                yield return segment;
            yield return Segment.LineBreak;
        }
        yield return new Segment(Dates(shown), new Style(Color.Grey));
        yield return Segment.LineBreak;
    }

    private int AxisWidth()
    {
        var widest = 0;
        foreach (ref readonly var candle in candles.Span)
            widest = Math.Max(widest, Math.Max(price(candle.High).Length, price(candle.Low).Length));
        return widest + 3;
    }

    private (double Low, double High) Scale(Candle[] shown)
    {
        var (low, high) = (shown.Min(c => c.Low), shown.Max(c => c.High));
        var reach = Reach * (high - low);
        var (floor, ceiling) = (low - reach, high + reach);
        foreach (var level in zones.SelectMany(z => new[] { z.Bottom, z.Top }).Concat(lines.Select(l => l.Price)))
        {
            if (level >= floor && level <= ceiling)
                (low, high) = (Math.Min(low, level), Math.Max(high, level));
        }
        var margin = high > low ? 0.01 * (high - low) : Math.Max(high * 0.01, 1e-9);
        return (low - margin, high + margin);
    }

    // ---- cells --------------------------------------------------------------------------------------------------------

    private IEnumerable<Segment> Row(Candle[] shown, int row, double low, double high)
    {
        var (back, backStyle) = Background(row, low, high);
        foreach (var candle in shown)
        {
            var glyph = Glyph(in candle, row, low, high);
            if (glyph == ' ')
                yield return new Segment(back.ToString(), backStyle);
            else
                yield return new Segment(glyph.ToString(), new Style(candle.Close >= candle.Open ? Up : Down));
        }
    }

    private (char Glyph, Style Style) Background(int row, double low, double high)
    {
        var (bottom, top) = Prices(row, low, high);
        foreach (var zone in zones)
        {
            if (zone.Bottom < top && zone.Top >= bottom)
                return zone.Side == Side.Bullish ? ('░', new Style(DimUp)) : ('▒', new Style(DimDown));
        }
        foreach (var line in lines)
        {
            if (line.Price >= bottom && line.Price < top)
                return ('┄', new Style(line.Color));
        }
        return (' ', Style.Plain);
    }

    private char Glyph(in Candle candle, int row, double low, double high)
    {
        var isUp = candle.Close >= candle.Open;
        var (upper, lower) = (Part(in candle, 2 * row, low, high), Part(in candle, (2 * row) + 1, low, high));
        return (upper, lower, isUp) switch
        {
            (0, 0, _) => ' ',
            (1, 1, _) => '│',
            (0, 1, _) => '╷',
            (1, 0, _) => '╵',
            (2, 2, true) => '┃',
            (0, 2, true) => '╻',
            (2, 0, true) => '╹',
            (1, 2, true) => '╽',
            (2, 1, true) => '╿',
            (2, 2, false) => '█',
            (_, 2, false) => '▄',
            (2, _, false) => '▀',
            _ => ' ',
        };
    }

    /// <summary>What half a cell shows: 2 of the body, 1 of the wick, 0 nothing.</summary>
    private int Part(in Candle candle, int half, double low, double high)
    {
        var from = HalfOf(candle.High, low, high);
        var to = HalfOf(candle.Low, low, high);
        var bodyFrom = HalfOf(Math.Max(candle.Open, candle.Close), low, high);
        var bodyTo = HalfOf(Math.Min(candle.Open, candle.Close), low, high);
        return half >= bodyFrom && half <= bodyTo ? 2
            : half >= from && half <= to ? 1
            : 0;
    }

    private int HalfOf(double at, double low, double high) =>
        Math.Clamp((int)((high - at) / (high - low) * 2 * rows), 0, (2 * rows) - 1);

    private (double Bottom, double Top) Prices(int row, double low, double high)
    {
        var step = (high - low) / rows;
        return (high - ((row + 1) * step), high - (row * step));
    }

    // ---- axes ---------------------------------------------------------------------------------------------------------

    private IEnumerable<Segment> Axis(int row, double low, double high)
    {
        var (bottom, top) = Prices(row, low, high);
        foreach (var line in lines)
        {
            if (line.Price < bottom || line.Price >= top)
                continue;
            yield return new Segment(
                $" {line.Sign}{price(line.Price)}",
                new Style(line.Color, decoration: Decoration.Bold)
            );
            yield break;
        }
        foreach (var zone in zones)
        {
            var middle = (zone.Bottom + zone.Top) / 2;
            if (middle < bottom || middle >= top)
                continue;
            var isUp = zone.Side == Side.Bullish;
            var text = $" {(isUp ? '▲' : '▼')}{price(middle)}";
            yield return new Segment(text, new Style(isUp ? Up : Down, decoration: Decoration.Bold));
            yield break;
        }
        var label = row % LabelEveryRows == 0 ? $" ┤{price((bottom + top) / 2)}" : " │";
        yield return new Segment(label, new Style(Color.Grey));
    }

    private static string Dates(Candle[] shown)
    {
        var (first, last) = (Date(shown[0]), Date(shown[^1]));
        var between = shown.Length - first.Length - last.Length;
        return between > 0 ? first + new string(' ', between) + last : last;
    }

    private static string Date(Candle candle) =>
        DateTimeOffset
            .FromUnixTimeMilliseconds(candle.OpenTimeMs)
            .ToString("yyyy-MM-dd HH:mm", System.Globalization.CultureInfo.InvariantCulture);

    public static readonly Color Up = new(43, 179, 143);
    public static readonly Color Down = new(240, 97, 109);
    private static readonly Color DimUp = new(0, 95, 0);
    private static readonly Color DimDown = new(95, 0, 0);
}
