using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;
using Waickoff.Market.Venues;
using Waickoff.Testing;
using Xunit.Abstractions;

namespace Waickoff.Market.Tests.Live;

/// <summary>
/// Real candles, over the protocols of both venues into a store and out of it again: to the last digit. All of them in the long form of the
/// tests, the last ones of each series in the short one.
/// </summary>
public sealed class PullEqualityTests(ITestOutputHelper output)
{
    private const int FewCandles = 2_500;

    public static TheoryData<string> Symbols =>
        new(
            "ADAUSDT",
            "AVAXUSDT",
            "BNBUSDT",
            "BTCUSDT",
            "DOGEUSDT",
            "DOTUSDT",
            "ETHUSDT",
            "LINKUSDT",
            "LTCUSDT",
            "POLUSDT",
            "SOLUSDT",
            "XRPUSDT"
        );

    [SharedDataTheory]
    [MemberData(nameof(Symbols))]
    public async Task Candles_pulled_from_an_exchange_are_those_of_the_files(string symbol)
    {
        SharedData.TryFind(out var data).ShouldBeTrue();
        var feed = CandleFolder.Open(Path.Combine(data.FullName, "candles", symbol));
        var end = feed.TimeframesOf(symbol).Max(t => EndOf(feed.Read(symbol, t)));
        await using var setting = await LiveSetting.StartAsync(feed, end);
        using var bybit = new Bybit(
            new VenueOptions { RestUrl = setting.Exchange.BybitRest, StreamUrl = setting.Exchange.BybitStream },
            setting.Exchange.Clock.Reader
        );
        foreach (var timeframe in feed.TimeframesOf(symbol))
        {
            var recorded = feed.Read(symbol, timeframe).Span.ToArray();
            var wanted = IsFull ? recorded : recorded[^Math.Min(FewCandles, recorded.Length)..];

            var fromBinance = await PullAsync(setting.Venue, setting.Store, symbol, timeframe, wanted);
            var fromBybit = await PullAsync(bybit, setting.Store, symbol, timeframe, wanted);

            fromBinance.ShouldBe(wanted, $"{symbol} {timeframe}");
            fromBybit.ShouldBe(wanted.Select(c => c with { TakerBuyVolume = double.NaN }), $"{symbol} {timeframe}");
            output.WriteLine($"{symbol} {timeframe}: {wanted.Length} candles equal on both venues");
        }
    }

    private static bool IsFull => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    private static async Task<Candle[]> PullAsync(
        IVenue venue,
        CandleStore store,
        string symbol,
        Timeframe timeframe,
        Candle[] wanted
    )
    {
        var (from, to) = (wanted[0].OpenTimeMs, wanted[^1].OpenTimeMs + timeframe.Milliseconds);
        var result = await new BackFill(venue, store).RunAsync(
            symbol,
            timeframe,
            from,
            to,
            null,
            CancellationToken.None
        );
        result.Rejected.ShouldBeEmpty();
        result.Added.ShouldBe(wanted.Length);
        return (await store.ReadAsync(new SeriesName(venue.Name, symbol, timeframe), from, to)).Span.ToArray();
    }

    private static long EndOf(CandleSeries series) =>
        series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds;
}
