using System.Net.Http.Json;
using System.Text;
using Waickoff.Sandbox.Model;

namespace Waickoff.Sandbox.Tests.Model;

/// <summary>Reads a stream without the official client, byte by byte as it comes.</summary>
internal sealed class RawCaller : IDisposable
{
    private readonly HttpClient http = new();
    private readonly SandboxModel model;

    public RawCaller(SandboxModel model)
    {
        this.model = model;
        http.DefaultRequestHeaders.Add("x-api-key", model.ApiKey);
        http.DefaultRequestHeaders.Add("anthropic-version", "2026-10-21");
    }

    /// <summary>What came, and whether the answer came to its end.</summary>
    public async Task<(string Received, bool IsClean)> StreamAsync()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{model.BaseUrl}/v1/messages");
        request.Content = JsonContent.Create(
            new
            {
                model = Claude.Sonnet,
                max_tokens = 1_000,
                stream = true,
                messages = new[] { new { role = "user", content = Claude.Briefing } },
            }
        );
        var received = new StringBuilder();
        try
        {
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
            await using var body = await answer.Content.ReadAsStreamAsync();
            var buffer = new byte[4_096];
            while (await body.ReadAsync(buffer) is > 0 and var read)
                received.Append(Encoding.Latin1.GetString(buffer, 0, read));
            return (received.ToString(), true);
        }
        catch (Exception e) when (e is IOException or HttpRequestException)
        {
            return (received.ToString(), false);
        }
    }

    public void Dispose() => http.Dispose();
}
