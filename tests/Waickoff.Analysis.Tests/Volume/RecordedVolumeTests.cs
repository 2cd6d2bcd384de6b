using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Tests.Indicators;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Volume;

/// <summary>Indicators and volume on the recorded candles of every symbol.</summary>
public sealed class RecordedVolumeTests
{
    [SharedDataFact]
    public void Nothing_that_was_confirmed_is_rewritten()
    {
        foreach (var (name, series) in Recorded(candles: 20_000))
        {
            var seed = name.Length;
            DetectorLaws.NothingIsRewritten<Squeeze>(series, (t, log) => new Squeezes(t, log), seed, prefixes: 3);
            DetectorLaws.NothingIsRewritten<DailyPoc>(series, (t, log) => new DailyPocs(t, log), seed, prefixes: 3);
            DetectorLaws.NothingIsRewritten<DeltaDivergence>(
                series,
                (t, log) => new DeltaDivergences(t, log: log),
                seed,
                prefixes: 3
            );
            DetectorLaws.NothingIsRewritten<WaveEffort>(
                series,
                (t, log) => new WaveEfforts(new Legs(t), log),
                seed,
                prefixes: 3
            );
        }
    }

    [SharedDataFact]
    public void The_delta_is_twice_the_bought_volume_less_the_volume_on_every_row_that_has_it()
    {
        var measured = 0;
        foreach (var (name, series) in AllRecorded())
        {
            var deltas = Indication.Compute(series, () => new VolumeDelta());
            for (var i = 0; i < series.Count; i++)
            {
                var (volume, taker) = (series[i].Volume, series[i].TakerBuyVolume);
                if (deltas[i].Estimated != double.IsNaN(taker))
                    Assert.Fail($"{name} row {i}: {deltas[i]}");
                if (double.IsNaN(taker))
                    continue;
                measured++;
                if (deltas[i].Delta != (2 * taker) - volume)
                    Assert.Fail($"{name} row {i}: {deltas[i]}");
            }
        }
        measured.ShouldBeGreaterThan(100_000);
    }

    [SharedDataFact]
    public void Every_week_has_a_profile_that_adds_up_with_its_levels_in_the_range()
    {
        foreach (var (name, series) in Recorded())
        {
            for (var i = 0; i + 168 <= series.Count; i += 168)
            {
                var week = series.Span.Slice(i, 168).ToArray();
                if (VolumeProfile.Compute(week) is not { } profile)
                    continue;
                var total = week.Sum(c => c.Volume);
                profile.Rows.Sum(r => r.Volume).ShouldBe(total, total * 1e-9, $"{name} {i}");
                var (low, high) = (week.Min(c => c.Low), week.Max(c => c.High));
                double[] levels = [profile.Val, profile.Poc, profile.Vah];
                levels.ShouldBeInOrder();
                (levels[0] >= low && levels[2] <= high).ShouldBeTrue($"{name} {i}");
            }
        }
    }

    [SharedDataFact]
    public void Bollinger_bands_equal_the_two_pass_computation()
    {
        foreach (var (name, series) in Recorded())
        {
            var bands = Indication.Compute(series, () => new BollingerBands());
            var start = 0;
            for (var i = 1; i < series.Count; i++)
            {
                if (Tape.IsRestart(series[i - 1].OpenTimeMs, series[i].OpenTimeMs, series.Timeframe))
                    start = i;
                if (i - start < 19 || i % 13 != 0)
                    continue;
                var window = series.Span[(i - 19)..(i + 1)].ToArray().Select(c => c.Close).ToArray();
                var mean = window.Average();
                var deviation = Math.Sqrt(window.Average(c => (c - mean) * (c - mean)));
                bands[i].Middle.ShouldMatch(mean, $"{name} {i}");
                bands[i].Upper.ShouldMatch(mean + (2 * deviation), $"{name} {i}");
                bands[i].Lower.ShouldMatch(mean - (2 * deviation), $"{name} {i}");
            }
        }
    }

    /// <summary>The main series of each symbol, or their last candles.</summary>
    private static IEnumerable<(string Name, CandleSeries Series)> Recorded(int candles = int.MaxValue) =>
        Files()
            .Where(file => file.Name is "15m.csv.gz" or "1h.csv.gz" or "4h.csv.gz")
            .Select(file => (NameOf(file), Last(CandleFile.Read(file.FullName).Series, candles)));

    /// <summary>The pieces of finer series too.</summary>
    private static IEnumerable<(string Name, CandleSeries Series)> AllRecorded() =>
        Files().Select(file => (NameOf(file), CandleFile.Read(file.FullName).Series));

    private static IEnumerable<FileInfo> Files() =>
        new DirectoryInfo(SharedData.Candles("")).EnumerateFiles("*.csv.gz", SearchOption.AllDirectories);

    private static string NameOf(FileInfo file) => $"{file.Directory!.Name} {file.Name}";

    private static CandleSeries Last(CandleSeries series, int candles) =>
        series.Count <= candles ? series : new CandleSeries(series.Timeframe, series.Span[^candles..].ToArray());
}
