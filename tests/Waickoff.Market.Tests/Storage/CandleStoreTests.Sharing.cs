using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

public abstract partial class CandleStoreTests
{
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

        await using var taken = await TakeFeedSoonAsync(store);
    }

    /// <summary>A server needs a moment to see that the connection of the last holder has ended.</summary>
    protected static async Task<FeedLease> TakeFeedSoonAsync(CandleStore store)
    {
        var lease = await store.TryTakeFeedAsync();
        for (var i = 0; lease is null && i < 100; i++)
        {
            await Task.Delay(50);
            lease = await store.TryTakeFeedAsync();
        }
        return lease.ShouldNotBeNull();
    }
}
