using System.Collections.Concurrent;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>The streams that people read now: they end when their reader is signed out everywhere, from whichever process.</summary>
internal sealed class OpenStreams
{
    private const string Topic = "revoked";
    private readonly ConcurrentDictionary<CancellationTokenSource, string> open = new();
    private readonly Signals signals;

    public OpenStreams(Signals signals)
    {
        this.signals = signals;
        signals.Listen(Topic, End);
    }

    /// <summary>Opens a stream of a person; ended by the token.</summary>
    public Reading Open(string person, CancellationToken cancel)
    {
        var end = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        open[end] = person;
        return new Reading(end, () => open.TryRemove(end, out _));
    }

    /// <summary>Ends all streams of a person, here and elsewhere.</summary>
    public Task RevokeAsync(string person) => signals.SendAsync(Topic, person);

    /// <summary>A word may have been lost when no person is named: then all streams begin anew, with a fresh look at who reads.</summary>
    private void End(string? person)
    {
        foreach (var (end, reader) in open)
        {
            if (person is null || reader == person)
                end.Cancel();
        }
    }

    internal sealed class Reading(CancellationTokenSource end, Action close) : IDisposable
    {
        public CancellationToken Ended => end.Token;

        public void Dispose()
        {
            close();
            end.Dispose();
        }
    }
}
