using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

/// <summary>What a store does on either database.</summary>
public abstract class CandleStoreTests : IAsyncLifetime
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
    public async Task Every_series_is_listed_with_its_ends_holes_and_corrections()
    {
        var store = await OpenAsync();
        (await store.ListAsync()).ShouldBeEmpty();
        var candles = Some(Btc, 10);
        await store.SaveAsync(Btc, [.. candles[..3], candles[5], .. candles[9..]]);
        await store.SaveAsync(Eth, new CandleBuilder(Timeframe.H1).Flat(2, 5).Build().Span.ToArray());
        Clock.NowMs += 7_000;
        await store.SaveAsync(Btc, [candles[5] with { Volume = 1_000_000 }]);

        var list = await store.ListAsync();

        list.Select(s => s.Name).ShouldBe([Btc, Eth]);
        list[0]
            .ShouldBe(
                new StoredSeries(
                    Btc,
                    5,
                    candles[0].OpenTimeMs,
                    candles[9].OpenTimeMs,
                    new ValueList<Gap>([new Gap(candles[2].OpenTimeMs, 2), new Gap(candles[5].OpenTimeMs, 3)]),
                    1,
                    Clock.NowMs
                )
            );
        list[0].MissingCandles.ShouldBe(5);
        list[0].LagMs(candles[9].OpenTimeMs + 901_000).ShouldBe(1_000);
        list[1].Gaps.ShouldBeEmpty();
        list[1].ReceivedMs.ShouldBe(Clock.NowMs - 7_000);
    }

    [Fact]
    public async Task What_is_missing_is_named_from_end_to_end()
    {
        var store = await OpenAsync();
        var step = Btc.Timeframe.Milliseconds;
        var (start, end) = (CandleBuilder.StartMs, CandleBuilder.StartMs + (10 * step));
        (await store.MissingAsync(Btc, start, end)).ShouldBe([new TimeRange(start, end)]);
        var candles = Some(Btc, 10);
        await store.SaveAsync(Btc, [candles[2], candles[3], candles[6]]);

        var missing = await store.MissingAsync(Btc, start, end);

        missing.ShouldBe([
            new TimeRange(start, start + (2 * step)),
            new TimeRange(start + (4 * step), start + (6 * step)),
            new TimeRange(start + (7 * step), end),
        ]);
        missing.Sum(range => range.CountOf(Btc.Timeframe)).ShouldBe(7);
        (await store.MissingAsync(Btc, start + (2 * step), start + (4 * step))).ShouldBeEmpty();
        (await store.MissingAsync(Btc, start + (3 * step) + 1, start + (4 * step) + 1)).ShouldBe([
            new TimeRange(start + (4 * step), start + (5 * step)),
        ]);
        (await store.MissingAsync(Btc, end, start)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Writers_at_the_same_time_leave_each_candle_once()
    {
        CandleStore[] stores = [await OpenAsync(), await OpenAsync()];
        var candles = RandomCandles.Walk(seed: 8, count: 1_000).Span.ToArray();

        var saves = Enumerable
            .Range(0, 8)
            .Select(writer =>
                Task.Run(async () =>
                {
                    var added = 0;
                    var chunks = candles.Chunk(50).ToArray();
                    new Random(writer).Shuffle(chunks);
                    foreach (var chunk in chunks)
                        added += (await stores[writer % 2].SaveAsync(Btc, chunk)).Added;
                    return added;
                })
            );

        (await Task.WhenAll(saves)).Sum().ShouldBe(1_000);
        (await stores[0].ReadAsync(Btc)).Span.ToArray().ShouldBe(candles);
        (await stores[1].ListAsync())[0].Corrections.ShouldBe(0);
    }

    [Fact]
    public async Task Corrections_at_the_same_time_are_all_kept()
    {
        CandleStore[] stores = [await OpenAsync(), await OpenAsync()];
        var candle = Some(Btc, 1)[0];
        await stores[0].SaveAsync(Btc, [candle]);

        var saves = Enumerable
            .Range(1, 8)
            .Select(i => Task.Run(() => stores[i % 2].SaveAsync(Btc, [candle with { Volume = candle.Volume + i }])));

        (await Task.WhenAll(saves)).Sum(save => save.Corrected).ShouldBe(8);
        (await stores[0].ListAsync())[0].Corrections.ShouldBe(8);
    }

    [Fact]
    public async Task Two_processes_at_the_same_time_leave_each_candle_once()
    {
        var store = await OpenAsync();
        using var other = OtherProcess.Start("save", Where, Btc.Venue, Btc.Symbol, "9", "1000");
        var candles = RandomCandles.Walk(seed: 9, count: 1_000).Span.ToArray();
        await other.LineAsync();

        foreach (var chunk in candles.Chunk(30))
            await store.SaveAsync(Btc, chunk);

        (await other.EndAsync()).ShouldBe(0);
        (await store.ReadAsync(Btc)).Span.ToArray().ShouldBe(candles);
        (await store.ListAsync())[0].Corrections.ShouldBe(0);
    }

    [Fact]
    public async Task What_one_store_saves_another_is_told()
    {
        var (reader, writer) = (await OpenAsync(), await OpenAsync());
        await writer.SaveAsync(Btc, Some(Btc, 1));
        using var late = new CancellationTokenSource(Patience);
        await using var changes = reader.ChangesAsync(late.Token).GetAsyncEnumerator(late.Token);

        (await NextAsync(changes, 1)).ShouldBe([Btc]);
        var next = NextAsync(changes, 1);
        await writer.SaveAsync(Btc, Some(Btc, 1));
        await writer.SaveAsync(Eth, Some(Eth, 1));
        (await next).ShouldBe([Eth]);
        await writer.SaveAsync(Btc, Some(Btc, 2));
        (await NextAsync(changes, 1)).ShouldBe([Btc]);
    }

    [Fact]
    public async Task A_reader_that_follows_the_changes_ends_with_every_candle()
    {
        var (reader, writer) = (await OpenAsync(), await OpenAsync());
        SeriesName[] all = [Btc, Eth, Btc with { Venue = "bybit" }];
        using var late = new CancellationTokenSource(Patience);
        var following = Task.Run(async () =>
        {
            var counts = new Dictionary<SeriesName, int>();
            await foreach (var name in reader.ChangesAsync(late.Token))
            {
                counts[name] = (await reader.ReadAsync(name, cancel: late.Token)).Count;
                if (all.All(each => counts.GetValueOrDefault(each) == 60))
                    return;
            }
        });

        for (var count = 1; count <= 60; count++)
            await writer.SaveAsync(all[count % 3], Some(all[count % 3], count));
        foreach (var name in all)
            await writer.SaveAsync(name, Some(name, 60));

        await following;
    }

    [Fact]
    public async Task One_process_at_a_time_may_feed()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        var lease = (await first.TryTakeFeedAsync()).ShouldNotBeNull();
        lease.IsHeld.ShouldBeTrue();

        (await second.TryTakeFeedAsync()).ShouldBeNull();
        (await first.TryTakeFeedAsync()).ShouldBeNull();
        using (var other = OtherProcess.Start("feed", Where))
            (await other.LineAsync()).ShouldBe("refused");
        await lease.DisposeAsync();

        lease.IsHeld.ShouldBeFalse();
        lease.Lost.IsCancellationRequested.ShouldBeFalse();
        await using var next = (await second.TryTakeFeedAsync()).ShouldNotBeNull();
    }

    [Fact]
    public async Task The_right_to_feed_is_free_when_its_process_is_killed()
    {
        var store = await OpenAsync();
        using var other = OtherProcess.Start("feed", Where);
        (await other.LineAsync()).ShouldBe("held");
        (await store.TryTakeFeedAsync()).ShouldBeNull();

        await other.KillAsync();

        // The server needs a moment to see that the connection has ended.
        var lease = await store.TryTakeFeedAsync();
        for (var i = 0; lease is null && i < 100; i++)
        {
            await Task.Delay(50);
            lease = await store.TryTakeFeedAsync();
        }
        await using var taken = lease.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_store_that_is_newer_than_the_program_is_refused()
    {
        await using (await CandleStore.OpenAsync(Where, Clock)) { }
        await MakeNewerAsync();

        var refused = await Should.ThrowAsync<CandleStoreException>(OpenAsync);

        refused.Text.English.ShouldContain("its tables are of version 99, newer than this program's");
        refused.Text.Spanish.ShouldContain("sus tablas son de la versión 99, más nueva que la");
    }

    /// <summary>Marks the store as one of a later program.</summary>
    protected abstract Task MakeNewerAsync();

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
