using System.Buffers;
using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace Waickoff.Bench;

/// <summary>The readers and callers of <see cref="ServeFigures"/>, in a process of their own, so that what the server costs is not theirs.</summary>
internal static class ServeClient
{
    /// <summary>Reads event streams to their end and counts the events: <c>serve-read ADDRESS COOKIE EXPECTED PATH..</c> (paths on standard input).</summary>
    public static async Task ReadAsync(string address, string cookie)
    {
        using var http = Client(address, cookie);
        var paths = new List<string>();
        while (await Console.In.ReadLineAsync() is { Length: > 0 } path)
            paths.Add(path);
        var open = 0;
        var all = new TaskCompletionSource();
        var counts = await Task.WhenAll(
            paths.Select(async path =>
            {
                using var answer = await http.GetAsync(path, HttpCompletionOption.ResponseHeadersRead);
                answer.EnsureSuccessStatusCode();
                if (Interlocked.Increment(ref open) == paths.Count)
                {
                    await Console.Out.WriteLineAsync("open");
                    all.SetResult();
                }
                return await CountAsync(await answer.Content.ReadAsStreamAsync());
            })
        );
        await all.Task;
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"events {counts.Sum()}"));
    }

    /// <summary>Asks for one path again and again: <c>serve-load ADDRESS COOKIE PATH SECONDS</c>.</summary>
    public static async Task LoadAsync(string address, string cookie, string path, int seconds)
    {
        const int Callers = 16;
        using var http = Client(address, cookie);
        var done = 0;
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(
            Enumerable
                .Range(0, Callers)
                .Select(async _ =>
                {
                    while (watch.Elapsed.TotalSeconds < seconds)
                    {
                        using var answer = await http.GetAsync(path);
                        answer.EnsureSuccessStatusCode();
                        await answer.Content.ReadAsByteArrayAsync();
                        Interlocked.Increment(ref done);
                    }
                })
        );
        await Console.Out.WriteLineAsync(
            string.Create(CultureInfo.InvariantCulture, $"done {done} {watch.Elapsed.TotalSeconds:0.000}")
        );
    }

    /// <summary>Takes renewed cookies as a browser does: with an old one the server would look the person up at each request.</summary>
    public static HttpClient Client(string address, string cookies)
    {
        var jar = new CookieContainer();
        foreach (var cookie in cookies.Split("; "))
            jar.SetCookies(new Uri(address), cookie);
        return new HttpClient(new SocketsHttpHandler { CookieContainer = jar, MaxConnectionsPerServer = 4_096 })
        {
            BaseAddress = new Uri(address),
            Timeout = TimeSpan.FromMinutes(5),
        };
    }

    /// <summary>Events are counted by their data lines, without making texts of them.</summary>
    private static async Task<long> CountAsync(Stream stream)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(16_384);
        var (count, isStart, last) = (0L, true, new byte[5]);
        var at = 0;
        for (int read; (read = await stream.ReadAsync(buffer)) > 0; )
        {
            foreach (var one in buffer.AsSpan(0, read))
            {
                if (one == '\n')
                    (isStart, at) = (true, 0);
                else if (isStart)
                {
                    last[at++] = one;
                    if (at < 5)
                        continue;
                    isStart = false;
                    count += last.AsSpan().SequenceEqual("data:"u8) ? 1 : 0;
                }
            }
        }
        ArrayPool<byte>.Shared.Return(buffer);
        return count;
    }
}
