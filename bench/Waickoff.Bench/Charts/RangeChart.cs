using System.Globalization;
using System.Text;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Bench.Charts;

/// <summary>Draws what the Wyckoff tracker reads as an SVG picture for the docs: candles, ranges with their edges, events, phases.</summary>
internal sealed class RangeChart(TimeframeAnalysis analysis, int first, int last)
{
    private const int Width = 1200;
    private const int Height = 520;
    private const int Top = 60;
    private const int Bottom = 40;
    private const string Up = "#2bb38f";
    private const string Down = "#f0616d";
    private const string Quiet = "#93a1b0";
    private const string Family = "#e0b050";
    private readonly StringBuilder svg = new();
    private readonly double low = Fold(analysis, first, last, double.PositiveInfinity, (m, c) => Math.Min(m, c.Low));
    private readonly double high = Fold(analysis, first, last, 0, (m, c) => Math.Max(m, c.High));

    public string Draw(string title)
    {
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" font-family=\"Inter, sans-serif\" font-size=\"11\">"
        );
        svg.Append(CultureInfo.InvariantCulture, $"<rect width=\"{Width}\" height=\"{Height}\" fill=\"#0b0f14\"/>");
        Text(12, 22, title, "#e6edf3", 15);
        DrawScale();
        foreach (var range in analysis.Wyckoff.Ranges.Span)
            DrawRange(range);
        DrawCandles();
        DrawEvents();
        return svg.Append("</svg>\n").ToString();
    }

    private static double Fold(
        TimeframeAnalysis of,
        int first,
        int last,
        double start,
        Func<double, Candle, double> step
    )
    {
        var value = start;
        for (var i = first; i <= last; i++)
            value = step(value, of.Candles.Span[i]);
        return value;
    }

    private void DrawScale()
    {
        var span = of(last) - of(first);
        for (var k = 0; k <= 6; k++)
        {
            var time = DateTimeOffset.FromUnixTimeMilliseconds(of(first) + (span * k / 6));
            var x = 20 + ((Width - 90) * k / 6);
            Text(x, Height - 14, time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), Quiet, 11);
        }
        for (var k = 0; k <= 4; k++)
        {
            var price = low * Math.Pow(high / low, k / 4.0);
            Text(Width - 62, Y(price) + 4, price.ToString("#,0.##", CultureInfo.InvariantCulture), Quiet, 11);
        }

        long of(int index) => analysis.Candles.Span[index].OpenTimeMs;
    }

    private void DrawCandles()
    {
        var (rising, falling) = (new StringBuilder(), new StringBuilder());
        var body = Math.Max(1, (X(1) - X(0)) * 0.6);
        for (var i = first; i <= last; i++)
        {
            var c = analysis.Candles.Span[i];
            var path = c.Close >= c.Open ? rising : falling;
            var (top, bottom) = (Y(Math.Max(c.Open, c.Close)), Y(Math.Min(c.Open, c.Close)));
            path.Append(CultureInfo.InvariantCulture, $"M{X(i):0} {Y(c.High):0}V{Y(c.Low):0}");
            path.Append(
                CultureInfo.InvariantCulture,
                $"M{X(i) - (body / 2):0.#} {top:0}h{body:0.#}v{Math.Max(1, bottom - top):0}h{-body:0.#}z"
            );
        }
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"{rising}\" stroke=\"{Up}\" fill=\"{Up}\" stroke-width=\"0.7\"/>"
        );
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<path d=\"{falling}\" stroke=\"{Down}\" fill=\"{Down}\" stroke-width=\"0.7\"/>"
        );
    }

    private void DrawRange(WyckoffRange range)
    {
        var end = analysis
            .Wyckoff.Ends.ToArray()
            .FirstOrDefault(
                e => e.RangeId == range.Id,
                new RangeEnd(range.Id, last, last, Side.None, FindingState.Fresh)
            );
        if (end.End < first || range.Start > last)
            return;
        foreach (var isResistance in new[] { false, true })
        {
            var versions = analysis
                .Wyckoff.Edges.ToArray()
                .Where(e => e.RangeId == range.Id && e.IsResistance == isResistance)
                .ToList();
            if (versions.Count == 0)
                return;
            var edge = versions[^1];
            var (from, to) = (Math.Max(first, range.Start), Math.Min(last, end.End));
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<line x1=\"{X(from):0}\" y1=\"{Y(edge.At(from)):0}\" x2=\"{X(to):0}\" y2=\"{Y(edge.At(to)):0}\" stroke=\"{Family}\" stroke-width=\"1.4\"/>"
            );
        }
        DrawPhases(range.Id, Math.Min(last, end.End));
    }

    private void DrawPhases(int rangeId, int end)
    {
        var phases = analysis.Wyckoff.Phases.ToArray().Where(p => p.RangeId == rangeId).ToList();
        for (var k = 0; k < phases.Count; k++)
        {
            var from = Math.Max(first, phases[k].ConfirmedIndex);
            var to = Math.Min(last, k + 1 < phases.Count ? phases[k + 1].ConfirmedIndex : Math.Max(end, from));
            if (to <= from && k + 1 < phases.Count)
                continue;
            var colour = phases[k].Reading switch
            {
                WyckoffReading.Accumulation or WyckoffReading.ReAccumulation => Up,
                WyckoffReading.Distribution or WyckoffReading.ReDistribution => Down,
                WyckoffReading.Unknown => Quiet,
            };
            svg.Append(
                CultureInfo.InvariantCulture,
                $"<rect x=\"{X(from):0}\" y=\"34\" width=\"{Math.Max(2, X(to) - X(from)):0}\" height=\"14\" fill=\"{colour}\" opacity=\"0.35\"/>"
            );
            if (X(to) - X(from) > 10)
                Text(X(from) + 2, 45, phases[k].Phase.ToString(), "#e6edf3", 10);
        }
    }

    private void DrawEvents()
    {
        var used = new Dictionary<int, int>();
        var states = analysis.Wyckoff.Events.States();
        for (var n = 0; n < analysis.Wyckoff.Events.Count; n++)
        {
            var e = analysis.Wyckoff.Events[n];
            if (e.Index < first || e.Index > last)
                continue;
            var candle = analysis.Candles.Span[e.Index];
            var isAbove = e.Level >= (candle.High + candle.Low) / 2;
            var slot = (int)(X(e.Index) / 34);
            var row = used[slot] = used.GetValueOrDefault(slot) + 1;
            var y = isAbove ? Y(candle.High) - 2 - (11 * row) : Y(candle.Low) + 2 + (11 * row);
            var colour =
                states[n] == FindingState.Failed ? Quiet
                : e.Side == Side.Bullish ? Up
                : Down;
            Text(X(e.Index) - 9, y, e.Kind + (states[n] == FindingState.Failed ? " ✕" : ""), colour, 10);
        }
    }

    private void Text(double x, double y, string text, string colour, int size) =>
        svg.Append(
            CultureInfo.InvariantCulture,
            $"<text x=\"{x:0}\" y=\"{y:0}\" fill=\"{colour}\" font-size=\"{size}\">{text}</text>"
        );

    private double X(int index) => 20 + ((double)(index - first) / (last - first) * (Width - 90));

    /// <summary>Log price, so that equal percentages are equally high.</summary>
    private double Y(double price) =>
        Height - Bottom - (Math.Log(price / low) / Math.Log(high / low) * (Height - Top - Bottom));
}
