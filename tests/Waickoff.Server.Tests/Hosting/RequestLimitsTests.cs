using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>T118: who asks too often is told so, and before that how much is left.</summary>
public partial class RequestLimitsTests
{
    private const int Most = 30;

    [Fact]
    public async Task What_is_left_falls_by_one_until_nothing_is_and_each_one_has_a_bucket_of_ones_own()
    {
        await using var server = await RunningServer.StartAsync(settings: $"Server:RequestsPerMinute={Most}");
        using var ana = await server.SignUpAsync();
        using var nobody = new ApiClient(server.Address);

        var seen = new List<Limits>();
        do seen.Add(await AskAsync(nobody));
        while (seen[^1].Status == HttpStatusCode.OK && seen.Count < 2 * Most);

        seen[^1].Status.ShouldBe(HttpStatusCode.TooManyRequests);
        seen[^1].Left.ShouldBe(0);
        seen[^1].Wait.ShouldBeInRange(1, 2);
        // One comes back every two seconds.
        seen.ShouldAllBe(s => Math.Abs(s.UntilFull - (2 * (Most - s.Left))) <= 1);
        var falls = seen.SkipLast(1).Zip(seen.SkipLast(1).Skip(1), (a, b) => a.Left - b.Left).ToList();
        falls.Count(f => f == 1).ShouldBeGreaterThan(falls.Count * 3 / 4);
        falls.ShouldAllBe(f => f == 1 || f == 0);
        var person = await AskAsync(ana);
        person.Status.ShouldBe(HttpStatusCode.OK);
        person.Left.ShouldBeGreaterThan(0);
    }

    private static async Task<Limits> AskAsync(ApiClient client)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, "/api/markets");
        answer.Headers.GetValues("RateLimit-Policy").Single().ShouldBe($"\"requests\";q={Most};w=60");
        var told = Field().Match(answer.Headers.GetValues("RateLimit").Single());
        told.Success.ShouldBeTrue();
        int Number(int group) => int.Parse(told.Groups[group].Value, CultureInfo.InvariantCulture);
        return new(answer.StatusCode, Number(1), Number(2), answer.Headers.RetryAfter?.Delta?.TotalSeconds ?? 0);
    }

    [GeneratedRegex("^\"requests\";r=(\\d+);t=(\\d+)$")]
    private static partial Regex Field();

    private sealed record Limits(HttpStatusCode Status, int Left, int UntilFull, double Wait);
}
