using System.Data.Common;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

/// <summary>What a store does on either database.</summary>
public abstract partial class CandleStoreTests : IAsyncLifetime
{
    /// <summary>Far longer than anything here takes.</summary>
    protected static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    protected static readonly SeriesName Btc = new("binance", "BTCUSDT", Timeframe.M15);
    protected static readonly SeriesName Eth = new("bybit", "ETHUSDT", Timeframe.H1);

    private readonly List<CandleStore> opened = [];

    protected SetClock Clock { get; } = new(CandleBuilder.StartMs);

    /// <summary>Where the store of this test is; a place of its own.</summary>
    protected abstract string Where { get; }

    public abstract Task InitializeAsync();

    public virtual async Task DisposeAsync()
    {
        foreach (var store in opened)
            await store.DisposeAsync();
    }

    protected async Task<CandleStore> OpenAsync()
    {
        var store = await CandleStore.OpenAsync(Where, Clock);
        opened.Add(store);
        return store;
    }

    [Fact]
    public async Task Saved_candles_are_read_as_they_were()
    {
        var store = await OpenAsync();
        var walk = RandomCandles.Walk(seed: 1, count: 1_500);

        var result = await store.SaveAsync(Btc, walk.Span.ToArray());

        result.ShouldBe(new SaveResult(1_500, 0, 0));
        (await store.ReadAsync(Btc)).Span.ToArray().ShouldBe(walk.Span.ToArray());
    }

    [Fact]
    public async Task Candles_saved_again_change_nothing()
    {
        var store = await OpenAsync();
        var walk = RandomCandles.Walk(seed: 2, count: 300);
        await store.SaveAsync(Btc, walk.Span.ToArray());

        var again = await store.SaveAsync(Btc, walk.Span[100..].ToArray());

        again.ShouldBe(new SaveResult(0, 200, 0));
        (await store.ReadAsync(Btc)).Count.ShouldBe(300);
    }

    [Fact]
    public async Task A_store_that_is_opened_again_has_what_was_saved()
    {
        var walk = RandomCandles.Walk(seed: 3, count: 50);
        await using (var store = await CandleStore.OpenAsync(Where, Clock))
            await store.SaveAsync(Btc, walk.Span.ToArray());

        (await (await OpenAsync()).ReadAsync(Btc)).Span.ToArray().ShouldBe(walk.Span.ToArray());
    }

    [Fact]
    public async Task A_correction_counts_from_when_it_was_received()
    {
        var store = await OpenAsync();
        var first = new Candle(CandleBuilder.StartMs, 10, 12, 9, 11, 100, 40);
        var corrected = first with { Close = 11.5 };
        await store.SaveAsync(Btc, [first]);
        var firstMs = Clock.NowMs;
        Clock.NowMs += 60_000;

        (await store.SaveAsync(Btc, [corrected])).ShouldBe(new SaveResult(0, 0, 1));

        (await store.ReadAsync(Btc))[0].ShouldBe(corrected);
        (await store.ReadAsync(Btc, knownAtMs: Clock.NowMs))[0].ShouldBe(corrected);
        (await store.ReadAsync(Btc, knownAtMs: Clock.NowMs - 1))[0].ShouldBe(first);
        (await store.ReadAsync(Btc, knownAtMs: firstMs))[0].ShouldBe(first);
        (await store.SaveAsync(Btc, [corrected])).ShouldBe(new SaveResult(0, 1, 0));
    }

    [Fact]
    public async Task A_candle_that_was_filled_in_later_counts_from_its_close()
    {
        var store = await OpenAsync();
        Clock.NowMs += 365L * 86_400_000;
        await store.SaveAsync(Btc, [new Candle(CandleBuilder.StartMs, 10, 12, 9, 11, 100)]);

        (await store.ReadAsync(Btc, knownAtMs: CandleBuilder.StartMs + 900_000)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_correction_never_seems_older_than_what_it_corrects()
    {
        var store = await OpenAsync();
        var first = new Candle(CandleBuilder.StartMs, 10, 12, 9, 11, 100);
        await store.SaveAsync(Btc, [first]);
        await store.SaveAsync(Btc, [first with { Close = 12 }]);
        var correctedMs = Clock.NowMs;
        Clock.NowMs -= 3_600_000;

        await store.SaveAsync(Btc, [first with { Close = 10 }]);

        (await store.ReadAsync(Btc, knownAtMs: correctedMs - 1))[0].Close.ShouldBe(11);
        (await store.ReadAsync(Btc, knownAtMs: correctedMs))[0].Close.ShouldBe(10);
    }

    [Fact]
    public async Task A_taker_volume_that_becomes_known_is_a_correction_and_an_unknown_one_is_not()
    {
        var store = await OpenAsync();
        var unknown = new Candle(CandleBuilder.StartMs, 10, 12, 9, 11, 100);
        var known = unknown with { TakerBuyVolume = 40 };
        (await store.SaveAsync(Btc, [unknown])).Added.ShouldBe(1);
        (await store.SaveAsync(Btc, [known])).Corrected.ShouldBe(1);

        (await store.SaveAsync(Btc, [unknown])).Unchanged.ShouldBe(1);
        (await store.ReadAsync(Btc))[0].ShouldBe(known);
        (await store.SaveAsync(Btc, [unknown with { Close = 12 }])).Corrected.ShouldBe(1);
        (await store.ReadAsync(Btc))[0].ShouldBe(known with { Close = 12 });
    }

    [Fact]
    public async Task A_taker_volume_above_a_corrected_volume_is_unknown_again()
    {
        var store = await OpenAsync();
        var first = new Candle(CandleBuilder.StartMs, 10, 12, 9, 11, 100, 40);
        await store.SaveAsync(Btc, [first]);

        await store.SaveAsync(Btc, [first with { Volume = 30, TakerBuyVolume = double.NaN }]);

        (await store.ReadAsync(Btc))[0].ShouldBe(first with { Volume = 30, TakerBuyVolume = double.NaN });
    }

    [Fact]
    public async Task A_stretch_holds_the_first_open_time_and_not_the_last()
    {
        var store = await OpenAsync();
        var walk = RandomCandles.Walk(seed: 4, count: 20, holes: false);
        await store.SaveAsync(Btc, walk.Span.ToArray());

        var part = await store.ReadAsync(Btc, walk[5].OpenTimeMs, walk[9].OpenTimeMs);

        part.Span.ToArray().ShouldBe(walk.Span[5..9].ToArray());
        (await store.ReadAsync(Btc, walk[5].OpenTimeMs, walk[5].OpenTimeMs)).Count.ShouldBe(0);
    }

    [Fact]
    public async Task A_series_that_is_not_stored_has_no_candles()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Btc, RandomCandles.Walk(seed: 5, count: 10).Span.ToArray());

        (await store.ReadAsync(Eth)).Count.ShouldBe(0);
        (await store.ReadAsync(Btc with { Timeframe = Timeframe.M5 })).Count.ShouldBe(0);
    }

    [Fact]
    public async Task One_bad_candle_refuses_all()
    {
        var store = await OpenAsync();
        var good = RandomCandles.Walk(seed: 6, count: 10, holes: false).Span.ToArray();
        Candle[] bad =
        [
            good[9] with
            {
                Low = 0,
            },
            good[9] with
            {
                High = good[9].Low / 2,
            },
            good[9] with
            {
                Close = double.NaN,
            },
            good[9] with
            {
                Volume = double.PositiveInfinity,
            },
            good[9] with
            {
                OpenTimeMs = good[9].OpenTimeMs + 1,
            },
            good[9] with
            {
                OpenTimeMs = good[8].OpenTimeMs,
            },
            good[9] with
            {
                IsPartial = true,
            },
        ];

        foreach (var candle in bad)
        {
            var refused = await Should.ThrowAsync<CandleStoreException>(() =>
                store.SaveAsync(Btc, [.. good[..9], candle])
            );
            refused.Text.English.ShouldStartWith("binance:BTCUSDT:15m: candle 9: ");
            refused.Text.Spanish.ShouldStartWith("binance:BTCUSDT:15m: vela 9: ");
        }

        (await store.ReadAsync(Btc)).Count.ShouldBe(0);
    }

    [Theory]
    [InlineData("0, 0, 2, 4, 0, 3, 10, NULL")]
    [InlineData("0, 0, 2, 1, 4, 3, 10, NULL")]
    [InlineData("0, 0, 5, 4, 1, 3, 10, NULL")]
    [InlineData("0, 0, 2, 4, 1, 0.5, 10, NULL")]
    [InlineData("0, 0, 2, 1e999, 1, 3, 10, NULL")]
    [InlineData("0, 0, 2, 4, 1, NULL, 10, NULL")]
    [InlineData("0, 0, 2, 4, 1, 3, -1, NULL")]
    [InlineData("0, 0, 2, 4, 1, 3, 10, 11")]
    [InlineData("0, 0, 2, 4, 1, 3, 10, -1")]
    [InlineData("1, 0, 2, 4, 1, 3, 10, NULL")]
    [InlineData("-900000, 0, 2, 4, 1, 3, 10, NULL")]
    [InlineData("0, -1, 2, 4, 1, 3, 10, NULL")]
    public async Task The_database_itself_refuses_what_is_no_candle(string row)
    {
        await OpenAsync();
        await RunAsync(Inserted("900000, 0, 2, 4, 1, 3, 10, NULL"));

        await Should.ThrowAsync<DbException>(() => RunAsync(Inserted(row)));

        static string Inserted(string row) => $"INSERT INTO candle VALUES ('binance', 'BTCUSDT', 15, {row}, 0)";
    }

    [Fact]
    public async Task Doubles_come_back_to_the_last_bit()
    {
        var store = await OpenAsync();
        var random = new Random(7);
        var candles = new Candle[2_000];
        for (var i = 0; i < candles.Length; i++)
            candles[i] = AnyCandle(random, CandleBuilder.StartMs + (i * Btc.Timeframe.Milliseconds));

        await store.SaveAsync(Btc, candles);

        var read = await store.ReadAsync(Btc);
        for (var i = 0; i < candles.Length; i++)
            Bits(read[i]).ShouldBe(Bits(candles[i]));
    }

    [Fact]
    public async Task A_store_that_is_newer_than_the_program_is_refused()
    {
        await using (await CandleStore.OpenAsync(Where, Clock)) { }
        await RunAsync(MarkNewer);

        var refused = await Should.ThrowAsync<CandleStoreException>(OpenAsync);

        refused.Text.English.ShouldContain("its tables are of version 99, newer than this program's");
        refused.Text.Spanish.ShouldContain("sus tablas son de la versión 99, más nueva que la");
    }

    /// <summary>Marks the store as one of a later program.</summary>
    protected abstract string MarkNewer { get; }

    /// <summary>Does something to the database behind the back of the store.</summary>
    protected abstract Task RunAsync(string sql);

    /// <summary>The first candles of one and the same walk.</summary>
    protected static Candle[] Some(SeriesName series, int count) =>
        RandomCandles.Walk(10, count, series.Timeframe, holes: false).Span.ToArray();

    protected static async Task<List<SeriesName>> NextAsync(IAsyncEnumerator<SeriesName> changes, int count)
    {
        var told = new List<SeriesName>();
        while (told.Count < count && await changes.MoveNextAsync())
            told.Add(changes.Current);
        return told;
    }

    /// <summary>A candle of arbitrary bit patterns, from the smallest to the largest doubles.</summary>
    private static Candle AnyCandle(Random random, long openTimeMs)
    {
        double[] prices = [Any(random), Any(random), Any(random), Any(random)];
        Array.Sort(prices);
        var volume = random.Next(10) == 0 ? 0 : Any(random);
        var taker = random.Next(3) == 0 ? double.NaN : volume * random.NextDouble();
        return new Candle(openTimeMs, prices[1], prices[3], prices[0], prices[2], volume, taker);
    }

    private static double Any(Random random)
    {
        while (true)
        {
            var any = BitConverter.Int64BitsToDouble(random.NextInt64(1, long.MaxValue));
            if (double.IsFinite(any))
                return any;
        }
    }

    private static long[] Bits(Candle c) =>
        [
            c.OpenTimeMs,
            .. new[] { c.Open, c.High, c.Low, c.Close, c.Volume, c.TakerBuyVolume }.Select(
                BitConverter.DoubleToInt64Bits
            ),
        ];
}

/// <summary>A clock that stands until it is set.</summary>
public sealed class SetClock(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
