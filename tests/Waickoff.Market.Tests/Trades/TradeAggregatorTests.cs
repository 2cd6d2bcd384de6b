using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Trades;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Trades;

public sealed class TradeAggregatorTests
{
    [Fact]
    public void Trades_become_candles_with_what_takers_bought()
    {
        Trade[] trades =
        [
            new(1, 0, 10, 1, IsBuyerMaker: false),
            new(2, 30_000, 12, 2, IsBuyerMaker: true),
            new(3, 59_999, 9, 3, IsBuyerMaker: false),
            new(4, 60_000, 11, 1, IsBuyerMaker: true),
        ];

        var (candles, aggregator) = Fold(trades, Timeframe.M1, completeFromMs: 0);

        candles.ShouldHaveSingleItem().ShouldBe(new Candle(0, 10, 12, 9, 9, 6, 4));
        aggregator.Forming.ShouldBe(new Candle(60_000, 11, 11, 11, 11, 1, 0) { IsPartial = true });
        aggregator.Totals.ShouldBe(new TakerTotals(4, 0, 4, 3));
    }

    [Fact]
    public void The_first_candle_is_partial_unless_the_trades_are_known_to_begin_with_it()
    {
        Trade[] trades = [new(1, 5_000, 10, 1, false), new(2, 65_000, 10, 1, false), new(3, 125_000, 10, 1, false)];

        Fold(trades, Timeframe.M1).Candles.Select(c => c.IsPartial).ShouldBe([true, false]);
        Fold(trades, Timeframe.M1, completeFromMs: 0).Candles.Select(c => c.IsPartial).ShouldBe([false, false]);
        Fold(trades, Timeframe.M1, completeFromMs: 1).Candles.Select(c => c.IsPartial).ShouldBe([true, false]);
    }

    [Fact]
    public void Missing_trades_make_the_candles_around_them_partial()
    {
        Trade[] trades =
        [
            new(1, 0, 10, 1, false),
            new(2, 60_000, 10, 1, false),
            new(5, 61_000, 10, 1, false),
            new(6, 120_000, 10, 1, false),
            new(9, 180_000, 10, 1, false),
            new(10, 240_000, 10, 1, false),
        ];

        var (candles, aggregator) = Fold(trades, Timeframe.M1, completeFromMs: 0);

        candles.Select(c => c.IsPartial).ShouldBe([false, true, true, true]);
        aggregator.Totals.MissingIds.ShouldBe(4);
    }

    [Fact]
    public void A_trade_that_is_not_later_or_has_no_quantity_is_refused()
    {
        var aggregator = new TradeAggregator(Timeframe.M1);
        aggregator.Add(new Trade(5, 1_000, 10, 1, false), out _);

        Should.Throw<ArgumentException>(() => aggregator.Add(new Trade(5, 1_000, 10, 1, false), out _));
        Should.Throw<ArgumentException>(() => aggregator.Add(new Trade(6, 999, 10, 1, false), out _));
        Should.Throw<ArgumentException>(() => aggregator.Add(new Trade(6, 1_000, 10, 0, false), out _));
        Should.Throw<InvalidOperationException>(() => new TradeAggregator(Timeframe.M1).Forming);
    }

    [Theory]
    [InlineData("1,1000,10,1,maybe", "expected true or false as is_buyer_maker, found 'maybe'")]
    [InlineData("1,1000,-10,1,true", "expected a number above 0 as price, found '-10'")]
    [InlineData("2,1000,10,1,true\n2,1000,10,1,true", "trade 2 must come after 2")]
    [InlineData("1,1000,10,1", "expected 5 values, found 4")]
    public void A_bad_line_of_trades_is_named(string rows, string expected)
    {
        using var files = new CandleFiles();
        var path = files.Write("trades.csv", "trade_id,time_ms,price,quantity,is_buyer_maker\n" + rows + "\n");

        Should.Throw<CandleFileException>(() => TradeFile.Read(path)).Message.ShouldContain(expected);
    }

    /// <summary>To the digit, as the README of the data prints them.</summary>
    [SharedDataTheory]
    [InlineData("BTCUSDT-2024-08-08_09", 19_904, "204.491", "233.424", 3)]
    [InlineData("ETHUSDT-2024-08-08_09", 14_515, "2023.544", "2249.18", 3)]
    [InlineData("BTCUSDT-PERP-2024-08-08", 21_313, "1251.576", "1177.79", 3)]
    [InlineData("TRXUSDT-2025-03-04", 10_000, "25341014.7", "20655881.2", 1)]
    [InlineData("ETHUSDT-PERP-2023-02-02", 1_000, "3479.549", "3088.419", 3)]
    [InlineData("BTCUSDT-2021-01-08", 2_001, "45.458", "41.614", 3)]
    public void The_recorded_trades_give_the_totals_that_were_counted(
        string name,
        int count,
        string bought,
        string sold,
        int digits
    )
    {
        var trades = TradeFile.Read(SharedData.Trades(name + ".csv.gz"));

        var totals = Fold(trades, Timeframe.M15).Aggregator.Totals;

        (totals.Count, totals.MissingIds).ShouldBe((count, 0));
        Math.Round(totals.Bought, digits).ShouldBe(decimal.Parse(bought, CultureInfo.InvariantCulture));
        Math.Round(totals.Sold, digits).ShouldBe(decimal.Parse(sold, CultureInfo.InvariantCulture));
    }

    [SharedDataFact]
    public void Trades_over_midnight_meet_the_recorded_candles()
    {
        var recorded = CandleFile.Read(SharedData.Candles("BTCUSDT/15m.csv.gz")).Series;
        var trades = TradeFile.Read(SharedData.Trades("BTCUSDT-2024-08-08_09.csv.gz"));

        var (candles, aggregator) = Fold(trades, Timeframe.M15);

        var before = candles.ShouldHaveSingleItem();
        var same = recorded.Span.ToArray().Single(c => c.OpenTimeMs == before.OpenTimeMs);
        var next = recorded.Span.ToArray().Single(c => c.OpenTimeMs == aggregator.Forming.OpenTimeMs);
        (before.Close, aggregator.Forming.Open).ShouldBe((same.Close, next.Open));
        (before.Close, aggregator.Forming.Open).ShouldBe((61_685.99, 61_686.00));
        before.Volume.ShouldBeLessThan(same.Volume);
    }

    private static (List<Candle> Candles, TradeAggregator Aggregator) Fold(
        IReadOnlyList<Trade> trades,
        Timeframe timeframe,
        long? completeFromMs = null
    )
    {
        var aggregator = new TradeAggregator(timeframe, completeFromMs);
        var candles = new List<Candle>();
        foreach (var trade in trades)
        {
            if (aggregator.Add(in trade, out var completed))
                candles.Add(completed);
        }
        return (candles, aggregator);
    }
}
