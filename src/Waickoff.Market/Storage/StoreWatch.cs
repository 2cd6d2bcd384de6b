using System.Data;
using System.Data.Common;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>A connection that is told of commits.</summary>
internal abstract class StoreWatch : IAsyncDisposable
{
    /// <summary>For queries between two waits.</summary>
    public abstract DbConnection Connection { get; }

    /// <summary>Returns after a commit since the watch or the last wait began; sometimes also without one.</summary>
    public abstract Task WaitAsync(CancellationToken cancel);

    public virtual ValueTask DisposeAsync() => Connection.DisposeAsync();
}

/// <summary>
/// Which series have changed. A commit is only the reason to look: what changed is read from the save counters, so nothing is
/// missed when a word is lost or two become one.
/// </summary>
internal sealed class StoreChanges(StoreDatabase database, TimeProvider time) : IAsyncDisposable
{
    private const string Counters = "SELECT venue, symbol, minutes, saves FROM series";
    private static readonly TimeSpan LongestBackOff = TimeSpan.FromSeconds(15);

    private readonly Dictionary<SeriesName, long> seen = [];
    private StoreWatch? watch;
    private int failures;

    /// <summary>Every series at first and after a lost connection, then those that were saved to since.</summary>
    public async Task<IReadOnlyList<SeriesName>> NextAsync(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                if (watch is null)
                {
                    seen.Clear();
                    watch = await database.WatchAsync(time, cancel);
                }
                else
                    await watch.WaitAsync(cancel);
                var changed = await ChangedAsync(watch.Connection, cancel);
                failures = 0;
                if (changed.Count > 0)
                    return changed;
            }
            catch (Exception e) when (IsConnectionLost(e))
            {
                await DisposeAsync();
                await Task.Delay(BackOff(failures++), time, cancel);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (watch is not null)
            await watch.DisposeAsync();
        watch = null;
    }

    private static TimeSpan BackOff(int failures)
    {
        var backOff = TimeSpan.FromMilliseconds(250) * (1 << Math.Min(failures, 10));
        return backOff < LongestBackOff ? backOff : LongestBackOff;
    }

    /// <summary>A connection found broken while nobody waited on it only says that it is not open.</summary>
    private bool IsConnectionLost(Exception error) =>
        error is DbException said
            ? database.IsConnectionLost(said)
            : error is InvalidOperationException and not ObjectDisposedException
                && watch?.Connection.State != ConnectionState.Open;

    private async Task<List<SeriesName>> ChangedAsync(DbConnection connection, CancellationToken cancel)
    {
        var changed = new List<SeriesName>();
        await using var command = connection.Command(Counters);
        await using var reader = await command.ExecuteReaderAsync(cancel);
        while (await reader.ReadAsync(cancel))
        {
            var (name, saves) = (reader.Series(), reader.GetInt64(3));
            if (seen.GetValueOrDefault(name) == saves)
                continue;
            seen[name] = saves;
            changed.Add(name);
        }
        return changed;
    }
}
