using System.Net;
using Waickoff.Server.Configuration;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>Whom to tell about a weakness.</summary>
public class SecurityTextTests
{
    private const string Path = "/.well-known/security.txt";

    [Fact]
    public async Task The_text_names_the_contact_and_a_day_ahead()
    {
        await using var server = await RunningServer.StartAsync(
            settings: ["Server:SecurityContact=mailto:security@example.com", "Server:PublicUrl=https://example.com/"]
        );
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync(Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; charset=utf-8");
        var lines = (await answer.Content.ReadAsStringAsync()).Split('\n');
        lines[0].ShouldBe("Contact: mailto:security@example.com");
        var expires = DateTimeOffset.Parse(
            lines[1]["Expires: ".Length..],
            System.Globalization.CultureInfo.InvariantCulture
        );
        var now = TimeProvider.System.GetUtcNow();
        expires.ShouldBeInRange(now.AddDays(178), now.AddDays(180));
        lines[3].ShouldBe($"Canonical: https://example.com{Path}");
    }

    [Fact]
    public async Task Without_a_contact_there_is_no_text()
    {
        await using var server = await RunningServer.StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };

        using var answer = await http.GetAsync(Path);

        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("security@example.com")]
    [InlineData("http://example.com/security")]
    [InlineData("mailto:a@example.com\nEncryption: x")]
    public void A_contact_that_the_text_may_not_name_stops_the_start(string contact) =>
        Should
            .Throw<ServerStartException>(() => Settings.Read([$"--Server:SecurityContact={contact}"]))
            .Text.In("en")
            .ShouldStartWith("Server:SecurityContact is ");
}
