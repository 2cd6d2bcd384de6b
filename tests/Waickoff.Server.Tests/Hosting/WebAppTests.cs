using System.IO.Compression;
using System.Net;
using System.Text;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>The pages: one document at every address of a page, files that never change under names with their hash, the API untouched.</summary>
public sealed class WebAppTests : IDisposable
{
    private const string Page = "<!doctype html><title>page</title>";
    private const string Script = "console.log('a script');";

    private readonly DirectoryInfo pages = Directory.CreateTempSubdirectory("waickoff pages ");

    public WebAppTests()
    {
        pages.CreateSubdirectory("assets");
        Write("index.html", Page);
        Write("assets/main-abc123.js", Script);
        Write("sw.js", "// worker");
        using (var packed = new BrotliStream(File.Create(PathOf("assets/main-abc123.js.br")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(Script));
        using (var packed = new GZipStream(File.Create(PathOf("assets/main-abc123.js.gz")), CompressionLevel.Fastest))
            packed.Write(Encoding.UTF8.GetBytes(Script));
    }

    public void Dispose() => pages.Delete(recursive: true);

    [Theory]
    [InlineData("/", Page, "no-cache")]
    [InlineData("/m/BTCUSDT?tf=1h", Page, "no-cache")]
    [InlineData("/s/ses_1/", Page, "no-cache")]
    [InlineData("/assets/main-abc123.js", Script, "public, max-age=31536000, immutable")]
    [InlineData("/sw.js", "// worker", "no-cache")]
    public async Task A_page_and_a_file_are_served(string path, string body, string cached)
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldBe(body);
        answer.Headers.GetValues("Cache-Control").Single().Split(", ").Order().ShouldBe(cached.Split(", ").Order());
        answer.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("script-src 'self'");
    }

    [Theory]
    [InlineData("/api/nothing")]
    [InlineData("/assets/none-123.js")]
    [InlineData("/none.txt")]
    [InlineData("/..%2fwaickoff.db")]
    [InlineData("/health/nothing")]
    public async Task What_does_not_exist_is_no_page(string path)
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("br, gzip", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("identity", null)]
    public async Task What_was_compressed_before_is_sent_as_the_browser_takes_it(string accepted, string? encoding)
    {
        await using var server = await StartAsync();
        using var http = new HttpClient { BaseAddress = server.Address };
        async Task<HttpResponseMessage> AskAsync(string? tag)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "/assets/main-abc123.js");
            request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
            if (tag is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", tag);
            return await http.SendAsync(request);
        }
        using var answer = await AskAsync(null);
        answer.Content.Headers.ContentEncoding.SingleOrDefault().ShouldBe(encoding);
        answer.Headers.Vary.ShouldContain("Accept-Encoding");
        var stream = await answer.Content.ReadAsStreamAsync();
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(stream, CompressionMode.Decompress),
            "gzip" => new GZipStream(stream, CompressionMode.Decompress),
            _ => stream,
        };
        (await new StreamReader(plain).ReadToEndAsync()).ShouldBe(Script);
        using var again = await AskAsync(answer.Headers.ETag!.ToString());
        again.StatusCode.ShouldBe(HttpStatusCode.NotModified);
    }

    [Fact]
    public async Task Without_pages_there_is_the_api_alone()
    {
        await using var server = await RunningServer.StartAsync(settings: $"Server:Web={PathOf("none")}");
        using var http = new HttpClient { BaseAddress = server.Address };
        (await http.GetAsync(new Uri("/", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await http.GetAsync(new Uri("/api/markets", UriKind.Relative))).StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private Task<RunningServer> StartAsync() => RunningServer.StartAsync(settings: $"Server:Web={pages.FullName}");

    private string PathOf(string name) => Path.Combine(pages.FullName, name);

    private void Write(string name, string text) => File.WriteAllText(PathOf(name), text);
}
