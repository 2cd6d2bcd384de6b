using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Feeds;

public sealed class CandleFolderTests : IDisposable
{
    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    [Fact]
    public void A_folder_lists_the_main_series_of_each_symbol_shortest_first()
    {
        Write("BTCUSDT/4h.csv", "BTCUSDT/15m.csv.gz", "BTCUSDT/5m.2024-12.csv", "ETHUSDT/1h.csv", "ETHUSDT/notes.txt");

        var folder = CandleFolder.Open(files.Folder);

        folder.Symbols.ShouldBe(["BTCUSDT", "ETHUSDT"]);
        folder.TimeframesOf("BTCUSDT").ShouldBe([Timeframe.M15, Timeframe.H4]);
        folder.TimeframesOf("XRPUSDT").ShouldBeEmpty();
        folder.Read("ETHUSDT", Timeframe.H1).Count.ShouldBe(3);
        Should.Throw<ArgumentException>(() => folder.Read("ETHUSDT", Timeframe.H4));
    }

    [Fact]
    public void The_folder_of_one_symbol_is_enough()
    {
        Write("BTCUSDT/4h.csv");

        CandleFolder.Open(Path.Combine(files.Folder, "BTCUSDT") + "/").Symbols.ShouldBe(["BTCUSDT"]);
    }

    [Fact]
    public void A_single_file_is_a_series_also_when_it_is_a_piece_of_one()
    {
        Write("BTCUSDT/1h.2024-12.csv");

        var folder = CandleFolder.Open(Path.Combine(files.Folder, "BTCUSDT", "1h.2024-12.csv"), "BTCUSDT");

        folder.Read("BTCUSDT", Timeframe.H1).Count.ShouldBe(3);
    }

    [Fact]
    public void A_file_whose_folder_names_no_symbol_serves_the_symbol_asked_for()
    {
        Write("candles/1h.csv");
        var path = Path.Combine(files.Folder, "candles", "1h.csv");

        CandleFolder.Open(path, "SOLUSDT").Symbols.ShouldBe(["SOLUSDT"]);
        CandleFolder.Open(path).Symbols.ShouldBe(["1h"]);
    }

    [Fact]
    public void A_folder_without_candles_is_refused()
    {
        files.Write("BTCUSDT/readme.txt", "nothing");

        Should.Throw<CandleFileException>(() => CandleFolder.Open(files.Folder)).Message.ShouldContain(files.Folder);
        Should.Throw<CandleFileException>(() => CandleFolder.Open(Path.Combine(files.Folder, "none")));
    }

    [SharedDataFact]
    public void The_recorded_folder_has_spot_and_futures_apart()
    {
        var folder = CandleFolder.Open(SharedData.Candles(""));

        folder.Symbols.Count.ShouldBeGreaterThan(15);
        folder.TimeframesOf("BTCUSDT").ShouldBe([Timeframe.M15, Timeframe.H1, Timeframe.H4]);
        folder.TimeframesOf("BTCUSDT-PERP").ShouldBe([Timeframe.M15]);
    }

    private void Write(params string[] names)
    {
        foreach (var name in names)
        {
            var stem = Path.GetFileName(name).Split('.')[0];
            var timeframe = Timeframe.TryParse(stem, out var named) ? named : Timeframe.M15;
            files.Write(name, new CandleBuilder(timeframe).Flat(3, 100).Build());
        }
    }
}
