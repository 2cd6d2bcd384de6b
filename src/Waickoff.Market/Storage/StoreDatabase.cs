using System.Data.Common;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>What differs between the two databases; everything else is one SQL text.</summary>
internal abstract class StoreDatabase : IAsyncDisposable
{
    /// <summary>What the reader calls this store: a path, or host and database without the password.</summary>
    public abstract string Where { get; }

    /// <summary>How many rows one INSERT carries: round trips cost where there is a network, parameters where there is none.</summary>
    public abstract int RowsPerInsert { get; }

    /// <summary>How many saves of one process may be under way.</summary>
    public abstract int SavesAtOnce { get; }

    /// <summary>Makes the tables where there are none.</summary>
    /// <exception cref="CandleStoreException">What is there is newer than this program, or something else.</exception>
    public abstract Task PrepareAsync(CancellationToken cancel);

    public abstract Task<DbConnection> ConnectAsync(CancellationToken cancel);

    /// <summary>Begins a transaction in which every query sees the same commits; it holds up no save.</summary>
    public abstract Task<DbTransaction> BeginReadAsync(DbConnection connection, CancellationToken cancel);

    /// <summary>Begins a transaction that no other save of the series overlaps.</summary>
    public abstract Task<DbTransaction> BeginSaveAsync(
        DbConnection connection,
        SeriesName series,
        CancellationToken cancel
    );

    /// <summary>Tells other processes, inside the transaction, that the series has changed.</summary>
    public abstract Task AnnounceAsync(DbConnection connection, SeriesName series, CancellationToken cancel);

    /// <summary>A connection that is told of the commits of all others from now on.</summary>
    public abstract Task<StoreWatch> WatchAsync(TimeProvider time, CancellationToken cancel);

    /// <summary>The right to feed the store; null when another process has it.</summary>
    public abstract Task<FeedLease?> TryTakeFeedAsync(CancellationToken cancel);

    /// <summary>Ends what a connection is doing, where the database does not do so by itself when a wait is given up.</summary>
    public virtual void Interrupt(DbConnection connection) { }

    /// <summary>True when that is why a command ended.</summary>
    public virtual bool IsInterrupted(DbException error) => false;

    /// <summary>True when the same transaction may succeed at the next try.</summary>
    public abstract bool IsWorthAnotherTry(DbException error);

    /// <summary>True when the connection is gone and a new one may work.</summary>
    public abstract bool IsConnectionLost(DbException error);

    /// <summary>What the reader can do something about; null for a fault of the program.</summary>
    public abstract LocalText? Explain(DbException error);

    public abstract ValueTask DisposeAsync();

    protected CandleStoreException TooNew(long version) =>
        new(
            Where,
            LocalText.Of(
                $"its tables are of version {version}, newer than this program's {StoreTables.Version}; update the program",
                $"sus tablas son de la versión {version}, más nueva que la {StoreTables.Version} de este programa; actualice el programa"
            )
        );
}
