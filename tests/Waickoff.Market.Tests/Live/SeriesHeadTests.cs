using Waickoff.Analysis.Candles;
using Waickoff.Market.Live;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Live;

public sealed class SeriesHeadTests
{
    private static readonly CandleSeries Walk = RandomCandles.Walk(3, 20, holes: false);

    [Fact]
    public void Before_the_first_candle_any_is_the_next() =>
        new SeriesHead(new CandleSeries(Timeframe.M15, [])).StandingOf(in Walk[7]).ShouldBe(CandleStanding.Next);

    [Fact]
    public void The_candle_behind_the_last_is_next_and_a_later_one_is_behind_a_hole()
    {
        var head = Head(10);

        head.StandingOf(in Walk[10]).ShouldBe(CandleStanding.Next);
        head.StandingOf(in Walk[11]).ShouldBe(CandleStanding.BehindHole);
    }

    [Fact]
    public void One_of_the_last_two_with_other_values_is_a_correction_and_an_older_one_is_never_looked_at()
    {
        var head = Head(10);

        foreach (var place in new[] { 8, 9 })
        {
            head.StandingOf(in Walk[place]).ShouldBe(CandleStanding.Known);
            head.StandingOf(Walk[place] with { Volume = 1e6 }).ShouldBe(CandleStanding.Correction);
        }
        head.StandingOf(Walk[5] with { Volume = 1e6 }).ShouldBe(CandleStanding.Known);
    }

    [Fact]
    public void A_corrected_candle_is_known_with_its_new_values()
    {
        var head = Head(10);
        var corrected = Walk[9] with { Volume = 1e6 };

        head.Correct(in corrected);

        head.StandingOf(in corrected).ShouldBe(CandleStanding.Known);
        head.StandingOf(in Walk[9]).ShouldBe(CandleStanding.Correction);
    }

    [Fact]
    public void A_source_that_does_not_know_the_takers_corrects_nothing()
    {
        var known = Walk[9] with { TakerBuyVolume = 1 };
        var head = Head(9);
        head.Advance(in known);

        head.StandingOf(known with { TakerBuyVolume = double.NaN }).ShouldBe(CandleStanding.Known);
        head.StandingOf(known with { TakerBuyVolume = 2 }).ShouldBe(CandleStanding.Correction);
    }

    private static SeriesHead Head(int count) => new(new CandleSeries(Timeframe.M15, Walk.Span[..count].ToArray()));
}
