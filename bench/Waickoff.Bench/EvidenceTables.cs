using System.Globalization;
using System.Text;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Statistics;
using Waickoff.Market;
using Waickoff.Market.Feeds;

namespace Waickoff.Bench;

/// <summary>Writes the tables of docs/evidence.md: every setup on the recorded symbols, null results included.</summary>
internal static class EvidenceTables
{
    private const string Mark = "<!-- Written by the command above; do not edit below. -->";

    private static readonly string[] Symbols =
    [
        "BTCUSDT",
        "ETHUSDT",
        "BNBUSDT",
        "SOLUSDT",
        "XRPUSDT",
        "ADAUSDT",
        "DOGEUSDT",
        "AVAXUSDT",
        "DOTUSDT",
        "LINKUSDT",
    ];

    private static readonly Timeframe[] Timeframes = [Timeframe.H1, Timeframe.H4];

    public static void Write(string candles, string document)
    {
        var reports = new List<(string Symbol, EvidenceReport Report)>();
        foreach (var symbol in Symbols)
        {
            foreach (var timeframe in Timeframes)
            {
                var market = MarketData.Load(CandleFolder.Open(candles, symbol), symbol, [timeframe]);
                var finer = market.Base.Timeframe < timeframe ? market.Base : null;
                reports.Add((symbol, EventStudy.Run(market.Timeframes[0].Candles, finer: finer)));
            }
        }
        var text = new StringBuilder();
        Summarise(text, reports);
        foreach (var (symbol, report) in reports)
            WriteTable(text, symbol, report);
        WriteReadings(text, reports);
        var whole = File.ReadAllText(document);
        var head = whole[..(whole.IndexOf(Mark, StringComparison.Ordinal) + Mark.Length)];
        File.WriteAllText(document, head + "\n\n" + text.ToString().ReplaceLineEndings("\n").TrimEnd() + "\n");
    }

    /// <summary>How often an edge is stated and a probability shown where there is nothing to know: on random walks.</summary>
    public static void PrintOnNoise()
    {
        var forecasts = new List<Forecast>();
        var (judged, edges) = (0, 0);
        for (var seed = 0; seed < 200; seed++)
        {
            foreach (var setup in EventStudy.Run(Noise(seed, 20_000)).Setups)
            {
                judged += setup.Main.Verdict == Verdict.NotEnoughHistory ? 0 : 1;
                edges += setup.Targets.Any(t => t.Verdict == Verdict.Edge) ? 1 : 0;
                forecasts.AddRange(setup.Probability.Forecasts);
            }
        }
        Console.WriteLine(
            Text(
                $"random walks: {edges} of {judged} setups with enough history show an edge ({100.0 * edges / judged:F1} %)"
            )
        );
        var score = ForecastScore.Of(forecasts);
        Console.WriteLine(
            Text(
                $"random walks: {score.Shown} of {forecasts.Count} forecasts shown ({100.0 * score.Shown / forecasts.Count:F1} %), calibration error where shown {score.ShownCalibrationError:F3}"
            )
        );
    }

    private static CandleSeries Noise(int seed, int count)
    {
        var random = new Random(seed);
        var candles = new Candle[count];
        var price = 100.0;
        for (var i = 0; i < count; i++)
        {
            var (open, high, low) = (price, price, price);
            for (var step = 0; step < 8; step++)
            {
                price *= Math.Exp(0.0035 * Normal(random));
                (high, low) = (Math.Max(high, price), Math.Min(low, price));
            }
            var volume = Math.Exp(5 + (0.65 * Normal(random)));
            candles[i] = new Candle(i * Timeframe.H1.Milliseconds, open, high, low, price, volume);
        }
        return new CandleSeries(Timeframe.H1, candles);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static void Summarise(StringBuilder text, List<(string Symbol, EvidenceReport Report)> reports)
    {
        var setups = reports.SelectMany(r => r.Report.Setups).ToList();
        var targets = setups.SelectMany(s => s.Targets).ToList();
        var forecasts = setups.SelectMany(s => s.Probability.Forecasts).ToList();
        var shown = forecasts.Where(f => f.Abstention == Abstention.None).ToList();
        var score = ForecastScore.Of(forecasts.Where(f => f.Abstention != Abstention.NotEnoughHistory));
        var shownScore = ForecastScore.Of(shown);
        text.AppendLine("## In short").AppendLine();
        Line(text, $"- {reports.Count} studies, {setups.Count} setups, {setups.Sum(s => s.Count)} decided cases.");
        Line(
            text,
            $"- Verdicts over all targets ({targets.Count}): edge {Count(targets, Verdict.Edge)}, no measurable edge {Count(targets, Verdict.NoMeasurableEdge)}, not enough history {Count(targets, Verdict.NotEnoughHistory)}."
        );
        foreach (var (symbol, report) in reports)
        {
            foreach (var setup in report.Setups)
            {
                foreach (var target in setup.Targets.Where(t => t.Verdict == Verdict.Edge))
                    Line(
                        text,
                        $"  - {symbol} {report.Timeframe} {setup.Setup} at {target.Multiple}R: {Share(target.HitRate, target.HitInterval)} against {Share(target.BaseRate, target.BaseInterval)}, n = {setup.Count}, {target.Expectancy:F2} R after costs."
                    );
            }
        }
        Line(
            text,
            $"- Probabilities, walk-forward: {shown.Count} of {forecasts.Count} forecasts shown, {Percent(1 - ((double)shown.Count / forecasts.Count))} abstained."
        );
        Line(
            text,
            $"- Where one is shown: calibration error {shownScore.CalibrationError:F3}, Brier {shownScore.Brier:F4}, skill against the base rate {shownScore.Skill:F4}."
        );
        Line(
            text,
            $"- All forecasts with enough history, shown or not: calibration error {score.CalibrationError:F3}, Brier {score.Brier:F4}, skill {score.Skill:F4}."
        );
        var readings = reports.SelectMany(r => r.Report.Readings).ToList();
        Line(
            text,
            $"- Readings of ranges, walk-forward: {readings.Sum(r => r.Score.Shown)} of {readings.Sum(r => r.Score.Count)} forecasts shown."
        );
        foreach (var (symbol, report) in reports)
        foreach (var reading in report.Readings.Where(r => r.Score.Shown > 0))
            Line(
                text,
                $"  - {symbol} {report.Timeframe} {reading.Reading} {reading.Phase}: {reading.Score.Shown} of {reading.Score.Count}, calibration error {reading.Score.ShownCalibrationError:F3}."
            );
        text.AppendLine().AppendLine("Reliability of all forecasts with enough history:").AppendLine();
        text.AppendLine("| forecast | happened | n |").AppendLine("|--|--|--|");
        foreach (var point in score.Curve)
            Line(text, $"| {Percent(point.Forecast)} | {Percent(point.Frequency)} | {point.Count} |");
        text.AppendLine();
    }

    private static void WriteTable(StringBuilder text, string symbol, EvidenceReport report)
    {
        Line(text, $"## {symbol} {report.Timeframe}");
        text.AppendLine();
        Line(text, $"{report.Candles} candles, {Day(report.FromMs)} to {Day(report.ToMs)}.");
        text.AppendLine();
        text.AppendLine(
            "| setup | n | skipped | too near | hits at 2R, % | base rate, % | expectancy, R | median candles | last 20 | 1R / 3R, % | said |"
        );
        text.AppendLine("|--|--|--|--|--|--|--|--|--|--|--|");
        foreach (var setup in report.Setups)
        {
            var main = setup.Main;
            var last = setup.Last.ToList();
            var hits = last.Count(c => c.Outcome[SetupEvidence.MainTarget].IsHit);
            Line(
                text,
                $"| {setup.Setup} | {setup.Count} | {setup.Skipped} | {setup.TooNear} | {Share(main.HitRate, main.HitInterval)} | {Share(main.BaseRate, main.BaseInterval)} | {Value(main.Expectancy, main.ExpectancyInterval)} | {Number(main.MedianCandles)} | {hits} of {last.Count} | {Percent(setup.Targets[0].HitRate)} / {Percent(setup.Targets[2].HitRate)} | {Said(main.Verdict)} |"
            );
        }
        text.AppendLine();
        text.AppendLine("By regime, hits at 2R of cases:").AppendLine();
        text.AppendLine("| setup | low volatility | middle | high | with the higher bias | against it |");
        text.AppendLine("|--|--|--|--|--|--|");
        foreach (var setup in report.Setups.Where(s => s.Count > 0))
            Line(
                text,
                $"| {setup.Setup} | {string.Join(" | ", setup.Regimes.Select(r => r.Count > 0 ? $"{r.Hits} of {r.Count} ({Percent((double)r.Hits / r.Count)})" : "–"))} |"
            );
        text.AppendLine();
    }

    private static void WriteReadings(StringBuilder text, List<(string Symbol, EvidenceReport Report)> reports)
    {
        text.AppendLine("## Readings of Wyckoff ranges").AppendLine();
        text.AppendLine(
            "How ranges ended that were once taken for something, all symbols together, each range once a row."
        );
        text.AppendLine();
        foreach (var timeframe in Timeframes)
        {
            Line(text, $"### {timeframe}");
            text.AppendLine().AppendLine("| reading | phase | n | left upward, % | left downward, % |");
            text.AppendLine("|--|--|--|--|--|");
            var rows = reports
                .Where(r => r.Report.Timeframe == timeframe)
                .SelectMany(r => r.Report.Readings)
                .GroupBy(r => (r.Reading, r.Phase))
                .OrderBy(g => g.Key);
            foreach (var row in rows)
            {
                var (n, up, down) = (row.Sum(r => r.Count), row.Sum(r => r.Upward), row.Sum(r => r.Downward));
                Line(
                    text,
                    $"| {row.Key.Reading} | {row.Key.Phase} | {n} | {Share((double)up / n, Proportion.Wilson(up, n))} | {Share((double)down / n, Proportion.Wilson(down, n))} |"
                );
            }
            text.AppendLine();
        }
    }

    private static int Count(List<TargetEvidence> targets, Verdict verdict) => targets.Count(t => t.Verdict == verdict);

    private static string Said(Verdict verdict) =>
        verdict switch
        {
            Verdict.NotEnoughHistory => "not enough history",
            Verdict.NoMeasurableEdge => "no measurable edge",
            Verdict.Edge => "edge",
        };

    private static string Share(double share, Interval interval) =>
        double.IsNaN(share) ? "–" : Text($"{100 * share:F1} ({100 * interval.Low:F1} to {100 * interval.High:F1})");

    private static string Value(double value, Interval interval) =>
        double.IsNaN(value) ? "–" : Text($"{value:F2} ({interval.Low:F2} to {interval.High:F2})");

    private static string Percent(double share) => double.IsNaN(share) ? "–" : Text($"{100 * share:F1} %");

    private static string Number(double value) => double.IsNaN(value) ? "–" : Text($"{value}");

    private static string Day(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, FormattableString line) =>
        text.Append(line.ToString(CultureInfo.InvariantCulture)).Append('\n');
}
