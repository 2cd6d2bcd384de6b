using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;
using Waickoff.Browser.Tests.Web;
using Waickoff.Sandbox.Model.Scripts;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;

namespace Waickoff.Browser.Tests.Chat;

/// <summary>
/// T48: what a model or a person wrote is text wherever it is shown. The payloads stand in the tables as they are, past all that cleans them on
/// the way there, and the policy of the pages is off: what the pages make of them is what counts.
/// </summary>
public class PayloadTests(Browser browser) : IClassFixture<Browser>
{
    private const int SessionCount = 5;

    /// <summary>All of them, or one of twenty.</summary>
    private static IReadOnlyList<string> Shown =>
        WebServer.IsWhole ? Payloads.All : [.. Payloads.All.Where((_, i) => i % 20 == 0)];

    /// <summary>What a text must not become.</summary>
    private const string Harmful =
        "script, img, picture, iframe, object, embed, link, meta, base, form, video, audio, math, image, use, a, [onerror], [onload], [ontoggle], [ping], [background]";

    [Fact]
    public async Task No_payload_calls_anybody_or_runs_in_a_conversation_or_in_the_history()
    {
        Payloads.All.Count.ShouldBeGreaterThanOrEqualTo(500);
        await using var server = await RunningServer.StartAsync(
            settings: $"Server:Web={Repository.PathOf("artifacts", "web")}"
        );
        using var client = await server.SignUpAsync(language: "en");
        var me = await client.GetAsync("/api/account");
        var person = me.GetProperty("id").GetString()!;
        await server.GrantAsync(person, SessionCount);
        var sessions = new List<string>();
        for (var i = 0; i < SessionCount; i++)
            sessions.Add(await OpenAsync(client));
        foreach (var (session, payloads) in sessions.Zip(Shown.Chunk(Shown.Count / SessionCount)))
            await WriteAsync(server, session, person, payloads);

        await using var context = await browser.NewContextAsync();
        var page = await context.NewPageAsync();
        var origin = server.Address.GetLeftPart(UriPartial.Authority);
        var (foreign, run) = await WatchAsync(context, page, origin);
        await SignInAsync(page, origin, me.GetProperty("email").GetString()!);
        var shown = 0;
        foreach (var session in sessions)
        {
            await page.GotoAsync($"{origin}/s/{session}");
            var answers = page.Locator("article[aria-busy=false] [data-ai-generated]");
            await Assertions
                .Expect(answers)
                .ToHaveCountAsync(1 + (Shown.Count / SessionCount), new() { Timeout = 60_000 });
            // Each tells its end only once its events are read.
            await Assertions
                .Expect(page.GetByText("PAYLOAD-END"))
                .ToHaveCountAsync(Shown.Count / SessionCount, new() { Timeout = 60_000 });
            shown += await page.GetByText("PAYLOAD-END").CountAsync();
            (await page.Locator($"article :is({Harmful})").AllInnerTextsAsync()).ShouldBeEmpty();
            await page.EvaluateAsync(
                "() => document.querySelectorAll('article button[aria-expanded=false]').forEach(b => b.click())"
            );
        }
        foreach (var payload in Shown)
        {
            var text = Uri.EscapeDataString(payload[..int.Min(payload.Length, 200)]);
            await GoAsync(page, $"/history?q={text}&symbol={text}&status={text}");
        }
        await page.GotoAsync($"{origin}/history?q={Uri.EscapeDataString("<img src=\"https://evil.example/x\">")}");
        await Assertions.Expect(page.Locator("main li")).Not.ToHaveCountAsync(0);

        shown.ShouldBe(Shown.Count);
        foreign.ShouldBeEmpty();
        run.ShouldBeEmpty();
        // What is watched for would have been seen.
        await page.EvaluateAsync(
            "() => { const d = document.createElement('div'); d.innerHTML = '<img src=\"https://evil.example/x\" onerror=\"alert(1)\">'; document.body.append(d); }"
        );
        await page.WaitForTimeoutAsync(300);
        foreign.ShouldNotBeEmpty();
        run.ShouldNotBeEmpty();
    }

    /// <summary>Goes to another place of the app without loading it anew.</summary>
    private static async Task GoAsync(IPage page, string path) =>
        await page.EvaluateAsync(
            "path => { history.pushState(null, '', path); dispatchEvent(new PopStateEvent('popstate', { state: null })); return new Promise(r => requestAnimationFrame(() => requestAnimationFrame(r))); }",
            path
        );

    private static async Task<(ConcurrentBag<string> Foreign, ConcurrentBag<string> Run)> WatchAsync(
        IBrowserContext context,
        IPage page,
        string origin
    )
    {
        var foreign = new ConcurrentBag<string>();
        var run = new ConcurrentBag<string>();
        await context.RouteAsync(
            "**/*",
            async route =>
            {
                if (route.Request.Url.StartsWith(origin + "/", StringComparison.Ordinal))
                {
                    await route.ContinueAsync();
                    return;
                }
                foreign.Add(route.Request.Url);
                await route.AbortAsync();
            }
        );
        page.Dialog += async (_, dialog) =>
        {
            run.Add(dialog.Message);
            await dialog.DismissAsync();
        };
        page.Popup += (_, popup) => foreign.Add(popup.Url);
        page.FrameAttached += (_, frame) => foreign.Add(frame.Url);
        return (foreign, run);
    }

    private static async Task SignInAsync(IPage page, string origin, string email)
    {
        await page.GotoAsync(origin);
        var status = await page.EvaluateAsync<int>(
            """
            async ([email, password]) => {
              const { token } = await (await fetch('/api/antiforgery')).json();
              const answer = await fetch('/api/sign-in', { method: 'POST', body: JSON.stringify({ email, password }),
                headers: { 'Content-Type': 'application/json', 'X-XSRF-TOKEN': token } });
              return answer.status;
            }
            """,
            new[] { email, ApiClient.Password }
        );
        status.ShouldBe(204);
    }

    /// <summary>A session whose first analysis is there.</summary>
    private static async Task<string> OpenAsync(ApiClient client)
    {
        var opened = await client.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, Guid.NewGuid().ToString("N"));
        await client.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        return opened.GetProperty("id").GetString()!;
    }

    /// <summary>Questions and answers that are payloads, with numbers in them, as if a model had written them and nobody had looked.</summary>
    private static async Task WriteAsync(RunningServer server, string session, string person, string[] payloads) =>
        await server.WithDbAsync(async db =>
        {
            var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
            for (var i = 0; i < payloads.Length; i++)
            {
                var id = Id.New("trn", TimeProvider.System);
                var sentence = $"{payloads[i]} 100 PAYLOAD-END\n\n";
                db.Add(
                    new Turn
                    {
                        Id = id,
                        SessionId = session,
                        UserId = person,
                        Key = string.Create(CultureInfo.InvariantCulture, $"payload-{i:D4}"),
                        Fingerprint = "",
                        Question = payloads[i],
                        Answer = sentence,
                        AnsweredBy = payloads[i],
                        CreatedMs = now + i,
                        EndedMs = now + i,
                        State = TurnState.Complete,
                    }
                );
                var start = payloads[i].Length + 1;
                var finding = new
                {
                    id = "e1",
                    value = 100,
                    what = payloads[i],
                    timeframe = payloads[i],
                    source = payloads[i],
                };
                var citation = new
                {
                    start,
                    length = 3,
                    evidence = "e1",
                    verdict = "Verified",
                };
                db.AddRange(
                    Event(id, 1, "progress", new { step = payloads[i], state = "chosen" }),
                    Event(id, 2, "notice", new { code = payloads[i], text = payloads[i] }),
                    Event(id, 3, "finding", finding),
                    Event(
                        id,
                        4,
                        "text",
                        new
                        {
                            sentence,
                            n = 1,
                            citations = new[] { citation },
                            marked = false,
                        }
                    ),
                    Event(
                        id,
                        5,
                        "usage",
                        new
                        {
                            used = 1,
                            held = 0,
                            left = 99_999,
                        }
                    ),
                    Event(id, 6, "done", new { charged = 1, reason = "complete" })
                );
            }
            return await db.SaveChangesAsync();
        });

    private static TurnEvent Event(string turn, int number, string type, object data) =>
        new(turn, number, type, JsonSerializer.Serialize(data));
}
