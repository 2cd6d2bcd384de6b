using System.Net;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>
/// Notes the <c>retry-after</c> header of a refused call: the errors of the SDK do not carry headers. The note is where the caller put it
/// before the call, so that calls beside each other do not mix.
/// </summary>
internal sealed class RetryAfter : DelegatingHandler
{
    private static readonly AsyncLocal<Note?> Current = new();

    /// <summary>Opens a note for the calls this flow makes from here on.</summary>
    public static Note Take() => Current.Value = new Note();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancel)
    {
        var response = await base.SendAsync(request, cancel);
        if (response.StatusCode is HttpStatusCode.OK || Current.Value is not { } note)
            return response;
        var header = response.Headers.RetryAfter;
        note.Wait = header?.Delta ?? (header?.Date is { } date && response.Headers.Date is { } now ? date - now : null);
        return response;
    }

    internal sealed class Note
    {
        public TimeSpan? Wait { get; set; }
    }
}
