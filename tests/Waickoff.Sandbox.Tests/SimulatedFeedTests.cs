using Waickoff.Analysis.Candles;
using Waickoff.Market;

namespace Waickoff.Sandbox.Tests;

public sealed class SimulatedFeedTests
{
    private const long EndMs = 1_735_689_600_000;

    [Fact]
    public void An_analysis_can_stand_on_it_and_is_told_that_it_is_simulated()
    {
        var feed = new SimulatedFeed(seed: 1, EndMs);

        var market = MarketData.Load(feed, "ethusdt", [Timeframe.M15, Timeframe.H1, Timeframe.H4, Timeframe.D1]);

        (market.Symbol, market.IsSimulated, market.Venue, market.NowMs).ShouldBe(("ETHUSDT", true, "simulated", EndMs));
        market.Source.ShouldContain("simulated");
        market.Timeframes.Select(t => t.Facts.Count).ShouldBe([16_000, 4_000, 1_000, 167]);
        market.Timeframes[3].Candles[0].IsPartial.ShouldBeTrue("the first day was not seen from its start");
    }

    [Fact]
    public void A_symbol_it_does_not_have_is_refused_with_those_it_has()
    {
        var feed = new SimulatedFeed(seed: 1, EndMs);

        Should
            .Throw<MarketDataException>(() => MarketData.Load(feed, "XYZ", [Timeframe.H1]))
            .Message.ShouldContain("allowed: BTCUSDT ETHUSDT");
        Should.Throw<ArgumentException>(() => feed.Read("BTCUSDT", Timeframe.H4));
    }
}
