namespace Waickoff.Sandbox.Exchange;

/// <summary>What the exchange was asked and what it sent. All counts are of its whole life.</summary>
public sealed class SandboxTraffic
{
    private readonly Lock gate = new();
    private readonly Dictionary<string, int> requests = [];
    private int weight;
    private int peakWeight;
    private int bans;
    private int opened;
    private int open;
    private long sent;

    /// <summary>REST requests by path.</summary>
    public IReadOnlyDictionary<string, int> Requests
    {
        get
        {
            lock (gate)
                return new Dictionary<string, int>(requests);
        }
    }

    /// <summary>All REST requests.</summary>
    public int TotalRequests => Read(() => requests.Values.Sum());

    /// <summary>Weight used on Binance in its current minute, as it stood after the last request.</summary>
    public int Weight => Read(() => weight);

    /// <summary>The most weight used on Binance in one minute.</summary>
    public int PeakWeight => Read(() => peakWeight);

    /// <summary>How often a caller was told to go away: 418 on Binance, 403 on Bybit.</summary>
    public int Bans => Read(() => bans);

    /// <summary>WebSocket connections that were opened.</summary>
    public int ConnectionsOpened => Read(() => opened);

    /// <summary>WebSocket connections that are open now.</summary>
    public int ConnectionsOpen => Read(() => open);

    /// <summary>WebSocket messages sent.</summary>
    public long MessagesSent => Read(() => sent);

    internal void CountRequest(string path)
    {
        lock (gate)
            requests[path] = requests.GetValueOrDefault(path) + 1;
    }

    internal void SetWeight(int used)
    {
        lock (gate)
            (weight, peakWeight) = (used, Math.Max(peakWeight, used));
    }

    internal void CountBan() => Interlocked.Increment(ref bans);

    internal void CountOpened()
    {
        lock (gate)
            (opened, open) = (opened + 1, open + 1);
    }

    internal void CountClosed()
    {
        lock (gate)
            open--;
    }

    internal void CountSent() => Interlocked.Increment(ref sent);

    private T Read<T>(Func<T> read)
    {
        lock (gate)
            return read();
    }
}
