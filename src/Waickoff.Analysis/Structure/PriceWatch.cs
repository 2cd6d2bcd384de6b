namespace Waickoff.Analysis.Structure;

/// <summary>
/// Prices that wait to be reached from one side, nearest first, so that a candle that reaches none costs one comparison
/// however many wait. Each carries a tag that says whose it is.
/// </summary>
/// <param name="isBelow">True when price reaches them by falling.</param>
internal sealed class PriceWatch(bool isBelow)
{
    private readonly PriorityQueue<int, (double Distance, int Tag)> waiting = new();

    /// <summary>Waits for a price. Of equal prices the one with the lower tag is reached first.</summary>
    public void Add(double price, int tag) => waiting.Enqueue(tag, (isBelow ? -price : price, tag));

    /// <summary>Takes the nearest price if it is reached; equality counts.</summary>
    public bool TryReach(double price, out int tag) =>
        TryTake(waiting.TryPeek(out tag, out var nearest) && nearest.Distance <= (isBelow ? -price : price));

    /// <summary>Takes the nearest price if it is passed; equality does not count.</summary>
    public bool TryPass(double price, out int tag) =>
        TryTake(waiting.TryPeek(out tag, out var nearest) && nearest.Distance < (isBelow ? -price : price));

    private bool TryTake(bool isReached)
    {
        if (isReached)
            waiting.Dequeue();
        return isReached;
    }
}
