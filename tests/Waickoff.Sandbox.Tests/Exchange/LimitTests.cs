using System.Net;

namespace Waickoff.Sandbox.Tests.Exchange;

public sealed class LimitTests
{
    private const string Klines = "api/v3/klines?symbol=BTCUSDT&interval=15m";

    [Fact]
    public async Task Weight_is_counted_by_the_minute_and_a_caller_that_goes_on_is_banned()
    {
        var time = new StandingTime();
        await using var exchange = await Markets.StartAsync(
            Markets.StartMs,
            o => o with { Time = time, BinanceWeightLimit = 26, CallsBeforeBan = 2 }
        );

        (await AskAsync("api/v3/exchangeInfo?symbol=BTCUSDT")).ShouldBe((HttpStatusCode.OK, "20", null));
        (await AskAsync("api/v3/aggTrades?symbol=BTCUSDT")).ShouldBe((HttpStatusCode.OK, "24", null));
        (await AskAsync(Klines)).ShouldBe((HttpStatusCode.OK, "26", null));
        (await AskAsync("api/v3/time")).ShouldBe((HttpStatusCode.TooManyRequests, "27", TimeSpan.FromSeconds(60)));
        (await AskAsync("api/v3/ping")).ShouldBe((HttpStatusCode.TooManyRequests, "28", TimeSpan.FromSeconds(60)));
        (await AskAsync(Klines)).ShouldBe(((HttpStatusCode)418, "30", TimeSpan.FromMinutes(2)));
        (await AskAsync(Klines)).ShouldBe(((HttpStatusCode)418, null, TimeSpan.FromMinutes(2)));
        (exchange.Traffic.PeakWeight, exchange.Traffic.Bans).ShouldBe((30, 1));

        time.Advance(TimeSpan.FromMinutes(2));
        (await AskAsync(Klines)).ShouldBe((HttpStatusCode.OK, "2", null));
        (exchange.Traffic.Weight, exchange.Traffic.Requests["/api/v3/klines"]).ShouldBe((2, 4));

        async Task<(HttpStatusCode, string?, TimeSpan?)> AskAsync(string path)
        {
            using var answer = await Markets.Http.GetAsync(new Uri(exchange.BinanceRest, path));
            var used = answer.Headers.TryGetValues("X-MBX-USED-WEIGHT-1M", out var values) ? values.Single() : null;
            return (answer.StatusCode, used, answer.Headers.RetryAfter?.Delta);
        }
    }

    [Fact]
    public async Task Bybit_bans_a_caller_with_too_many_requests_in_five_seconds()
    {
        var time = new StandingTime();
        await using var exchange = await Markets.StartAsync(
            Markets.StartMs,
            o => o with { Time = time, BybitRequestLimit = 2 }
        );

        (await AskAsync()).ShouldBe((HttpStatusCode.OK, "1"));
        (await AskAsync()).ShouldBe((HttpStatusCode.OK, "0"));
        time.Advance(TimeSpan.FromSeconds(5));
        (await AskAsync()).ShouldBe((HttpStatusCode.OK, "1"));
        (await AskAsync()).ShouldBe((HttpStatusCode.OK, "0"));
        (await AskAsync()).ShouldBe((HttpStatusCode.Forbidden, "0"));
        time.Advance(TimeSpan.FromMinutes(9));
        (await AskAsync()).ShouldBe((HttpStatusCode.Forbidden, null));
        time.Advance(TimeSpan.FromMinutes(1));
        (await AskAsync()).ShouldBe((HttpStatusCode.OK, "1"));
        exchange.Traffic.Bans.ShouldBe(1);

        async Task<(HttpStatusCode, string?)> AskAsync()
        {
            using var answer = await Markets.Http.GetAsync(new Uri(exchange.BybitRest, "v5/market/time"));
            var left = answer.Headers.TryGetValues("X-Bapi-Limit-Status", out var values) ? values.Single() : null;
            return (answer.StatusCode, left);
        }
    }

    /// <summary>Time that moves by hand; its timers are real.</summary>
    private sealed class StandingTime : TimeProvider
    {
        private DateTimeOffset now = DateTimeOffset.UnixEpoch.AddDays(20_000);

        public override DateTimeOffset GetUtcNow() => now;

        public void Advance(TimeSpan step) => now += step;
    }
}
