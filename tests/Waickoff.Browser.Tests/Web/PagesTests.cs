namespace Waickoff.Browser.Tests.Web;

/// <summary>Every page in every state is for everybody: axe, targets, nothing cut, no error, nothing asked of others.</summary>
public sealed class PagesTests(Browser browser) : IClassFixture<Browser>
{
    public static TheoryData<Look> Looks =>
        [.. Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? Look.All : Look.Two];

    [Theory]
    [MemberData(nameof(Looks))]
    public async Task Pages_of_everybody(Look look)
    {
        await using var server = await WebServer.StartAsync();
        await using var visitor = await Visitor.ComeAsync(browser, server.Address, look);
        foreach (var (name, path) in new[] { ("markets", "/"), ("market", "/m/BTCUSDT"), ("missing", "/no/such/page") })
        {
            await visitor.GoAsync(path);
            await visitor.CheckAsync(name);
        }
        visitor.ShouldHaveNoProblems();
    }
}
