namespace Waickoff.Market.Storage;

/// <summary>The right of one process to feed a store. It ends when it is disposed of or when the process does, however that ends.</summary>
public abstract class FeedLease : IAsyncDisposable
{
    private protected FeedLease() { }

    /// <summary>Cancelled when the right was lost: another process may have it by now. Feeding has to stop.</summary>
    public abstract CancellationToken Lost { get; }

    /// <summary>True until the right is given back or lost.</summary>
    public abstract bool IsHeld { get; }

    /// <inheritdoc />
    public abstract ValueTask DisposeAsync();
}
