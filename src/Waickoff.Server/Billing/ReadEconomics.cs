using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What each pack earns and costs, for operators.</summary>
internal static class ReadEconomics
{
    private const int MostDays = 3_660;

    /// <param name="From">Of what was paid since then.</param>
    /// <param name="To">And before then.</param>
    /// <param name="FloorPercent">The least margin, as configured.</param>
    /// <param name="CardFee">What the card costs, as configured.</param>
    /// <param name="Packs">The smallest first.</param>
    public sealed record Answer(
        DateTimeOffset From,
        DateTimeOffset To,
        int FloorPercent,
        Fee CardFee,
        IReadOnlyList<PackEconomics> Packs
    );

    /// <param name="BasisPoints">Of each payment, in hundredths of a percent.</param>
    /// <param name="Fixed">Beside, in minor units.</param>
    public sealed record Fee(int BasisPoints, int Fixed);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        UnitEconomics economics,
        BillingOptions options,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel,
        int days = 30
    )
    {
        if (days is < 1 or > MostDays)
            return Problems
                .Invalid("days", LocalText.Of($"Allowed: 1 to {MostDays}.", $"Se admite: de 1 a {MostDays}."))
                .Result(http);
        var (from, to) = (time.GetUtcNow().AddDays(-days), time.GetUtcNow());
        return TypedResults.Ok(
            new Answer(
                from,
                to,
                options.LeastMarginPercent,
                new Fee(options.CardFeeBasisPoints, options.CardFeeFixed),
                await economics.OfAsync(from.ToUnixTimeMilliseconds(), to.ToUnixTimeMilliseconds() + 1, cancel)
            )
        );
    }
}
