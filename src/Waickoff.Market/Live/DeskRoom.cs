using System.Diagnostics.Metrics;
using System.Threading.Channels;

namespace Waickoff.Market.Live;

/// <summary>
/// The desks of all markets of one feed. Each works through what it is told in order and on its own, so that markets whose candles close at
/// the same moment do not wait for each other.
/// </summary>
internal sealed class DeskRoom(ViewBoard board, TimeProvider time) : IAsyncDisposable
{
    private static readonly Meter Meter = new("Waickoff.Market");

    private static readonly Histogram<double> Delay = Meter.CreateHistogram<double>(
        "waickoff.market.analysis.delay",
        "ms",
        "From the arrival of a closed candle to its published analysis."
    );

    private static readonly Histogram<double> Work = Meter.CreateHistogram<double>(
        "waickoff.market.analysis.work",
        "ms",
        "What of the delay is the analysis itself; the rest is waiting for the candles before it."
    );

    private readonly Dictionary<string, Channel<FeedEvent>> inboxes = new(StringComparer.Ordinal);
    private readonly List<Task> working = [];

    /// <summary>Opens the desk of a market and shows how it stands.</summary>
    public void Open(string symbol, MarketDesk desk)
    {
        var inbox = Channel.CreateUnbounded<FeedEvent>(new UnboundedChannelOptions { SingleReader = true });
        inboxes[symbol] = inbox;
        board.Publish(desk.View());
        working.Add(WorkAsync(desk, inbox.Reader));
    }

    /// <summary>Tells a desk what is of its market, and all desks what is of the feed.</summary>
    public void Tell(FeedEvent told)
    {
        if (told.Symbol is { } symbol)
            inboxes[symbol].Writer.TryWrite(told);
        else
        {
            foreach (var inbox in inboxes.Values)
                inbox.Writer.TryWrite(told);
        }
    }

    /// <summary>Lets the desks finish what they were told.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var inbox in inboxes.Values)
            inbox.Writer.TryComplete();
        await Task.WhenAll(working);
    }

    private async Task WorkAsync(MarketDesk desk, ChannelReader<FeedEvent> inbox)
    {
        await foreach (var told in inbox.ReadAllAsync())
        {
            var begun = time.GetTimestamp();
            desk.Take(told);
            var view = desk.View();
            // Time alone may have made the data old; mostly it has not.
            if (told is FeedTick && board[view.Symbol] == view)
                continue;
            board.Publish(view);
            if (told is not CandleClosed closed)
                continue;
            Work.Record(time.GetElapsedTime(begun).TotalMilliseconds);
            Delay.Record(time.GetElapsedTime(closed.ArrivedAt).TotalMilliseconds);
        }
    }
}
