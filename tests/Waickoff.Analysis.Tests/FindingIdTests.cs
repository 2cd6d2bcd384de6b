using Waickoff.Analysis.Candles;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests;

public class FindingIdTests
{
    private const long Start = CandleBuilder.StartMs;
    private static readonly SeriesName Series = new("binance", "BTCUSDT", Timeframe.H4);
    private readonly CandleSeries candles = new CandleBuilder(Timeframe.H4).Flat(5, 100).Build();

    [Fact]
    public void An_id_says_where_what_when_which_way_and_at_what_price()
    {
        var finding = new Sample("bos", Side.Bullish, 1, 3, 64_000.125, null);

        IdOf(finding, new FindingRule("structure", "5"))
            .ShouldBe($"binance:BTCUSDT:4h:structure-bos.5:{Start + (1 * H4)}:{Start + (3 * H4)}:bullish:64000.125");
    }

    [Fact]
    public void The_main_kind_goes_without_saying()
    {
        var finding = new Sample("order-block", Side.Bearish, 0, 0, 1e-7, null);

        IdOf(finding, new FindingRule("order-blocks", "50-last-opposite", "order-block"))
            .ShouldBe($"binance:BTCUSDT:4h:order-blocks.50-last-opposite:{Start}:{Start}:bearish:1E-07");
    }

    [Fact]
    public void A_variant_stands_behind_the_kind()
    {
        var day = new Sample("previous-high", Side.Bearish, 0, 1, 100, "day");

        new FindingRule("liquidity", "3").NameOf(in day).ShouldBe("liquidity-previous-high-day.3");
        IdOf(day, new FindingRule("liquidity"))
            .ShouldNotBe(IdOf(day with { Variant = "week" }, new FindingRule("liquidity")));
    }

    [Fact]
    public void A_finding_without_a_price_ends_in_its_index()
    {
        var finding = new Sample("composite-man", Side.None, 2, 2, double.NaN, null);

        IdOf(finding, new FindingRule("composite-man", MainKind: "composite-man"))
            .ShouldBe($"binance:BTCUSDT:4h:composite-man:{Start + (2 * H4)}:{Start + (2 * H4)}:none:2");
    }

    [Fact]
    public void A_value_is_named_by_its_series_and_candle() =>
        FindingId.OfValue(Series, "vwap-day", Start).ShouldBe($"binance:BTCUSDT:4h:vwap-day:{Start}");

    private static long H4 => Timeframe.H4.Milliseconds;

    private string IdOf(in Sample finding, FindingRule rule) => FindingId.Of(Series, rule, in finding, candles.Span);

    private readonly record struct Sample(
        string Kind,
        Side Side,
        int Index,
        int ConfirmedIndex,
        double Level,
        string? Variant
    ) : IFinding;
}
