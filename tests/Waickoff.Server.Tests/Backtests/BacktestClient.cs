using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Waickoff.Server.Tests.Backtests;

/// <summary>What a person does with backtests.</summary>
internal static class BacktestClient
{
    private static int keys;

    /// <summary>Starts one.</summary>
    /// <returns>Its id.</returns>
    public static async Task<string> StartAsync(this ApiClient client, object request, string? key = null)
    {
        var started = await client.PostAsync("/api/backtests", request, key ?? NewKey());
        return started.GetProperty("id").GetString()!;
    }

    /// <summary>Tries to start one that is refused.</summary>
    /// <returns>The problem.</returns>
    public static async Task<JsonElement> RefusedAsync(this ApiClient client, object request)
    {
        var answer = await client.SendAsync(HttpMethod.Post, "/api/backtests", request, NewKey());
        answer.StatusCode.ShouldNotBe(HttpStatusCode.Created);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }

    /// <summary>Waits until it stands as said, and reads it.</summary>
    public static async Task<JsonElement> WhenAsync(this ApiClient client, string id, Func<JsonElement, bool> holds)
    {
        for (var tries = 0; ; tries++)
        {
            var found = await client.GetAsync($"/api/backtests/{id}");
            if (holds(found.GetProperty("backtest")))
                return found;
            (tries < 2_400).ShouldBeTrue(found.GetProperty("backtest").GetRawText());
            await Task.Delay(50);
        }
    }

    public static Task<JsonElement> WhenDoneAsync(this ApiClient client, string id) =>
        client.WhenAsync(
            id,
            b =>
            {
                var state = b.GetProperty("state").GetString();
                (state is "queued" or "running" or "done").ShouldBeTrue(b.GetRawText());
                return state == "done";
            }
        );

    /// <summary>A rule that reads Wyckoff and order blocks, which takes a while; its horizon is a parameter.</summary>
    public static JsonNode SlowRule() =>
        JsonNode.Parse(
            """
            {
              "name": "slow",
              "parameters": {"horizon": 50},
              "entries": [{
                "side": "long",
                "when": {"setup": "spring-test", "side": "bullish"},
                "stop": {"setup": "spring-test"},
                "horizon": "$horizon"
              }, {
                "side": "long",
                "when": {"setup": "order-block-touch", "side": "bullish"},
                "stop": {"setup": "order-block-touch"},
                "horizon": "$horizon"
              }]
            }
            """
        )!;

    private static string NewKey() => $"backtest-key-{Interlocked.Increment(ref keys)}";
}
