using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;

namespace Waickoff.Bench;

/// <summary>
/// A hundred people who ask, read and pause: from the question to the first sentence of its answer, less what the model took by its own account.
/// The model and the people are processes of their own.
/// </summary>
internal static class FirstTokenFigures
{
    private const int People = 100;
    private const int Questions = 6;

    /// <summary>Questions of each before those that count, in which the runtime still compiles what is called often.</summary>
    private const int WarmUp = 6;

    /// <summary>A turn of the conversation, so that all hundred wait at once.</summary>
    private static readonly TimeSpan Thinking = TimeSpan.FromSeconds(5);

    public static async Task PrintAsync(WebApplication app, ModelProcess model, string cookie, string person)
    {
        await ServeFigures.GrantAsync(app, person, People);
        using var asking = ServeFigures.Start("serve-ask", app.Urls.First(), cookie);
        await UntilAsync(asking, "opened");
        await model.PaceAsync(Thinking);
        await asking.StandardInput.WriteLineAsync("ask");
        await UntilAsync(asking, "warm");
        var (cpu, pauses) = (ServeFigures.Cpu(), GC.GetTotalPauseDuration());
        var taken = await UntilAsync(asking, "asked");
        (cpu, pauses) = (ServeFigures.Cpu() - cpu, GC.GetTotalPauseDuration() - pauses);
        await asking.WaitForExitAsync();
        var own = await model.TimesAsync();
        var ours = taken.Select(t => t.Value - own[t.Key]).Order().ToArray();
        Console.WriteLine(
            FormattableString.Invariant(
                $"first token: {ours.Length} answers at {People} streams: ours p50 {ours[ours.Length / 2]:0} ms, p95 {ours[ours.Length * 95 / 100]:0} ms, p99 {ours[ours.Length * 99 / 100]:0} ms, longest {ours[^1]:0} ms; {cpu.TotalMilliseconds / ours.Length:0} ms of CPU an answer, pauses of {pauses.TotalMilliseconds:0} ms in all"
            )
        );
    }

    /// <summary>The people: open their sessions, then, told so, ask (<c>serve-ask ADDRESS COOKIE</c>).</summary>
    public static async Task AskAsync(string address, string cookie)
    {
        using var http = ServeClient.Client(address, cookie);
        var token = await http.GetFromJsonAsync<JsonElement>("/api/antiforgery");
        http.DefaultRequestHeaders.Add("X-XSRF-TOKEN", token.GetProperty("token").GetString());
        var sessions = new List<string>();
        for (var i = 0; i < People; i++)
        {
            var opened = await PostAsync(http, "/api/sessions", new { symbol = "BTCUSDT" }, $"opening-{i:D4}");
            await FirstTextAsync(http, opened.GetProperty("firstTurn").GetString()!, Stopwatch.StartNew());
            sessions.Add(opened.GetProperty("id").GetString()!);
        }
        Console.WriteLine("opened");
        Console.ReadLine();
        await AskAllAsync(http, sessions, WarmUp, People * Questions);
        Console.WriteLine("warm");
        await AskAllAsync(http, sessions, Questions, 0);
        Console.WriteLine("asked");
    }

    private static Task AskAllAsync(HttpClient http, List<string> sessions, int questions, int firstNumber) =>
        Task.WhenAll(sessions.Select((s, i) => AskAsync(http, s, firstNumber + (i * questions), questions)));

    private static async Task AskAsync(HttpClient http, string session, int number, int questions)
    {
        var random = new Random(number);
        for (var i = number; i < number + questions; i++)
        {
            await Task.Delay(random.Next(5_000));
            var watch = Stopwatch.StartNew();
            var question = $"What is the phase now? {ModelProcess.Mark}{i:D4}";
            var asked = await PostAsync(http, $"/api/sessions/{session}/turns", new { question }, $"asking-{i:D4}");
            var taken = await FirstTextAsync(http, asked.GetProperty("id").GetString()!, watch);
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{i} {taken:0.0}"));
        }
    }

    /// <summary>Reads an answer to its end; when its first sentence came, in milliseconds.</summary>
    private static async Task<double> FirstTextAsync(HttpClient http, string turn, Stopwatch watch)
    {
        using var answer = await http.GetAsync($"/api/turns/{turn}/events", HttpCompletionOption.ResponseHeadersRead);
        double? first = null;
        await foreach (var item in SseParser.Create(await answer.Content.ReadAsStreamAsync()).EnumerateAsync())
            if (item.EventType == "text")
                first ??= watch.Elapsed.TotalMilliseconds;
        return first ?? throw new InvalidOperationException($"{turn} has no answer.");
    }

    /// <summary>What a process says until a word, as numbers.</summary>
    private static async Task<Dictionary<int, double>> UntilAsync(Process process, string word)
    {
        var told = new Dictionary<int, double>();
        while (await process.StandardOutput.ReadLineAsync() is { } line && line != word)
        {
            var parts = line.Split(' ');
            told[int.Parse(parts[0], CultureInfo.InvariantCulture)] = double.Parse(
                parts[1],
                CultureInfo.InvariantCulture
            );
        }
        return told;
    }

    private static async Task<JsonElement> PostAsync(HttpClient http, string path, object body, string key)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Add("Idempotency-Key", key);
        using var answer = await http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return answer.IsSuccessStatusCode
            ? JsonDocument.Parse(text).RootElement
            : throw new InvalidOperationException(text);
    }
}
