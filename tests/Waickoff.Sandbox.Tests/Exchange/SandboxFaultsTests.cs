using System.Globalization;
using System.IO.Compression;
using System.Net.WebSockets;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Sandbox.Exchange;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class SandboxFaultsTests
{
    private const long QuarterMs = Markets.QuarterMs;
    private const string Klines = "api/v3/klines?symbol=XUSDT&interval=15m&limit=800";
    private const string BybitKlines = "v5/market/kline?category=spot&symbol=XUSDT&interval=15&limit=800";

    private static readonly ListFeed Feed = new(
        ("XUSDT", Markets.Walk(900, seed: 3)),
        ("YUSDT", Markets.Walk(900, seed: 4))
    );

    /// <summary>A candle opens, and more would come.</summary>
    private static readonly long NowMs = Markets.StartMs + (900 * QuarterMs);

    private static Task<SandboxExchange> StartAsync() => Markets.StartAsync(NowMs, o => o with { Feed = Feed });

    [Theory]
    [InlineData(SandboxFault.Gap1, 1)]
    [InlineData(SandboxFault.Gap3, 3)]
    [InlineData(SandboxFault.Gap24, 24)]
    [InlineData(SandboxFault.Gap500, 500)]
    public async Task A_gap_is_one_hole_inside_the_answer(SandboxFault fault, int missing)
    {
        await using var exchange = await StartAsync();
        var clean = await TimesAsync(exchange);

        exchange.Faults.Set(fault, times: 1);
        var holed = await TimesAsync(exchange);

        holed.Count.ShouldBe(clean.Count - missing);
        (holed[0], holed[^1]).ShouldBe((clean[0], clean[^1]));
        var first = clean.FindIndex(t => !holed.Contains(t));
        clean.Skip(first).Take(missing).ShouldAllBe(t => !holed.Contains(t));
        (await TimesAsync(exchange)).ShouldBe(clean, "it struck once");
        exchange.Faults.Count(fault).ShouldBe(1);
    }

    [Theory]
    [InlineData(SandboxFault.ZeroPrice, 4, "0")]
    [InlineData(SandboxFault.NaNPrice, 4, "NaN")]
    [InlineData(SandboxFault.InfinitePrice, 4, "Infinity")]
    [InlineData(SandboxFault.ZeroVolume, 5, "0")]
    public async Task One_cell_is_not_what_it_must_be_on_both_venues(SandboxFault fault, int column, string text)
    {
        await using var exchange = await StartAsync();
        exchange.Faults.Set(fault);

        var binance = (await RowsAsync(exchange)).Count(r => r[column]!.ToString() == text);
        var bybit = (await BybitRowsAsync(exchange)).Count(r => r[column]!.ToString() == text);

        (binance, bybit).ShouldBe((1, 1));
    }

    [Fact]
    public async Task A_price_is_negative_or_ten_times_as_high_or_a_candle_is_revised()
    {
        await using var exchange = await StartAsync();
        var clean = await RowsAsync(exchange);

        exchange.Faults.Set(SandboxFault.NegativePrice, times: 1);
        (await RowsAsync(exchange)).Count(r => Number(r, 4) < 0).ShouldBe(1);

        exchange.Faults.Set(SandboxFault.Spike, times: 1);
        var spiked = await RowsAsync(exchange);
        var place = Enumerable.Range(0, clean.Count).Single(i => Number(spiked[i], 2) > Number(clean[i], 2));
        Number(spiked[place], 2).ShouldBe(Number(clean[place], 2) * 10);

        exchange.Faults.Set(SandboxFault.RevisedCandle, times: 1);
        var revised = await RowsAsync(exchange);
        var changed = Enumerable
            .Range(0, clean.Count)
            .Single(i => revised[i].ToJsonString() != clean[i].ToJsonString());
        changed.ShouldBe(clean.Count - 2, "the last one that has closed");
        Number(revised[changed], 4).ShouldBe(Number(clean[changed], 3));
    }

    [Fact]
    public async Task Rows_come_twice_backwards_or_mixed_with_those_of_another_interval()
    {
        await using var exchange = await StartAsync();
        var clean = await TimesAsync(exchange);

        exchange.Faults.Set(SandboxFault.DuplicateRows, times: 1);
        var doubled = await TimesAsync(exchange);
        doubled.Count.ShouldBeGreaterThan(clean.Count);
        doubled.Distinct().ShouldBe(clean);

        exchange.Faults.Set(SandboxFault.ReversedRows, times: 2);
        (await TimesAsync(exchange)).ShouldBe(Enumerable.Reverse(clean));
        (await BybitRowsAsync(exchange)).Select(r => Number(r, 0)).ShouldBeInOrder();

        exchange.Faults.Set(SandboxFault.InterleavedInterval, times: 1);
        var mixed = await RowsAsync(exchange);
        mixed.Count(r => (long)Number(r, 6) - (long)Number(r, 0) == QuarterMs - 1).ShouldBe(clean.Count);
        mixed.Count(r => (long)Number(r, 6) - (long)Number(r, 0) == (2 * QuarterMs) - 1).ShouldBeGreaterThan(300);
    }

    [Fact]
    public async Task The_forming_candle_pretends_to_have_closed()
    {
        await using var exchange = await StartAsync();

        exchange.Faults.Set(SandboxFault.UnclosedLast, times: 1);
        var last = (await RowsAsync(exchange))[^1];

        ((long)Number(last, 0), (long)Number(last, 6)).ShouldBe((NowMs, NowMs - 1));
        exchange.Faults.Count(SandboxFault.UnclosedLast).ShouldBe(1);
    }

    [Fact]
    public async Task Times_are_in_seconds_numbers_change_their_type_and_fields_are_missing()
    {
        await using var exchange = await StartAsync();

        exchange.Faults.Set(SandboxFault.SecondsNotMilliseconds, times: 2);
        (await RowsAsync(exchange))[^1][0]!.GetValue<long>().ShouldBe(NowMs / 1_000);
        (await BybitRowsAsync(exchange))[0][0]!
            .GetValue<string>()
            .ShouldBe((NowMs / 1_000).ToString(CultureInfo.InvariantCulture));

        exchange.Faults.Set(SandboxFault.SwappedNumberTypes, times: 2);
        var row = (await RowsAsync(exchange))[0];
        (row[0]!.GetValueKind(), row[1]!.GetValueKind()).ShouldBe((JsonValueKind.String, JsonValueKind.Number));
        (await BybitRowsAsync(exchange))[0][0]!.GetValueKind().ShouldBe(JsonValueKind.Number);

        exchange.Faults.Set(SandboxFault.MissingField, times: 1);
        (await RowsAsync(exchange)).Count(r => r.Count == 5).ShouldBe(1);
    }

    [Fact]
    public async Task The_candles_are_those_of_another_symbol()
    {
        await using var exchange = await StartAsync();
        var other = await Markets.TextAsync(
            exchange.BinanceRest,
            Klines.Replace("XUSDT", "YUSDT", StringComparison.Ordinal)
        );

        exchange.Faults.Set(SandboxFault.WrongSymbol, new FaultSetting { Symbol = "XUSDT" });

        (await Markets.TextAsync(exchange.BinanceRest, Klines)).ShouldBe(other);
    }

    [Fact]
    public async Task A_delisted_symbol_is_listed_as_such_and_its_candles_end()
    {
        await using var exchange = await StartAsync();
        exchange.Clock.AdvanceTo(NowMs - (10 * QuarterMs));
        await using var early = await Markets.StartAsync(NowMs - (10 * QuarterMs), o => o with { Feed = Feed });
        early.Faults.Set(SandboxFault.Delisted, new FaultSetting { Symbol = "XUSDT" });
        using var reader = await StreamReader.ConnectAsync(
            early.BinanceStream,
            "/stream?streams=xusdt@kline_15m/yusdt@kline_15m"
        );

        early.Clock.Advance(5);

        var info = await Markets.GetAsync(early.BinanceRest, "api/v3/exchangeInfo?symbol=XUSDT");
        info["symbols"]![0]!["status"]!.ToString().ShouldBe("BREAK");
        var listed = await Markets.GetAsync(early.BybitRest, "v5/market/instruments-info?category=spot&symbol=XUSDT");
        listed["result"]!["list"]![0]!["status"]!.ToString().ShouldBe("Closed");
        (await TimesAsync(early))[^1].ShouldBe(NowMs - (11 * QuarterMs));
        (await reader.ReadAsync())["stream"]!.ToString().ShouldBe("yusdt@kline_15m");
    }

    [Theory]
    [InlineData(SandboxFault.TooManyRequests, 429)]
    [InlineData(SandboxFault.Banned, 418)]
    [InlineData(SandboxFault.ServerError, 503)]
    public async Task Answers_say_that_something_is_wrong(SandboxFault fault, int status)
    {
        await using var exchange = await StartAsync();
        exchange.Faults.Set(fault, new FaultSetting { Times = 1, Venue = SandboxVenue.Binance });

        (await BybitRowsAsync(exchange)).Count.ShouldBe(800, "the other venue is well");
        (await Markets.TextAsync(exchange.BinanceRest, "api/v3/time")).ShouldContain("serverTime", Case.Sensitive);
        using var answer = await Markets.Http.GetAsync(new Uri(exchange.BinanceRest, Klines));

        ((int)answer.StatusCode).ShouldBe(status);
        if (fault != SandboxFault.ServerError)
            answer.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(2));
        (await RowsAsync(exchange)).Count.ShouldBe(800);
    }

    [Fact]
    public async Task Bodies_are_cut_off_empty_or_a_web_page()
    {
        await using var exchange = await StartAsync();

        exchange.Faults.Set(SandboxFault.TruncatedJson, times: 1);
        var cut = await Markets.TextAsync(exchange.BinanceRest, Klines);
        Should.Throw<JsonException>(() => JsonNode.Parse(cut));

        exchange.Faults.Set(SandboxFault.Html, times: 1);
        (await Markets.TextAsync(exchange.BinanceRest, Klines)).ShouldStartWith("<!DOCTYPE html>");

        exchange.Faults.Set(SandboxFault.EmptyArray, times: 2);
        (await Markets.TextAsync(exchange.BinanceRest, Klines)).ShouldBe("[]");
        (await BybitRowsAsync(exchange)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_small_answer_unpacks_to_256_MB()
    {
        await using var exchange = await StartAsync();
        exchange.Faults.Set(SandboxFault.GzipBomb, times: 1);

        using var answer = await Markets.Http.GetAsync(new Uri(exchange.BinanceRest, Klines));

        answer.Content.Headers.ContentEncoding.ShouldBe(["gzip"]);
        answer.Content.Headers.ContentLength!.Value.ShouldBeLessThan(1_000_000);
        await using var unpacked = new GZipStream(await answer.Content.ReadAsStreamAsync(), CompressionMode.Decompress);
        var buffer = new byte[1 << 20];
        var length = 0L;
        for (int read; (read = await unpacked.ReadAsync(buffer)) > 0; )
            length += read;
        length.ShouldBeGreaterThan(200L << 20);
    }

    [Fact]
    public async Task Answers_are_slow_or_the_connection_is_cut()
    {
        await using var exchange = await StartAsync();

        exchange.Faults.Set(SandboxFault.SlowAnswer, new FaultSetting { Times = 1, Value = 400 });
        var asked = TimeProvider.System.GetTimestamp();
        (await RowsAsync(exchange)).Count.ShouldBe(800);
        TimeProvider.System.GetElapsedTime(asked).ShouldBeGreaterThan(TimeSpan.FromMilliseconds(390));

        // A client may ask once more by itself when a connection that it kept is cut, so that one time would not show.
        exchange.Faults.Set(SandboxFault.ConnectionReset);
        await Should.ThrowAsync<HttpRequestException>(() => Markets.TextAsync(exchange.BinanceRest, Klines));
        exchange.Faults.Clear();
        (await RowsAsync(exchange)).Count.ShouldBe(800);
    }

    [Fact]
    public async Task A_fault_strikes_with_its_probability_as_the_seed_says()
    {
        var runs = new List<bool[]>();
        for (var run = 0; run < 2; run++)
        {
            await using var exchange = await StartAsync();
            exchange.Faults.Set(SandboxFault.EmptyArray, new FaultSetting { Probability = 0.4 });
            var empty = new bool[40];
            for (var i = 0; i < empty.Length; i++)
                empty[i] = await Markets.TextAsync(exchange.BinanceRest, Klines) == "[]";
            empty.Count(e => e).ShouldBeInRange(6, 29);
            runs.Add(empty);
            exchange.Faults.Clear();
            (await RowsAsync(exchange)).Count.ShouldBe(800);
        }

        runs[1].ShouldBe(runs[0]);
    }

    [Fact]
    public async Task Streams_break_after_messages_or_seconds_or_when_told()
    {
        await using var exchange = await Markets.StartAsync(Markets.StartMs, o => o with { Feed = Feed });

        exchange.Faults.Set(SandboxFault.StreamDropAfterMessages, new FaultSetting { Times = 1, Value = 3 });
        using (var reader = await ConnectAsync(exchange))
        {
            exchange.Clock.Advance(1);
            (await ReadAllAsync(reader)).Count.ShouldBe(3);
        }

        exchange.Faults.Set(SandboxFault.StreamDropAfterSeconds, new FaultSetting { Times = 1, Value = 160 });
        using (var reader = await ConnectAsync(exchange))
        {
            exchange.Clock.Advance(10);
            var times = (await ReadAllAsync(reader)).Select(m => JsonNode.Parse(m)!["data"]!["E"]!.GetValue<long>());
            times.ShouldBe([Markets.StartMs + QuarterMs + 75_000, Markets.StartMs + QuarterMs + 150_000]);
        }

        using (var reader = await ConnectAsync(exchange))
        {
            exchange.Faults.DropConnections();
            (await ReadAllAsync(reader)).ShouldBeEmpty();
        }
        exchange.Traffic.ConnectionsOpened.ShouldBe(3);
    }

    [Fact]
    public async Task Messages_are_doubled_overtaken_garbage_or_not_sent()
    {
        await using var exchange = await Markets.StartAsync(Markets.StartMs, o => o with { Feed = Feed });
        using var clean = await ConnectAsync(exchange);
        exchange.Clock.Advance(1);
        var expected = await clean.ReadTextsAsync(12);

        (await AgainAsync(SandboxFault.StreamDuplicates, 13)).ShouldBe([expected[0], .. expected]);
        (await AgainAsync(SandboxFault.StreamOutOfOrder, 12)).ShouldBe([expected[1], expected[0], .. expected.Skip(2)]);
        var garbage = await AgainAsync(SandboxFault.StreamGarbage, 12);
        Should.Throw<JsonException>(() => JsonNode.Parse(garbage[0]));
        garbage.Skip(1).ShouldBe(expected.Skip(1));
        (await AgainAsync(SandboxFault.StreamSilent, 11)).ShouldBe(expected.Skip(1));

        static async Task<List<string>> AgainAsync(SandboxFault fault, int count)
        {
            await using var exchange = await Markets.StartAsync(Markets.StartMs, o => o with { Feed = Feed });
            using var reader = await ConnectAsync(exchange);
            exchange.Faults.Set(fault, times: 1);
            exchange.Clock.Advance(1);
            return await reader.ReadTextsAsync(count);
        }
    }

    [Fact]
    public async Task A_silent_stream_stays_open_and_says_nothing()
    {
        await using var exchange = await Markets.StartAsync(Markets.StartMs, o => o with { Feed = Feed });
        using var reader = await ConnectAsync(exchange);
        exchange.Faults.Set(SandboxFault.StreamSilent);

        exchange.Clock.Advance(3);

        await Should.ThrowAsync<OperationCanceledException>(() => reader.ReadTextAsync(TimeSpan.FromMilliseconds(300)));
        exchange.Traffic.MessagesSent.ShouldBe(0);
    }

    private static Task<StreamReader> ConnectAsync(SandboxExchange exchange) =>
        StreamReader.ConnectAsync(exchange.BinanceStream, "/stream?streams=xusdt@kline_15m");

    private static async Task<List<string>> ReadAllAsync(StreamReader reader)
    {
        var messages = new List<string>();
        try
        {
            while (true)
                messages.Add(await reader.ReadTextAsync());
        }
        catch (WebSocketException)
        {
            return messages;
        }
    }

    private static async Task<List<JsonArray>> RowsAsync(SandboxExchange exchange) =>
        [.. (await Markets.GetAsync(exchange.BinanceRest, Klines)).AsArray().Select(r => r!.AsArray())];

    private static async Task<List<JsonArray>> BybitRowsAsync(SandboxExchange exchange) =>
        [
            .. (await Markets.GetAsync(exchange.BybitRest, BybitKlines))["result"]!["list"]!
                .AsArray()
                .Select(r => r!.AsArray()),
        ];

    private static async Task<List<long>> TimesAsync(SandboxExchange exchange) =>
        (await RowsAsync(exchange)).ConvertAll(r => r[0]!.GetValue<long>());

    private static double Number(JsonArray row, int column) => Markets.Number(row[column]);
}
