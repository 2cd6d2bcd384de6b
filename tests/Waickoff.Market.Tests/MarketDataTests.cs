using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Market.Tests;

public sealed class MarketDataTests
{
    private const long Hour = 3_600_000;
    private static readonly Timeframe[] Usual = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    [Fact]
    public void The_shortest_series_feeds_all_timeframes()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 0, 400), Series(Timeframe.H1, 0, 100));

        var market = MarketData.Load(feed, "btcusdt", Usual);

        (market.Symbol, market.Base.Timeframe, market.NowMs).ShouldBe(("BTCUSDT", Timeframe.M15, 100 * Hour));
        market
            .Timeframes.Select(t => (t.Timeframe, t.Facts.Count))
            .ShouldBe([(Timeframe.M15, 400), (Timeframe.H1, 100), (Timeframe.H4, 25)]);
        market.Timeframes.ShouldAllBe(t => t.Recorded.Count == 0 && t.Facts.AgeMs(market.NowMs) == 0);
        market.Notices.ShouldBeEmpty();
    }

    [Fact]
    public void Where_the_base_begins_later_recorded_candles_come_before_the_first_whole_built_one()
    {
        // The base begins a quarter past hour 10, so the hour at 10 is recorded and the one at 11 is the first built.
        var feed = new InMemoryFeed(
            Series(Timeframe.M15, (10 * Hour) + (Hour / 4), 400),
            Series(Timeframe.H1, 0, 120),
            Series(Timeframe.H4, 0, 30)
        );

        var market = MarketData.Load(feed, "BTCUSDT", Usual);

        var hour = market.Timeframes[1];
        (hour.Recorded.Count, hour.Candles[10].Volume, hour.Candles[11].Volume).ShouldBe((11, Recorded(10), 4));
        hour.Candles.Gaps().ShouldBeEmpty();
        hour.Candles.Span.ToArray().ShouldAllBe(c => !c.IsPartial);
        market.Timeframes[2].Recorded.Count.ShouldBe(3, "the 4 hours from 8 to 12 are recorded too");
        market
            .Notices.Where(n => n.Kind == MarketNoticeKind.RecordedUntil)
            .Select(n => (n.Timeframe, n.Source, n.TimeMs))
            .ShouldBe([(Timeframe.H1, Timeframe.H1, 11 * Hour), (Timeframe.H4, Timeframe.H4, 12 * Hour)]);
    }

    [Fact]
    public void A_timeframe_that_was_not_recorded_takes_its_early_candles_from_a_shorter_recorded_one()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 8 * Hour, 400), Series(Timeframe.H1, 0, 108));

        var market = MarketData.Load(feed, "BTCUSDT", [Timeframe.H4]);

        var four = market.Timeframes.ShouldHaveSingleItem();
        (four.Recorded.Count, four.Candles.Count, four.Candles[0].Volume).ShouldBe(
            (2, 27, Enumerable.Range(0, 4).Sum(Recorded))
        );
    }

    [Fact]
    public void A_timeframe_shorter_than_the_data_is_reported_as_missing()
    {
        var market = MarketData.Load(new InMemoryFeed(Series(Timeframe.H1, 0, 100)), "BTCUSDT", Usual);

        market.Timeframes.Select(t => t.Timeframe).ShouldBe([Timeframe.H1, Timeframe.H4]);
        market
            .Notices.ShouldHaveSingleItem()
            .ShouldBe(new MarketNotice(MarketNoticeKind.FinerThanData, Timeframe.M15, Timeframe.H1));
    }

    [Fact]
    public void Only_candles_that_had_closed_by_the_time_asked_for_are_used()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 0, 400), Series(Timeframe.H1, 0, 100));

        var market = MarketData.Load(feed, "BTCUSDT", Usual, atMs: (50 * Hour) + (Hour / 2) - 1);

        market.NowMs.ShouldBe((50 * Hour) + (Hour / 4));
        market.Timeframes.Select(t => t.Facts.LastMs).ShouldBe([50 * Hour, 49 * Hour, 44 * Hour]);
        market.Timeframes.Select(t => t.Facts.AgeMs(market.NowMs)).ShouldBe([0, Hour / 4, (2 * Hour) + (Hour / 4)]);
    }

    [Fact]
    public void No_recorded_candle_enters_before_it_has_closed()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, Hour / 4, 400), Series(Timeframe.H4, 0, 30));

        for (var atMs = Hour; atMs < 12 * Hour; atMs += Hour / 4)
        {
            var market = MarketData.Load(feed, "BTCUSDT", [Timeframe.M15, Timeframe.H4], atMs);
            foreach (var series in market.Timeframes)
                (series.Facts.LastMs + series.Timeframe.Milliseconds).ShouldBeLessThanOrEqualTo(atMs);
        }
    }

    [Fact]
    public void At_a_time_the_shortest_series_does_not_cover_the_next_one_is_the_base()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 0, 40), Series(Timeframe.H1, 0, 100));

        var market = MarketData.Load(feed, "BTCUSDT", Usual, atMs: 60 * Hour);

        (market.Base.Timeframe, market.NowMs).ShouldBe((Timeframe.H1, 60 * Hour));
        market.Notices.ShouldHaveSingleItem().Kind.ShouldBe(MarketNoticeKind.NotRecordedThen);
    }

    [Fact]
    public void Without_a_time_the_shortest_series_sets_it_and_what_lies_beyond_is_left_out_and_said()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 0, 40), Series(Timeframe.H1, 0, 100));

        var market = MarketData.Load(feed, "BTCUSDT", Usual);

        market.NowMs.ShouldBe(10 * Hour);
        var notice = market.Notices.ShouldHaveSingleItem();
        (notice.Kind, notice.Timeframe, notice.TimeMs).ShouldBe(
            (MarketNoticeKind.RecordedBeyond, Timeframe.H1, 100 * Hour)
        );
    }

    [Fact]
    public void A_series_that_ended_long_ago_is_history_and_no_base()
    {
        var feed = new InMemoryFeed(Series(Timeframe.M15, 0, 40), Series(Timeframe.H1, 0, 24 * 40));

        MarketData.Load(feed, "BTCUSDT", Usual).Base.Timeframe.ShouldBe(Timeframe.H1);
    }

    [Fact]
    public void A_series_with_too_many_holes_is_refused_with_the_reason_and_the_next_one_is_the_base()
    {
        var holed = Series(Timeframe.M15, 0, 1_500).Span.ToArray().Where((_, i) => i < 1_400 || i >= 1_421).ToArray();
        var feed = new InMemoryFeed(new CandleSeries(Timeframe.M15, holed), Series(Timeframe.H1, 0, 375));

        var market = MarketData.Load(feed, "BTCUSDT", Usual);

        market.Timeframes.Select(t => t.Timeframe).ShouldBe([Timeframe.H1, Timeframe.H4]);
        var notice = market.Notices.ShouldHaveSingleItem();
        (notice.Kind, notice.Timeframe, Math.Round(notice.Percent, 3)).ShouldBe(
            (MarketNoticeKind.TooManyHoles, Timeframe.M15, 2.1)
        );
        notice.Describe("en").ShouldBe("15m is refused: 2.1 % of its last 1000 candles are missing, more than 2 %");
        notice.Describe("es").ShouldContain("falta el 2,1 %");
    }

    [Fact]
    public void Two_percent_is_not_too_many()
    {
        var holed = Series(Timeframe.M15, 0, 1_500).Span.ToArray().Where((_, i) => i < 1_400 || i >= 1_420).ToArray();

        var market = MarketData.Load(new InMemoryFeed(new CandleSeries(Timeframe.M15, holed)), "BTCUSDT", Usual);

        market.Timeframes[0].Facts.MissingPercent.ShouldBe(2);
        market.Timeframes[1].Candles.Span.ToArray().Count(c => c.IsPartial).ShouldBe(0, "the hole is 5 whole hours");
    }

    [Fact]
    public void With_nothing_to_analyse_the_reason_is_said()
    {
        var holed = Series(Timeframe.H1, 0, 100).Span.ToArray().Where((_, i) => i % 10 > 0).ToArray();
        var feed = new InMemoryFeed(new CandleSeries(Timeframe.H1, holed));

        Refusal(() => MarketData.Load(feed, "BTCUSDT", Usual)).ShouldBe(MarketDataProblem.NoTimeframe);
        Refusal(() => MarketData.Load(feed, "ETHUSDT", Usual)).ShouldBe(MarketDataProblem.UnknownSymbol);
        Refusal(() => MarketData.Load(feed, "BTCUSDT", Usual, atMs: Hour)).ShouldBe(MarketDataProblem.NothingYet);
        Refusal(() => MarketData.Load(new InMemoryFeed(Series(Timeframe.H1, 0, 0)), "BTCUSDT", Usual))
            .ShouldBe(MarketDataProblem.NothingYet);
    }

    [Fact]
    public void A_time_behind_the_data_stands_at_its_end_and_says_so()
    {
        var market = MarketData.Load(
            new InMemoryFeed(Series(Timeframe.M15, 0, 400)),
            "BTCUSDT",
            Usual,
            atMs: 1_000 * Hour
        );

        market.NowMs.ShouldBe(100 * Hour);
        market.Notices.ShouldHaveSingleItem().Kind.ShouldBe(MarketNoticeKind.LaterThanData);
    }

    /// <summary>2024-12-31 is missing in the quarters of Bitcoin, and a hole is not filled from elsewhere.</summary>
    [SharedDataTheory]
    [InlineData("BTCUSDT", 99_259, 51_112 - 24, 17_150 - 6)]
    [InlineData("ETHUSDT", 71_026, 71_820, 17_971)]
    [InlineData("SOLUSDT", 70_066, 45_526, 11_387)]
    public void The_recorded_market_is_read_from_its_first_candle_on(string symbol, int quarters, int hours, int fours)
    {
        var market = MarketData.Load(CandleFolder.Open(SharedData.Candles("")), symbol, [.. Usual, Timeframe.D1]);

        market.Base.Timeframe.ShouldBe(Timeframe.M15);
        market.Timeframes.Take(3).Select(t => t.Facts.Count).ShouldBe([quarters, hours, fours]);
        market.Timeframes[3].Facts.FirstMs.ShouldBe(Timeframe.D1.Floor(market.Timeframes[2].Facts.FirstMs));
        market.Timeframes.ShouldAllBe(t =>
            t.Facts.AgeMs(market.NowMs) < t.Timeframe.Milliseconds && t.Facts.MissingPercent < 2
        );
    }

    [SharedDataFact]
    public void Where_a_day_is_missing_in_the_quarters_the_hours_take_over()
    {
        var folder = CandleFolder.Open(SharedData.Candles(""));

        var market = MarketData.Load(folder, "BTCUSDT", Usual, AtMs("2025-01-03"));

        market.Base.Timeframe.ShouldBe(Timeframe.H1);
        market.Notices.ShouldContain(n => n.Kind == MarketNoticeKind.TooManyHoles && n.Timeframe == Timeframe.M15);
        MarketData.Load(folder, "BTCUSDT", Usual, AtMs("2025-02-01")).Base.Timeframe.ShouldBe(Timeframe.M15);
    }

    [SharedDataFact]
    public void A_symbol_recorded_in_hours_only_has_no_quarters()
    {
        var market = MarketData.Load(CandleFolder.Open(SharedData.Candles("")), "AVAXUSDT", [.. Usual, Timeframe.D1]);

        market.Timeframes.Select(t => t.Timeframe).ShouldBe([Timeframe.H1, Timeframe.H4, Timeframe.D1]);
        market.Notices.Where(n => n.IsRefusal).ShouldHaveSingleItem().Kind.ShouldBe(MarketNoticeKind.FinerThanData);
    }

    private static long AtMs(string day) =>
        DateTimeOffset
            .Parse(day + "T00:00Z", System.Globalization.CultureInfo.InvariantCulture)
            .ToUnixTimeMilliseconds();

    private static MarketDataProblem Refusal(Action load) => Should.Throw<MarketDataException>(load).Problem;

    /// <summary>Flat candles; those longer than a quarter say by their volume which one of the recorded they are.</summary>
    private static CandleSeries Series(Timeframe timeframe, long startMs, int count) =>
        new(
            timeframe,
            [
                .. Enumerable
                    .Range(0, count)
                    .Select(i => new Candle(
                        startMs + (i * timeframe.Milliseconds),
                        100,
                        100,
                        100,
                        100,
                        timeframe == Timeframe.M15 ? 1 : Recorded(i)
                    )),
            ]
        );

    private static double Recorded(int index) => 1_000 + index;

    private sealed class InMemoryFeed(params CandleSeries[] series) : ICandleFeed
    {
        public string Venue => "test";

        public string Source => "memory";

        public bool IsSimulated => false;

        public IReadOnlyList<string> Symbols => ["BTCUSDT"];

        public IReadOnlyList<Timeframe> TimeframesOf(string symbol) => [.. series.Select(s => s.Timeframe).Order()];

        public CandleSeries Read(string symbol, Timeframe timeframe) => series.Single(s => s.Timeframe == timeframe);
    }
}
