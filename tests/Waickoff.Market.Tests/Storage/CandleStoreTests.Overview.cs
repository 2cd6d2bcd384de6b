using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

public abstract partial class CandleStoreTests
{
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
    public async Task Any_program_of_saves_leaves_what_the_model_says()
    {
        var store = await OpenAsync();
        var model = new StoreModel();
        for (var seed = 1; seed <= 200; seed++)
        {
            var name = new SeriesName("binance", $"P{seed}", seed % 3 == 0 ? Timeframe.H1 : Timeframe.M15);
            try
            {
                await RunProgramAsync(store, model, name, new Random(seed));
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"Program of seed {seed}: {e.Message}", e);
            }
        }
        (await store.ListAsync()).ShouldBe(model.List());
    }

    /// <summary>A few saves of overlapping, corrected, refused candles at times that also go back, then every question.</summary>
    private async Task RunProgramAsync(CandleStore store, StoreModel model, SeriesName name, Random random)
    {
        var step = name.Timeframe.Milliseconds;
        var times = new List<long> { Clock.NowMs };
        for (var saves = random.Next(1, 8); saves > 0; saves--)
        {
            Clock.NowMs += random.Next(-20, 100);
            times.Add(Clock.NowMs);
            var offered = Enumerable
                .Range(0, 40)
                .Where(_ => random.Next(3) == 0)
                .Select(i => OneOfFew(random, i * step))
                .ToArray();
            if (offered.Length > 0 && random.Next(5) == 0)
            {
                offered[^1] = offered[^1] with { High = 0.5 };
                await Should.ThrowAsync<CandleStoreException>(() => store.SaveAsync(name, offered));
            }
            else
                (await store.SaveAsync(name, offered)).ShouldBe(model.Save(name, offered, Clock.NowMs));
        }
        for (var question = 0; question < 4; question++)
        {
            var (fromMs, toMs) = (random.Next(45) * step / 2, random.Next(90) * step / 2);
            var knownAtMs = question == 0 ? long.MaxValue : times[random.Next(times.Count)];
            var read = await store.ReadAsync(name, fromMs, toMs, knownAtMs);
            read.Span.ToArray().ShouldBe(model.Read(name, fromMs, toMs, knownAtMs));
            (await store.MissingAsync(name, fromMs, toMs)).ShouldBe(model.Missing(name, fromMs, toMs));
        }
    }

    /// <summary>One of twelve candles at a time, so that many come twice.</summary>
    private static Candle OneOfFew(Random random, long openTimeMs) =>
        new(
            openTimeMs,
            2,
            4,
            1,
            random.Next(2, 4),
            random.Next(2) == 0 ? 30 : 50,
            random.Next(3) switch
            {
                0 => double.NaN,
                1 => 20,
                _ => 30,
            }
        );
}
