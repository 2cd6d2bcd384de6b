using System.Net;
using Waickoff.Payments;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Sandbox.Tests.Payments;

public class CheckoutPageTests
{
    private static readonly SocketsHttpHandler Handler = new() { AllowAutoRedirect = false, UseCookies = false };
    private static readonly HttpClient Browser = new(Handler);

    [Theory]
    [InlineData("es", "Pagar", "entorno de pruebas")]
    [InlineData("en", "Pay", "sandbox")]
    public async Task The_page_speaks_both_languages_and_runs_no_script(string locale, string title, string notice)
    {
        await using var shop = await Shop.OpenAsync();
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack() with { Locale = locale }, "k");

        using var response = await Browser.GetAsync(made.Url);
        var html = await response.Content.ReadAsStringAsync();

        html.ShouldContain($"<html lang=\"{locale}\">");
        html.ShouldContain($"<h1>{title}</h1>");
        html.ShouldContain(notice);
        html.ShouldContain("Starter &lt;5&gt;");
        html.ShouldContain("5.00 USD");
        html.ShouldNotContain("<script");
        html.ShouldNotContain("https://");
        response.Headers.GetValues("Content-Security-Policy").Single().ShouldStartWith("default-src 'none'");
    }

    [Fact]
    public async Task Who_pays_goes_back_with_the_number_of_the_page()
    {
        await using var shop = await Shop.OpenAsync();
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");

        using var paid = await PayAsync(made, ("card", "4242 4242 4242 4242"), ("email", "ana@example.com"));

        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        paid.Headers.Location!.ToString().ShouldBe($"http://127.0.0.1:9/done?session={made.Id}");
        var read = await shop.Client.GetCheckoutSessionAsync(made.Id);
        read.IsPaid.ShouldBeTrue();
        read.CustomerDetails!.Email.ShouldBe("ana@example.com");
        (await Browser.GetStringAsync(new Uri(shop.Stripe.BaseUrl, $"/c/pay/{made.Id}"))).ShouldContain("complete");
    }

    [Fact]
    public async Task A_refused_card_is_said_beside_the_field_and_another_may_be_tried()
    {
        await using var shop = await Shop.OpenAsync();
        var made = await shop.Client.CreateCheckoutSessionAsync(Shop.Pack(), "k");
        foreach (var number in (string[])[StripeTestCard.NoFunds.Number, "4111 1111 1111 1111", "", "<script>"])
        {
            using var refused = await PayAsync(made, ("card", number));
            var html = await refused.Content.ReadAsStringAsync();
            refused.StatusCode.ShouldBe(HttpStatusCode.OK);
            html.ShouldContain("role=\"alert\"");
            html.ShouldContain("aria-invalid=\"true\"");
            html.ShouldNotContain("<script");
        }
        shop.Stripe.All("charge").ShouldBeEmpty();

        using var paid = await PayAsync(made, ("card", StripeTestCard.Paid.Number));
        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
    }

    [Fact]
    public async Task Terms_must_be_agreed_to_and_codes_must_be_valid()
    {
        await using var shop = await Shop.OpenAsync(
            new SandboxStripeOptions { PromotionCodes = new Dictionary<string, int> { ["HALF"] = 50 } }
        );
        var made = await shop.Client.CreateCheckoutSessionAsync(
            Shop.Pack() with
            {
                RequiresTerms = true,
                TermsText = "I agree & begin now",
                AllowPromotionCodes = true,
            },
            "k"
        );
        var card = ("card", StripeTestCard.Paid.Number);
        using (var refused = await PayAsync(made, card))
            (await refused.Content.ReadAsStringAsync()).ShouldContain("I agree &amp; begin now");
        using (var refused = await PayAsync(made, card, ("terms", "on"), ("promotion", "FREE")))
            refused.StatusCode.ShouldBe(HttpStatusCode.OK);
        using (var applied = await PayAsync(made, ("promotion", "HALF"), ("action", "apply")))
            (await applied.Content.ReadAsStringAsync()).ShouldContain("2.50 USD");
        (await shop.Client.GetCheckoutSessionAsync(made.Id)).Status.ShouldBe("open");

        using var paid = await PayAsync(made, card, ("terms", "on"), ("promotion", "HALF"));

        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        var read = await shop.Client.GetCheckoutSessionAsync(made.Id);
        (read.AmountTotal, read.Consent!.TermsOfService).ShouldBe((250, "accepted"));
    }

    [Fact]
    public async Task A_page_that_is_not_there_says_so()
    {
        await using var shop = await Shop.OpenAsync();
        using var response = await Browser.GetAsync(new Uri(shop.Stripe.BaseUrl, "/c/pay/cs_none"));
        response.StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await response.Content.ReadAsStringAsync()).ShouldContain("<h1>");
    }

    private static Task<HttpResponseMessage> PayAsync(CheckoutSession session, params (string, string)[] fields) =>
        Browser.PostAsync(
            session.Url,
            new FormUrlEncodedContent(fields.Select(f => new KeyValuePair<string, string>(f.Item1, f.Item2)))
        );
}
