using Waickoff.Market.Checks;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Checks;

public sealed class CandleCheckTests : IDisposable
{
    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void It_does_not_stop_at_the_first_fault()
    {
        string[] lines =
        [
            CandleFiles.Header,
            "0,1,2,1,2,5,",
            "900000,1,2,1,x,5,",
            "900000,1,2,1,2,5,",
            "900000,1,2,1,2,5,",
            "0,1,2,1,2,5,",
            "1800001,1,2,1,2,5,",
            "1800000,1,1,2,1,5,",
            "2700000,1,2,1,2,-5,",
            "3600000,1,2,1,2,5,6",
            "4500000,1,2,1",
            "5400000,1,2,1,2,0,",
        ];

        var report = CandleCheck.Run(files.Write("15m.csv", string.Join('\n', lines) + "\n"));

        report
            .Faults.Select(f => (f.Line, f.Kind))
            .ShouldBe([
                (3, CandleFaultKind.Text),
                (5, CandleFaultKind.Duplicate),
                (6, CandleFaultKind.Backwards),
                (7, CandleFaultKind.OffGrid),
                (8, CandleFaultKind.Prices),
                (9, CandleFaultKind.Volume),
                (10, CandleFaultKind.Volume),
                (11, CandleFaultKind.Text),
            ]);
        (report.Rows, report.FaultCount, report.Facts!.Count, report.IsUsable).ShouldBe((11, 8, 3, false));
        (report.ZeroVolumeCount, report.MissingCount).ShouldBe((1, 4));
        report
            .Faults.SelectMany(f => new[] { f.Message.English, f.Message.Spanish })
            .ShouldAllBe(m => m.Length > 10 && !m.Contains('\n'));
    }

    [Fact]
    public void A_good_file_is_usable_and_its_gaps_are_no_fault()
    {
        var series = RandomCandles.Walk(3, 1_000);

        var report = CandleCheck.Run(files.Write("15m.csv.gz", series));

        (report.IsUsable, report.FaultCount, report.IsStale, report.IsTimeframeNamed).ShouldBe((true, 0, false, true));
        report.Facts!.Gaps.ShouldBe(series.Gaps());
        report.Facts.Gaps.Count.ShouldBeGreaterThan(0);
    }

    [Theory]
    [InlineData(1, false)]
    [InlineData(2, true)]
    public void A_series_is_stale_when_two_more_candles_should_have_closed(int candles, bool isStale)
    {
        var series = new CandleBuilder().Flat(10, 100).Build();
        var closedMs = series[9].OpenTimeMs + series.Timeframe.Milliseconds;

        var report = CandleCheck.Run(
            files.Write("15m.csv", series),
            closedMs + (candles * series.Timeframe.Milliseconds)
        );

        (report.IsStale, report.AgeMs).ShouldBe((isStale, candles * series.Timeframe.Milliseconds));
    }

    [Theory]
    [InlineData(49, 0)]
    [InlineData(51, 1)]
    public void A_candle_far_taller_than_those_before_it_is_worth_a_look(double height, int outliers)
    {
        var builder = new CandleBuilder();
        for (var i = 0; i < 150; i++)
            builder.Add(100, 101, 99, 100);
        var report = CandleCheck.Run(files.Write("15m.csv", builder.Add(100, 100 + height, 100, 100).Build()));

        (report.OutlierCount, report.IsUsable).ShouldBe((outliers, true));
    }

    [Theory]
    [InlineData("", CandleFaultKind.Unreadable)]
    [InlineData("time,price\n1,2\n", CandleFaultKind.Unreadable)]
    public void What_is_no_file_of_candles_has_no_facts(string text, CandleFaultKind kind)
    {
        var report = CandleCheck.Run(files.Write("15m.csv", text));

        report.Faults.ShouldHaveSingleItem().Kind.ShouldBe(kind);
        (report.Facts, report.IsUsable).ShouldBe((null, false));
    }

    [Fact]
    public void Of_many_faults_the_first_are_listed_and_all_are_counted()
    {
        var text = CandleFiles.Header + "\n" + string.Concat(Enumerable.Repeat("900000,1,2,1,2,5,\n", 500));

        var report = CandleCheck.Run(files.Write("15m.csv", text));

        (report.Faults.Count, report.FaultCount).ShouldBe((CandleCheck.MostListed, 499));
    }

    [SharedDataFact]
    public void The_recorded_data_has_no_fault()
    {
        foreach (var path in Directory.EnumerateFiles(SharedData.Candles(""), "*.csv.gz", SearchOption.AllDirectories))
            CandleCheck.Run(path).Faults.ShouldBeEmpty(path);
    }

    /// <summary>As the README of the data prints them.</summary>
    [SharedDataTheory]
    [InlineData("BTCUSDT/15m.csv.gz", 5)]
    [InlineData("FILUSDT-PERP/1m.2023-08_2023-11.csv.gz", 79)]
    [InlineData("BTCUSD/1d.csv.gz", 33)]
    public void Candles_without_volume_are_counted(string name, int count) =>
        CandleCheck.Run(SharedData.Candles(name)).ZeroVolumeCount.ShouldBe(count);
}
