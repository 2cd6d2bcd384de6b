using Spectre.Console;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Cli.Analyze;

/// <summary>The timeframes side by side: one column each, one row for each thing that is read of all of them.</summary>
internal sealed class OverviewTable(
    MarketAnalysis market,
    MarketNames names,
    NumberFormat format,
    AnalyzeStrings strings
)
{
    private const string Nothing = "–";

    /// <summary>The events of a range that ended longer ago say nothing about today.</summary>
    private const int RecentCandles = 100;

    public Table Draw()
    {
        var table = new Table().Border(TableBorder.Rounded).BorderColor(Color.Grey).Expand();
        table.AddColumn("");
        foreach (var timeframe in market.Timeframes)
            table.AddColumn(new TableColumn($"[bold]{timeframe.Timeframe}[/]"));
        Row(strings.Bias, Bias);
        Row("Wyckoff", Wyckoff);
        Row(strings.Range, Range);
        Row(strings.Weights, Weights);
        Row(strings.LastEvent, LastEvent);
        Row("Composite Man", CompositeMan);
        Row(strings.Structure, Structure);
        Row(strings.Blocks, Blocks);
        Row(strings.Gaps, Gaps);
        Row(strings.Leg, Leg);
        Row("Elliott", Elliott);
        Row(strings.Bands, Bands);
        Row(strings.Volatility, Volatility);
        Row(strings.Profile, Profile);
        Row(strings.Delta, Delta);
        Row(strings.DayVwap, DayVwap);
        return table;

        void Row(string name, Func<TimeframeAnalysis, string> cell)
        {
            var cells = market.Timeframes.Select(cell).ToArray();
            if (cells.Any(text => text != Nothing))
                table.AddRow([$"[grey]{Markup.Escape(name)}[/]", .. cells]);
        }
    }

    private string Bias(TimeframeAnalysis t)
    {
        var side = market.Agreement.Views.First(v => v.Timeframe == t.Timeframe).Side;
        return Coloured(side, names.Side(side));
    }

    private string Wyckoff(TimeframeAnalysis t)
    {
        if (t.Wyckoff.Current is not { End: null } current)
            return $"{strings.NoRange}, {strings.Trend(t.Wyckoff.Trend)}";
        return $"{names.Reading(current.Phase.Reading)}, {strings.PhaseOf(current.Phase.Phase.ToString())}";
    }

    private string Range(TimeframeAnalysis t) =>
        t.Wyckoff.Current is { End: null } current ? Zone(current.Support, current.Resistance) : Nothing;

    private string Weights(TimeframeAnalysis t) =>
        t.Wyckoff.Current is { End: null, Weights: { } weights }
            ? $"{Share(weights.Bullish)} · {Share(weights.Bearish)} · {Share(weights.Unknown)}"
            : Nothing;

    private string LastEvent(TimeframeAnalysis t)
    {
        var isOld = t.Wyckoff.Current?.End is { } end && t.Count - end.ConfirmedIndex > RecentCandles;
        if (isOld || Picks.Events(t) is not [var (newest, isFailed), ..])
            return Nothing;
        var since = format.Write(t.Count - 1 - newest.Index, NumberForm.Count);
        var failed = isFailed ? $" ({strings.Failed})" : "";
        return $"{newest.Type} {Price(newest.Level)}{failed}, {strings.CandlesAgo(since)}";
    }

    private string CompositeMan(TimeframeAnalysis t) =>
        Picks.CompositeMan(t) is { } reading ? Coloured(reading.Side, names.Activity(reading.Activity)) : Nothing;

    private string Structure(TimeframeAnalysis t)
    {
        var last = t.Internal.LastBreak is { } b ? $" {MarketNames.Break(b.Kind)} {Price(b.Level)}" : "";
        var inner = Coloured(t.Internal.Bias, names.Bias(t.Internal.Bias));
        return $"{inner}{last}, swing {Coloured(t.Swing.Bias, names.Bias(t.Swing.Bias))}";
    }

    private string Blocks(TimeframeAnalysis t) =>
        Both(side => Picks.Blocks(t, side) is [var (b, _), ..] ? Zone(b.Bottom, b.Top) : null);

    private string Gaps(TimeframeAnalysis t) =>
        Both(side => Picks.Gaps(t, side) is [var (g, _), ..] ? Zone(g.Bottom, g.Top) : null);

    private static string Both(Func<Side, string?> zone)
    {
        var lines = new[] { Side.Bullish, Side.Bearish }
            .Select(side => zone(side) is { } text ? Coloured(side, text) : null)
            .OfType<string>()
            .ToList();
        return lines.Count > 0 ? string.Join('\n', lines) : Nothing;
    }

    private string Leg(TimeframeAnalysis t)
    {
        if (Picks.Leg(t) is not { } leg)
            return Nothing;
        var golden = leg.Levels.Retracement(0.618);
        var ratio = format.Language == Waickoff.Analyst.ReaderLanguage.Spanish ? "0,618" : "0.618";
        return $"{Coloured(leg.Side, $"{Price(leg.StartLevel)} → {Price(leg.Level)}")}\n{ratio}: {Price(golden.Price)}";
    }

    private string Elliott(TimeframeAnalysis t)
    {
        if (Picks.Elliott(t) is not { IsFailed: false, Reading: { Counts.Count: > 0 } reading })
            return strings.NoCount;
        var count = reading.Counts[0];
        var name = $"{strings.Wave(count.CurrentWave)}, {names.Pattern(count.Pattern)}";
        return $"{name} {names.Side(count.Direction)} ({format.Write(count.Score, NumberForm.Ratio)})";
    }

    private string Bands(TimeframeAnalysis t)
    {
        var percentB = t.Bollinger.PercentB;
        var place = double.IsFinite(percentB) ? $"%B {format.Write(percentB, NumberForm.Ratio)}, " : "";
        return Picks.SqueezeOn(t) is { } on
            ? place + strings.Squeezed(format.Write(t.Count - on.Index, NumberForm.Count))
            : place + strings.NoSqueeze;
    }

    private string Volatility(TimeframeAnalysis t)
    {
        var atr = $"{Price(t.Atr)} ({format.Write(100 * t.Atr / t.Last.Close, NumberForm.Percent)})";
        return double.IsFinite(t.Rsi) ? $"{atr} · {format.Write(t.Rsi, NumberForm.Count)}" : atr;
    }

    private string Profile(TimeframeAnalysis t) =>
        Picks.Profile(t) is var (_, profile) ? $"{Price(profile.Poc)}\n{Zone(profile.Val, profile.Vah)}" : Nothing;

    private string Delta(TimeframeAnalysis t)
    {
        var delta = t.Volume.Delta;
        var estimated = delta.Estimated ? $" {strings.Estimated}" : "";
        return $"{Volume(delta.Delta)} · {Volume(delta.Cvd)}{estimated}";

        string Volume(double value) => double.IsFinite(value) ? format.Write(value, NumberForm.SignedVolume) : Nothing;
    }

    private string DayVwap(TimeframeAnalysis t)
    {
        var line = t.Volume.Vwaps.FirstOrDefault(l => l.Anchor == VwapAnchor.Day);
        return line.Position switch
        {
            VwapPosition.Above => $"{Price(line.Price)} {Coloured(Side.Bullish, "")}",
            VwapPosition.Below => $"{Price(line.Price)} {Coloured(Side.Bearish, "")}",
            VwapPosition.At => $"{Price(line.Price)} =",
            VwapPosition.Unknown => Nothing,
        };
    }

    private string Price(double price) => format.Write(price, NumberForm.Price);

    private string Share(double share) => format.Write(share, NumberForm.Share);

    private string Zone(double bottom, double top) => $"{Price(bottom)} – {Price(top)}";

    /// <summary>A text with the sign and colour of its side.</summary>
    private static string Coloured(Side side, string text) =>
        side switch
        {
            Side.Bullish => $"[#2bb38f]▲ {Markup.Escape(text)}[/]".Replace(" [/]", "[/]", StringComparison.Ordinal),
            Side.Bearish => $"[#f0616d]▼ {Markup.Escape(text)}[/]".Replace(" [/]", "[/]", StringComparison.Ordinal),
            Side.None => Markup.Escape(text),
        };
}
