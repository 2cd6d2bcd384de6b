using System.Globalization;
using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using Waickoff.Payments;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>Begins a purchase: a pay page at Stripe. The wish is kept before Stripe is asked, so that a repeat finds the same page.</summary>
internal static partial class BuyPack
{
    /// <param name="Pack">Which pack, by its name. What it costs and holds is ours to say.</param>
    /// <param name="StartsNow">That the buyer asked to begin at once and agreed to pay for what is used.</param>
    public sealed record Request(string Pack, bool StartsNow);

    public static async Task<Results<Created<PurchaseAnswer>, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        Catalogue catalogue,
        StripeGateway stripe,
        PayPages pages,
        BillingOptions options,
        TimeProvider time,
        ILogger<Purchase> log,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (IdempotencyKey.Of(http) is not { } key)
            return Problems.KeyMissing.Result(http);
        if (catalogue.Find(request.Pack) is not { } pack)
            return BillingProblems.UnknownPack(catalogue).Result(http);
        if (!request.StartsNow)
            return BillingProblems.NoConsent.Result(http);
        if (!options.IsOpen)
            return BillingProblems.Closed.Result(http);
        var purchase = await FindAsync(db, user.PersonId(), key, cancel);
        if (purchase is null)
        {
            purchase = Begin(pack, user.PersonId(), key, RequestLanguage.Of(http), time);
            db.Add(purchase);
            try
            {
                await db.SaveChangesAsync(cancel);
            }
            catch (DbUpdateException)
            {
                // A twin of this request was faster, or the answer of the database was lost.
                db.ChangeTracker.Clear();
                purchase = await FindAsync(db, user.PersonId(), key, CancellationToken.None);
                if (purchase is null)
                    throw;
            }
        }
        if (purchase.Pack != pack.Name)
            return Problems.KeyReused.Result(http);
        try
        {
            if (!await pages.OpenAsync(purchase, pack, http.Request, cancel))
                return BillingProblems.Over.Result(http);
        }
        catch (StripeException e)
        {
            NotMade(log, purchase.Id, e.Message);
            return BillingProblems.Unavailable.Result(http);
        }
        return TypedResults.Created($"/api/purchases/{purchase.Id}", PurchaseAnswer.Of(purchase, null, []));
    }

    private static Purchase Begin(Pack pack, string person, string key, string language, TimeProvider time)
    {
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        return new Purchase
        {
            Id = Id.New("pur", time),
            UserId = person,
            Key = key,
            Pack = pack.Name,
            Sessions = pack.Sessions,
            Price = pack.Price,
            Currency = pack.Currency,
            Language = language,
            ConsentMs = now,
            ConsentVersion = ReadPacks.ConsentVersion,
            CreatedMs = now,
        };
    }

    private static Task<Purchase?> FindAsync(WaickoffDb db, string person, string key, CancellationToken cancel) =>
        db.Set<Purchase>().AsNoTracking().SingleOrDefaultAsync(p => p.UserId == person && p.Key == key, cancel);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Purchase {Id} has no pay page: {Reason}")]
    private static partial void NotMade(ILogger log, string id, string reason);
}

/// <summary>The pay pages of purchases.</summary>
internal sealed class PayPages(
    WaickoffDb db,
    StripeGateway stripe,
    BillingOptions options,
    PublicAddress address,
    TimeProvider time
)
{
    /// <summary>Sees to it that a purchase has its pay page.</summary>
    /// <returns>False when it has none and gets none any more.</returns>
    public async Task<bool> OpenAsync(Purchase purchase, Pack pack, HttpRequest request, CancellationToken cancel)
    {
        if (purchase.CheckoutSession is not null)
            return true;
        var age = time.GetUtcNow().ToUnixTimeMilliseconds() - purchase.CreatedMs;
        if (purchase.State != PurchaseState.Open || age > (long)Purchase.Life.TotalMilliseconds)
            return false;
        var email = await db.Set<Person>()
            .Where(p => p.Id == purchase.UserId)
            .Select(p => p.Email)
            .SingleOrDefaultAsync(cancel);
        // The id of the purchase is the key: however often and by whom it is asked, there is one page.
        var session = await stripe.Client.CreateCheckoutSessionAsync(
            Page(purchase, pack, email, request),
            purchase.Id,
            cancel
        );
        await db.Set<Purchase>()
            .Where(p => p.Id == purchase.Id && p.CheckoutSession == null)
            .ExecuteUpdateAsync(
                p => p.SetProperty(x => x.CheckoutSession, session.Id).SetProperty(x => x.Url, session.Url),
                cancel
            );
        (purchase.CheckoutSession, purchase.Url) = (session.Id, session.Url);
        return true;
    }

    private CheckoutSessionCreate Page(Purchase purchase, Pack pack, string? email, HttpRequest request)
    {
        var notes = new Dictionary<string, string>
        {
            ["purchase"] = purchase.Id,
            ["package"] = purchase.Pack,
            ["sessions"] = purchase.Sessions.ToString(CultureInfo.InvariantCulture),
        };
        return new CheckoutSessionCreate
        {
            LineItems =
            [
                pack.StripePrice.Length > 0
                    ? new LineItemCreate { Price = pack.StripePrice }
                    : new LineItemCreate { PriceData = PriceOf(purchase) },
            ],
            SuccessUrl = address.Of("/success?session_id={CHECKOUT_SESSION_ID}", request),
            CancelUrl = address.Of("/cancel", request),
            ClientReferenceId = purchase.Id,
            CustomerEmail = email,
            AllowPromotionCodes = true,
            AutomaticTax = options.AutomaticTax,
            TaxIdCollection = options.AutomaticTax,
            InvoiceCreation = true,
            InvoiceMetadata = notes,
            RequiresTerms = true,
            SubmitType = "pay",
            SubmitText =
                purchase.Language == "es"
                    ? "Una sesión: 24 horas o 100.000 tokens sobre un mercado. No caducan; las que no uses se devuelven."
                    : "One session: 24 hours or 100,000 tokens about one market. They never expire; unused ones can be given back.",
            Locale = purchase.Language,
            AdaptivePricing = false,
            Metadata = notes,
            PaymentMetadata = notes,
            ReceiptEmail = email,
        };
    }

    private PriceDataCreate PriceOf(Purchase purchase) =>
        new()
        {
            Currency = purchase.Currency,
            UnitAmount = purchase.Price,
            ProductName = $"WAIckoff {char.ToUpperInvariant(purchase.Pack[0])}{purchase.Pack[1..]} Pack",
            ProductDescription =
                purchase.Language == "es"
                    ? $"{purchase.Sessions.ToString(CultureInfo.InvariantCulture)} sesiones de análisis"
                    : $"{purchase.Sessions.ToString(CultureInfo.InvariantCulture)} analysis sessions",
            TaxBehavior = options.AutomaticTax ? "exclusive" : null,
        };
}
