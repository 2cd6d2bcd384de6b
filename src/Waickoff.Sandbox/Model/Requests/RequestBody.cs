using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>Reads the body of a request.</summary>
internal static class RequestBody
{
    private const int MostBytes = 32 * 1024 * 1024;
    private const int DeepestJson = 256;

    /// <summary>Reads it whole, even one that is too large: who still sends does not hear an answer.</summary>
    /// <exception cref="ApiErrorException">It is larger than 32 MB.</exception>
    public static async Task<byte[]> ReadAsync(HttpRequest request, CancellationToken cancel)
    {
        using var body = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, MostBytes));
        var buffer = new byte[64 * 1024];
        var isTooLarge = false;
        while (await request.Body.ReadAsync(buffer, cancel) is > 0 and var read)
        {
            isTooLarge |= body.Length + read > MostBytes;
            if (!isTooLarge)
                body.Write(buffer, 0, read);
        }
        return isTooLarge ? throw new ApiErrorException(ApiError.Of(413)) : body.ToArray();
    }

    public static JsonDocument Parse(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, new JsonDocumentOptions { MaxDepth = DeepestJson });
        }
        catch (JsonException e)
        {
            throw new ApiErrorException($"The request body is not valid JSON: {e.Message}");
        }
    }
}
