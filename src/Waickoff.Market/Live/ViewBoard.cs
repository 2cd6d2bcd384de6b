using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Waickoff.Market.Live;

/// <summary>The newest view of each market, for any number of readers. A slow reader skips views and holds nobody up.</summary>
internal sealed class ViewBoard
{
    private readonly ConcurrentDictionary<string, MarketView> views = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Channel<MarketView>, string> readers = new();

    /// <summary>The newest view of a market; null before the first.</summary>
    public MarketView? this[string symbol] => views.GetValueOrDefault(symbol);

    /// <summary>Puts up a view.</summary>
    public void Publish(MarketView view)
    {
        views[view.Symbol] = view;
        foreach (var (channel, symbol) in readers)
        {
            if (symbol == view.Symbol)
                channel.Writer.TryWrite(view);
        }
    }

    /// <summary>The view of a market as it stands and each later one that the reader is in time for.</summary>
    public async IAsyncEnumerable<MarketView> WatchAsync(
        string symbol,
        [EnumeratorCancellation] CancellationToken cancellation
    )
    {
        var channel = Channel.CreateBounded<MarketView>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropOldest, SingleReader = true }
        );
        readers[channel] = symbol;
        try
        {
            if (this[symbol] is { } now)
                channel.Writer.TryWrite(now);
            await foreach (var view in channel.Reader.ReadAllAsync(cancellation))
                yield return view;
        }
        finally
        {
            readers.TryRemove(channel, out _);
        }
    }
}
