using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class RecordedCandlesTests
{
    [SharedDataTheory]
    [InlineData("BTCUSDT", "15m", "15")]
    [InlineData("ETHUSDT", "4h", "240")]
    [InlineData("DOGEUSDT", "1h", "60")]
    public async Task Read_over_both_venues_they_are_those_of_the_file_bit_by_bit(
        string symbol,
        string binance,
        string bybit
    )
    {
        var folder = CandleFolder.Open(Path.GetDirectoryName(SharedData.Candles($"{symbol}/1h.csv.gz"))!);
        Timeframe.TryParse(binance, out var timeframe).ShouldBeTrue();
        var series = folder.Read(symbol, timeframe);
        var (first, end) = (series[0].OpenTimeMs, series[series.Count - 1].OpenTimeMs + timeframe.Milliseconds);
        await using var exchange = await Markets.StartAsync(end, o => o with { Feed = folder });
        var (overBinance, overBybit) = (new List<Candle>(series.Count), new List<Candle>(series.Count));

        var pageMs = 1_000 * timeframe.Milliseconds;
        for (var from = first; from < end; from += pageMs)
        {
            var until = from + pageMs - 1;
            var page = await Markets.GetAsync(
                exchange.BinanceRest,
                $"api/v3/klines?symbol={symbol}&interval={binance}&startTime={from}&endTime={until}&limit=1000"
            );
            overBinance.AddRange(page.AsArray().Select(r => BinanceServerTests.CandleOf(r!)));
            page = await Markets.GetAsync(
                exchange.BybitRest,
                $"v5/market/kline?category=spot&symbol={symbol}&interval={bybit}&start={from}&end={until}&limit=1000"
            );
            overBybit.AddRange(page["result"]!["list"]!.AsArray().Reverse().Select(r => BybitServerTests.CandleOf(r!)));
        }

        overBinance.SequenceEqual(series.Span.ToArray()).ShouldBeTrue();
        overBybit
            .SequenceEqual(series.Span.ToArray().Select(c => c with { TakerBuyVolume = double.NaN }))
            .ShouldBeTrue();
    }
}
