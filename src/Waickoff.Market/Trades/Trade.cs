namespace Waickoff.Market.Trades;

/// <summary>One trade of an exchange, in the exact numbers it was reported with.</summary>
/// <param name="Id">The venue's number; neighbours differ by one.</param>
/// <param name="TimeMs">When it happened, in UTC milliseconds.</param>
/// <param name="Price">In quote currency.</param>
/// <param name="Quantity">In base currency.</param>
/// <param name="IsBuyerMaker">True when the buyer was the resting side, so the taker sold.</param>
public readonly record struct Trade(long Id, long TimeMs, decimal Price, decimal Quantity, bool IsBuyerMaker);

/// <summary>Sums over trades, exact.</summary>
/// <param name="Count">How many trades.</param>
/// <param name="MissingIds">How many numbers are missing between the first and the last.</param>
/// <param name="Bought">Base quantity that takers bought.</param>
/// <param name="Sold">Base quantity that takers sold.</param>
public readonly record struct TakerTotals(int Count, long MissingIds, decimal Bought, decimal Sold)
{
    /// <summary>Bought minus sold.</summary>
    public decimal Delta => Bought - Sold;
}
