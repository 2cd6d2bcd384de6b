namespace Waickoff.Server.Billing;

/// <summary>What a pack earned and cost. Amounts are in minor units where nothing else is said; tax is in none of them.</summary>
/// <param name="Name">Which pack.</param>
/// <param name="Currency">Three lower-case letters.</param>
/// <param name="Price">What it costs now; what it cost last where it is not sold any more.</param>
/// <param name="Sessions">How many sessions it has.</param>
/// <param name="Sold">How many were paid.</param>
/// <param name="SessionsSold">Sessions of them.</param>
/// <param name="Gross">What was paid for them, less discounts.</param>
/// <param name="Discounts">What promotions took off.</param>
/// <param name="Refunded">What was given back of it.</param>
/// <param name="Fees">What the processor has kept so far, as booked.</param>
/// <param name="Ended">Sessions of them that are over.</param>
/// <param name="Used">Those of them that used at least nine tenths of their tokens.</param>
/// <param name="ModelCostMicroUsd">What the models asked for those that are over, in micro-dollars.</param>
/// <param name="PerSession">A session that was used; null where none was, or the currency is not that of the models.</param>
/// <param name="MarginAtCeilingPercent">The least margin that the ceiling of a session leaves; null where no session has shown it.</param>
/// <param name="IsBelowFloor">Whether the margin is below what is configured as the least.</param>
public sealed record PackEconomics(
    string Name,
    string Currency,
    long Price,
    int Sessions,
    int Sold,
    long SessionsSold,
    long Gross,
    long Discounts,
    long Refunded,
    long Fees,
    long Ended,
    long Used,
    long ModelCostMicroUsd,
    PackEconomics.OfSession? PerSession,
    decimal? MarginAtCeilingPercent,
    bool IsBelowFloor
)
{
    /// <summary>A session that was used, in millionths of the currency.</summary>
    /// <param name="Gross">What was paid for it.</param>
    /// <param name="Fee">Its part of what the card costs, as configured.</param>
    /// <param name="Cost">What the models asked for it, on average.</param>
    /// <param name="LargestCost">What they asked at most.</param>
    /// <param name="MarginPercent">What is left of what was paid.</param>
    public sealed record OfSession(long Gross, long Fee, long Cost, long LargestCost, decimal MarginPercent);
}
