using System.Collections.Frozen;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.Logging;
using Microsoft.Net.Http.Headers;

namespace Waickoff.Server.Hosting;

/// <summary>
/// The files of the web app, read once at the start with their compressed twins. A file whose name holds its hash never changes; every page
/// is the one document, which loads what belongs to its address.
/// </summary>
internal sealed partial class WebApp
{
    private const string Document = "index.html";

    /// <summary>What begins with these is no page, whatever it is.</summary>
    private static readonly string[] NotPages = ["/api", "/openapi", "/health", "/.well-known", "/mcp", "/assets"];

    private static readonly FileExtensionContentTypeProvider Types = new();

    private readonly FrozenDictionary<string, File> files;

    public WebApp(ServerOptions options, ILogger<WebApp> log)
    {
        var folder = options.Web.Length > 0 ? options.Web : Path.Combine(AppContext.BaseDirectory, "web");
        files = Directory.Exists(folder) ? Read(folder) : FrozenDictionary<string, File>.Empty;
        if (!files.ContainsKey(Document))
            NoPages(log, folder);
    }

    /// <summary>Answers for a file by its path and for a page by any other; what is neither is somebody else's.</summary>
    public Task ServeAsync(HttpContext http, RequestDelegate next)
    {
        var path = http.Request.Path;
        if (!HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method))
            return next(http);
        if (files.TryGetValue(path.Value!.TrimStart('/'), out var file))
            return Send(http, file).ExecuteAsync(http);
        var isPage =
            !Path.HasExtension(path) && !NotPages.Any(p => path.StartsWithSegments(p, StringComparison.Ordinal));
        return isPage && files.TryGetValue(Document, out var page) ? Send(http, page).ExecuteAsync(http) : next(http);
    }

    private static FileContentHttpResult Send(HttpContext http, File file)
    {
        var accepted = http.Request.GetTypedHeaders().AcceptEncoding;
        var (bytes, encoding) =
            file.Brotli is { } br && Accepts(accepted, "br") ? (br, "br")
            : file.Gzip is { } gz && Accepts(accepted, "gzip") ? (gz, "gzip")
            : (file.Plain, null);
        var headers = http.Response.Headers;
        headers.CacheControl = file.IsImmutable ? "public, max-age=31536000, immutable" : "no-cache";
        if (file.Brotli is not null)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding is not null)
            headers.ContentEncoding = encoding;
        // A tag belongs to the bytes that are sent, so each encoding has its own.
        var tag = new EntityTagHeaderValue($"\"{file.Tag}{(encoding is null ? "" : "-" + encoding)}\"");
        return TypedResults.Bytes(bytes, file.Type, entityTag: tag);
    }

    private static bool Accepts(IList<StringWithQualityHeaderValue> accepted, string encoding) =>
        accepted.Any(a => a.Value.Equals(encoding, StringComparison.OrdinalIgnoreCase) && a.Quality is not 0);

    private static FrozenDictionary<string, File> Read(string folder)
    {
        var found = new Dictionary<string, File>(StringComparer.Ordinal);
        foreach (var path in Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories))
        {
            if (path.EndsWith(".br", StringComparison.Ordinal) || path.EndsWith(".gz", StringComparison.Ordinal))
                continue;
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var plain = System.IO.File.ReadAllBytes(path);
            found[name] = new File(
                plain,
                Twin(path + ".br"),
                Twin(path + ".gz"),
                TypeOf(name),
                Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 10)),
                name.StartsWith("assets/", StringComparison.Ordinal)
            );
        }
        return found.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static byte[]? Twin(string path) => System.IO.File.Exists(path) ? System.IO.File.ReadAllBytes(path) : null;

    private static string TypeOf(string name) =>
        name.EndsWith(".html", StringComparison.Ordinal) ? "text/html; charset=utf-8"
        : name.EndsWith(".js", StringComparison.Ordinal) ? "text/javascript; charset=utf-8"
        : name.EndsWith(".webmanifest", StringComparison.Ordinal) ? "application/manifest+json"
        : Types.TryGetContentType(name, out var type) ? type
        : "application/octet-stream";

    private sealed record File(byte[] Plain, byte[]? Brotli, byte[]? Gzip, string Type, string Tag, bool IsImmutable);

    [LoggerMessage(Level = LogLevel.Information, Message = "No pages in {Folder}: only the API is served")]
    private static partial void NoPages(ILogger log, string folder);
}
