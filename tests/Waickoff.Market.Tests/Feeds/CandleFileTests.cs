using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Feeds;

public sealed class CandleFileTests : IDisposable
{
    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("15m.csv")]
    [InlineData("15m.csv.gz")]
    public void What_was_written_is_read(string name)
    {
        var series = RandomCandles.Walk(1, 2_000);

        var file = CandleFile.Read(files.Write("BTCUSDT/" + name, series));

        file.Name.ShouldBe(new SeriesName("file", "BTCUSDT", Timeframe.M15));
        file.Series.Span.ToArray().ShouldBe(series.Span.ToArray());
    }

    [Theory]
    [InlineData("\r\n", "")]
    [InlineData("\n", "\uFEFF")]
    public void Line_ends_and_a_byte_order_mark_do_not_matter(string lineEnd, string start)
    {
        var text = start + CandleFiles.Header + lineEnd + "0,1,2,1,2,5,3" + lineEnd;

        CandleFile.Read(files.Write("15m.csv", text)).Series.Count.ShouldBe(1);
    }

    [Fact]
    public void The_taker_column_may_be_missing_and_so_may_its_values()
    {
        var without = files.Write("15m.csv", "open_time_ms,open,high,low,close,volume\n0,1,2,1,2,5\n");
        var empty = files.Write("5m.csv", CandleFiles.Header + "\n0,1,2,1,2,5,\n300000,1,2,1,2,5,3\n");

        CandleFile.Read(without).Series[0].IsDeltaEstimated.ShouldBeTrue();
        CandleFile.Read(empty).Series.Span.ToArray().Select(c => c.IsDeltaEstimated).ShouldBe([true, false]);
    }

    [Fact]
    public void Where_the_name_says_no_timeframe_the_smallest_distance_does()
    {
        var path = files.Write(
            "mine.csv",
            CandleFiles.Header + "\n0,1,2,1,2,5,\n7200000,1,2,1,2,5,\n10800000,1,2,1,2,5,\n"
        );

        CandleFile.Read(path).Series.Timeframe.ShouldBe(Timeframe.H1);
    }

    [Theory]
    [InlineData("open_time_ms,open,high,low,closing,volume", 1, "found 'closing' in place of close")]
    [InlineData("open_time_ms,open,high,low,close", 1, "volume is missing")]
    [InlineData("open_time_ms,open,high,low,close,volume,taker_buy_volume,trades", 1, "found 'trades' behind them")]
    [InlineData("time,open,high,low,close,volume", 1, "expected the columns open_time_ms,open,high,low,close,volume")]
    [InlineData("", 1, "expected the columns")]
    [InlineData("open_time_ms,open,high,low,close,volume\n0,1,2,1,2", 2, "expected 6 values, found 5")]
    [InlineData(CandleFiles.Header + "\n0,1,2,1,abc,5,", 2, "expected a number as close, found 'abc'")]
    [InlineData(CandleFiles.Header + "\n0,1,2,1,2,5,x", 2, "expected a number as taker_buy_volume, found 'x'")]
    [InlineData(CandleFiles.Header + "\n0,1,1,2,1,5,", 2, "high 1 is below low 2")]
    [InlineData(CandleFiles.Header + "\n900000,1,2,1,2,5,\n0,1,2,1,2,5,", 3, "must be later than 900000")]
    [InlineData(CandleFiles.Header + "\n900000,1,2,1,2,5,\n900000,1,2,1,2,5,", 3, "must be later than 900000")]
    [InlineData(CandleFiles.Header + "\n900001,1,2,1,2,5,", 2, "is not a multiple of 15m")]
    public void A_fault_is_named_with_its_file_its_line_and_what_is_expected(string text, long line, string expected)
    {
        var path = files.Write("15m.csv", text + "\n");

        var refusal = Should.Throw<CandleFileException>(() => CandleFile.Read(path));

        refusal.Message.ShouldStartWith(FormattableString.Invariant($"{path}, line {line}: "));
        refusal.Message.ShouldContain(expected);
        refusal.Message.ShouldNotContain("\n");
        refusal.Line.ShouldBe(line);
    }

    [Fact]
    public void An_archive_that_was_cut_and_a_file_that_is_not_there_are_refused()
    {
        var path = files.Write("15m.csv.gz", RandomCandles.Walk(1, 2_000));
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..2_000]);

        Should.Throw<CandleFileException>(() => CandleFile.Read(path)).Message.ShouldContain(path);
        Should
            .Throw<CandleFileException>(() => CandleFile.Read(path + "z"))
            .Message.ShouldContain("expected a readable .csv or .csv.gz file");
    }

    [SharedDataFact]
    public void A_hundred_thousand_rows_are_read_well_under_a_second()
    {
        var path = SharedData.Candles("BTCUSDT/15m.csv.gz");
        CandleFile.Read(path).Series.Count.ShouldBe(99_259);

        var before = Environment.CpuUsage.TotalTime;
        CandleFile.Read(path);
        (Environment.CpuUsage.TotalTime - before).TotalMilliseconds.ShouldBeLessThan(1_000);
    }

    /// <summary>Rows and gaps as the README of the data prints them.</summary>
    [SharedDataTheory]
    [InlineData("BTCUSDT/15m.csv.gz", 99_259, 2, 101)]
    [InlineData("ETHUSDT/15m.csv.gz", 71_026, 0, 0)]
    [InlineData("ETHUSDT/1h.csv.gz", 71_820, 28, 128)]
    [InlineData("SOLUSDT/4h.csv.gz", 11_447, 0, 0)]
    [InlineData("BTCUSD/1d.csv.gz", 5_151, 0, 0)]
    [InlineData("BNBUSDT/5m.2025-08_2025-09.csv.gz", 9_086, 4, 238)]
    [InlineData("FILUSDT-PERP/1m.2023-08_2023-11.csv.gz", 175_680, 0, 0)]
    public void The_recorded_data_is_read_as_it_is_described(string name, int rows, int gaps, int missing)
    {
        var series = CandleFile.Read(SharedData.Candles(name)).Series;

        (series.Count, series.Gaps().Count, series.Gaps().Sum(g => g.Missing)).ShouldBe((rows, gaps, missing));
    }

    [SharedDataFact]
    public void Delta_is_twice_the_taker_volume_less_the_volume_on_every_row_that_has_it()
    {
        var rows = 0;
        foreach (var path in Directory.EnumerateFiles(SharedData.Candles(""), "*.csv.gz", SearchOption.AllDirectories))
        {
            foreach (var candle in CandleFile.Read(path).Series.Span)
            {
                if (double.IsNaN(candle.TakerBuyVolume))
                    continue;
                candle.Delta.ShouldBe((2 * candle.TakerBuyVolume) - candle.Volume);
                rows++;
            }
        }
        rows.ShouldBeGreaterThan(500_000);
    }
}
