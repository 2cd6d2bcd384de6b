using System.Data.Common;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Storage;

namespace Waickoff.Market.Live;

/// <summary>
/// Stores candles behind the back of the feed, so that an analysis never waits for a disk. While the store cannot be written to, everything
/// waits and is tried again; what was not stored when the process dies is asked for at the next start.
/// </summary>
internal sealed partial class StoreWriter : IAsyncDisposable
{
    private const int MostTriesAtEnd = 3;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(30);

    private readonly Channel<(SeriesName Series, Candle Candle)> waiting = Channel.CreateUnbounded<(
        SeriesName Series,
        Candle Candle
    )>(new UnboundedChannelOptions { SingleReader = true });

    private readonly CandleStore store;
    private readonly TimeProvider time;
    private readonly ILogger log;
    private readonly Task writing;
    private volatile bool isEnding;

    public StoreWriter(CandleStore store, TimeProvider time, ILogger log)
    {
        (this.store, this.time, this.log) = (store, time, log);
        writing = WriteAsync();
    }

    public void Add(SeriesName series, in Candle candle) => waiting.Writer.TryWrite((series, candle));

    /// <summary>Stores what still waits, then ends.</summary>
    public async ValueTask DisposeAsync()
    {
        isEnding = true;
        waiting.Writer.Complete();
        await writing;
    }

    private async Task WriteAsync()
    {
        while (await waiting.Reader.WaitToReadAsync())
        {
            // Markets close together: first they are analysed, then stored.
            if (!isEnding)
                await Task.Delay(Grace, time);
            while (waiting.Reader.TryRead(out var one))
                await SaveAsync(one.Series, one.Candle);
        }
    }

    private async Task SaveAsync(SeriesName series, Candle candle)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                await store.SaveAsync(series, [candle], CancellationToken.None);
                return;
            }
            catch (Exception e) when (e is DbException or CandleStoreException { MayPass: true })
            {
                CannotStoreYet(log, e, series.ToString());
                if (isEnding && tries >= MostTriesAtEnd)
                    return;
                await Task.Delay(Pause, time);
            }
            catch (CandleStoreException e)
            {
                // One candle that is refused holds none of the others up.
                Refused(log, e, series.ToString(), candle.OpenTimeMs);
                return;
            }
        }
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "A candle of {Series} cannot be stored yet")]
    private static partial void CannotStoreYet(ILogger log, Exception e, string series);

    [LoggerMessage(Level = LogLevel.Error, Message = "The candle of {Series} at {OpenTimeMs} is refused by the store")]
    private static partial void Refused(ILogger log, Exception e, string series, long openTimeMs);
}
