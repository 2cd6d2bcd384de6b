using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Cli.Analyze;

/// <summary>
/// The last candles of a timeframe as text: one column a candle, the edges of the Wyckoff range as lines, the best confluences as bands,
/// prices at the right.
/// </summary>
internal sealed class CandleChart(TimeframeAnalysis analysis, NumberFormat format, int width) : IRenderable
{
    private const int Rows = 18;
    private const int Zones = 3;
    private const string Up = "green";
    private const string Down = "red";
    private const string Edge = "yellow";
    private const string Band = "blue";

    public Measurement Measure(RenderOptions options, int maxWidth) => new(width, width);

    public IEnumerable<Segment> Render(RenderOptions options, int maxWidth) =>
        ((IRenderable)new Markup(Draw(options.ColorSystem != ColorSystem.NoColors, options.Unicode))).Render(
            options,
            maxWidth
        );

    private string Draw(bool isColoured, bool isUnicode)
    {
        _ = isColoured;
        var axis = format.Write(analysis.Last.Close, NumberForm.Price).Length + 4;
        var columns = Math.Min(analysis.Count, width - axis - 1);
        var candles = analysis.Candles.Span[^columns..];
        var (low, high) = (double.PositiveInfinity, double.NegativeInfinity);
        foreach (ref readonly var candle in candles)
            (low, high) = (Math.Min(low, candle.Low), Math.Max(high, candle.High));
        if (!(high > low))
            (low, high) = (low * 0.999, high * 1.001);

        var step = (high - low) / Rows;
        var text = new StringBuilder();
        for (var row = Rows - 1; row >= 0; row--)
        {
            var (bottom, top) = (low + (row * step), low + ((row + 1) * step));
            var back = Background(bottom, top, isUnicode);
            foreach (ref readonly var candle in candles)
                Cell(text, in candle, bottom, top, back, isUnicode);
            text.Append(isUnicode ? '│' : '|').Append(' ');
            text.Append(Label(bottom, top)).Append('\n');
        }
        return text.ToString().TrimEnd('\n');
    }

    private static void Cell(
        StringBuilder text,
        in Candle candle,
        double bottom,
        double top,
        (char Sign, string? Colour) back,
        bool isUnicode
    )
    {
        var (bodyLow, bodyHigh) = (Math.Min(candle.Open, candle.Close), Math.Max(candle.Open, candle.Close));
        var isBody = bodyHigh >= bottom && bodyLow < top && Overlap(bodyLow, bodyHigh, bottom, top) >= 0.25;
        var isFlatBody = bodyHigh - bodyLow < (top - bottom) / 4 && bodyLow >= bottom && bodyLow < top;
        var isWick = candle.High >= bottom && candle.Low < top;
        var isUp = candle.Close >= candle.Open;
        if (isBody || isFlatBody)
            Paint(
                text,
                isUnicode ? (isUp ? '█' : '▓')
                    : isUp ? 'O'
                    : '#',
                isUp ? Up : Down
            );
        else if (isWick)
            Paint(text, isUnicode ? '│' : '|', isUp ? Up : Down);
        else
            Paint(text, back.Sign, back.Colour);
    }

    private static double Overlap(double low, double high, double bottom, double top) =>
        (Math.Min(high, top) - Math.Max(low, bottom)) / (top - bottom);

    private (char Sign, string? Colour) Background(double bottom, double top, bool isUnicode)
    {
        if (analysis.Wyckoff.Current is { End: null } range)
        {
            if (
                (range.Support >= bottom && range.Support < top)
                || (range.Resistance >= bottom && range.Resistance < top)
            )
                return (isUnicode ? '─' : '-', Edge);
        }
        foreach (var zone in analysis.Confluences.Take(Zones))
        {
            if (zone.Top >= bottom && zone.Bottom < top)
                return (isUnicode ? '░' : '.', Band);
        }
        return (' ', null);
    }

    /// <summary>The price of a row that holds the close, an edge or a zone; of the others, of every third.</summary>
    private string Label(double bottom, double top)
    {
        var close = analysis.Last.Close;
        if (close >= bottom && close < top)
            return $"[bold]{format.Write(close, NumberForm.Price)}[/] ◄";
        if (analysis.Wyckoff.Current is { End: null } range)
        {
            foreach (var edge in new[] { range.Support, range.Resistance })
            {
                if (edge >= bottom && edge < top)
                    return $"[{Edge}]{format.Write(edge, NumberForm.Price)}[/]";
            }
        }
        foreach (var zone in analysis.Confluences.Take(Zones))
        {
            if (zone.Midpoint >= bottom && zone.Midpoint < top)
                return $"[{Band}]{format.Write(zone.Midpoint, NumberForm.Price)}[/]";
        }
        return "";
    }

    private static void Paint(StringBuilder text, char sign, string? colour)
    {
        if (colour is null)
            text.Append(sign);
        else
            text.Append('[').Append(colour).Append(']').Append(sign).Append("[/]");
    }
}
