using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis;
using Waickoff.Ledger;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What is sold, and what a buyer agrees to.</summary>
internal static class ReadPacks
{
    /// <summary>The words a buyer agrees to; another text gets another name, and each purchase keeps the name.</summary>
    public const string ConsentVersion = "2026-11";

    private static readonly LocalText Consent = new(
        "I ask to begin at once. I know that I pay for the sessions I use, and that those I do not use can be given back.",
        "Pido empezar ya. Sé que pago las sesiones que use y que las que no use se devuelven."
    );

    /// <param name="IsOpen">Whether anything can be bought here.</param>
    /// <param name="IsTest">Whether no real money moves.</param>
    /// <param name="Packs">The packs, the smallest first.</param>
    /// <param name="Consent">What a buyer agrees to.</param>
    /// <param name="ConsentVersion">The name of that text.</param>
    /// <param name="RefundDays">Days in which unused sessions can be given back.</param>
    /// <param name="SessionHours">How long a session lasts.</param>
    /// <param name="SessionTokens">How many metered tokens it has.</param>
    /// <param name="TaxIsAdded">Whether tax is added to the prices; the pay page says how much before anything is paid.</param>
    /// <param name="Seller">Who sells: name, address, how to be reached; empty where nobody said.</param>
    /// <param name="Opened30Days">Sessions the signed-in person opened in the last 30 days; null for others.</param>
    public sealed record Answer(
        bool IsOpen,
        bool IsTest,
        IReadOnlyList<Item> Packs,
        string Consent,
        string ConsentVersion,
        int RefundDays,
        int SessionHours,
        long SessionTokens,
        bool TaxIsAdded,
        string Seller,
        int? Opened30Days
    );

    /// <param name="Name">What it is called.</param>
    /// <param name="Sessions">How many sessions.</param>
    /// <param name="Price">In minor units, before tax.</param>
    /// <param name="Currency">Three lower-case letters.</param>
    public sealed record Item(string Name, int Sessions, long Price, string Currency);

    public static async Task<Ok<Answer>> HandleAsync(
        ClaimsPrincipal user,
        Database database,
        CreditLedger ledger,
        Catalogue catalogue,
        BillingOptions options,
        StripeGateway stripe,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        int? opened = null;
        if (user.FindPersonId() is { } person)
        {
            var since = time.GetUtcNow().AddDays(-30).ToUnixTimeMilliseconds();
            await using var connection = await database.OpenAsync(cancel);
            opened = await ledger.OpenedAsync(connection, person, since, cancel: cancel);
        }
        return TypedResults.Ok(
            new Answer(
                options.IsOpen,
                !stripe.IsLive,
                [.. catalogue.Packs.Select(p => new Item(p.Name, p.Sessions, p.Price, p.Currency))],
                Consent.In(RequestLanguage.Of(http)),
                ConsentVersion,
                options.RefundDays,
                (int)Catalogue.SessionLife.TotalHours,
                Catalogue.SessionTokens,
                options.AutomaticTax,
                options.Seller,
                opened
            )
        );
    }
}
