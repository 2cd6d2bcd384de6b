using System.Net;
using Waickoff.Ledger;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Chat;

/// <summary>T38: whatever a question makes a model do, a session costs no more than its ceiling and a turn no more than eight calls.</summary>
public sealed class CeilingTests : IAsyncLifetime
{
    private const long Ceiling = 60_000;
    private SandboxModel model = null!;

    /// <summary>What a model is made to do.</summary>
    public static TheoryData<string> Excesses => ["endless output", "a loop of tools", "long thinking"];

    public async Task InitializeAsync() => model = await SandboxModel.StartAsync();

    public async Task DisposeAsync() => await model.DisposeAsync();

    [Theory]
    [MemberData(nameof(Excesses))]
    public async Task A_session_never_costs_more_than_its_ceiling(string excess)
    {
        await using var server = await RunningServer.StartAsync(
            settings:
            [
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
                $"Chat:CeilingMicroUsd={Ceiling}",
            ]
        );
        using var ana = await server.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var session = opened.GetProperty("id").GetString()!;
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        model.Scripts.Always(
            excess switch
            {
                "endless output" => ModelScript.Endless,
                "a loop of tools" => ModelScript.CallTool("timeframe_facts", """{"timeframe":"1d"}"""),
                _ => ModelScript.Think(string.Concat(Enumerable.Repeat("Let me think about that again. ", 400))),
            }
        );
        var ended = 0;
        for (var i = 0; i < 60; i++)
        {
            var before = model.Truth.Messages.Count;
            using var asked = await ana.SendAsync(
                HttpMethod.Post,
                $"/api/sessions/{session}/turns",
                new { question = "Explain in depth, at full length, why.", model = "claude-sonnet-5-5" },
                $"asking-{i:D3}"
            );
            if (asked.StatusCode != HttpStatusCode.Accepted)
            {
                asked.StatusCode.ShouldBeOneOf(HttpStatusCode.Forbidden, HttpStatusCode.TooManyRequests);
                break;
            }
            await ana.EventsAsync(asked.Headers.Location!.ToString().Split('/')[^1]);
            (model.Truth.Messages.Count - before).ShouldBeLessThanOrEqualTo(8);
            ended++;
        }
        ended.ShouldBeGreaterThan(1);
        var (spent, held) = await MoneyAsync(server, session);
        spent.ShouldBeInRange(1, Ceiling);
        held.ShouldBe(0);
    }

    [Fact]
    public async Task A_turn_that_takes_too_long_is_ended()
    {
        await using var server = await RunningServer.StartAsync(
            settings:
            [
                $"Analyst:ApiKey={model.ApiKey}",
                $"Analyst:BaseUrl={model.BaseUrl}",
                "Chat:LongestTurn=00:00:03",
            ]
        );
        using var ana = await server.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        model.Scripts.Always(ModelScript.Drip(TimeSpan.FromMilliseconds(200)));
        var asked = await ana.PostAsync(
            $"/api/sessions/{opened.GetProperty("id").GetString()}/turns",
            new { question = "And now?" },
            "asking-01"
        );
        var events = await ana.EventsAsync(asked.GetProperty("id").GetString()!);

        events[^1].Data.GetProperty("reason").GetString().ShouldBe("stopped");
        for (var tries = 0; model.Truth.Running > 0; tries++)
        {
            (tries < 100).ShouldBeTrue("the call of the model ends");
            await Task.Delay(100);
        }
    }

    /// <summary>What the ledger says the model has cost and may still cost.</summary>
    private static async Task<(long Spent, long Held)> MoneyAsync(RunningServer server, string session)
    {
        await using var connection = await server.Get<Database>().OpenAsync(default);
        var balance = await server.Get<CreditLedger>().SessionBalanceAsync(connection, session);
        return (balance!.SpentMicroUsd, balance.HeldMicroUsd);
    }
}
