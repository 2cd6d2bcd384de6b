using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Accounts;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>The mails about money, in the language of the purchase; who has left the product gets none.</summary>
internal sealed class BillingMails(PublicAddress address, BillingOptions options, TimeProvider time)
{
    /// <summary>The receipt of a purchase, with what the buyer agreed to and how to take it back.</summary>
    public Task PaidAsync(WaickoffDb db, Purchase purchase, string? receipt, CancellationToken cancel)
    {
        var total = Money(purchase.Total, purchase.Currency);
        var agreed = Time(purchase.ConsentMs);
        var withdrawal = address.Of($"/withdraw?order={purchase.Id}");
        var papers = receipt ?? address.Of("/credits");
        return SendAsync(
            db,
            purchase,
            LocalText.Of($"Your {purchase.Sessions} sessions are there", $"Ya tienes tus {purchase.Sessions} sesiones"),
            LocalText.Of(
                $"""
                Thank you. You bought {purchase.Sessions} sessions at WAIckoff for {total}, tax included.

                Order: {purchase.Id}
                Receipt: {papers}

                On {agreed} you asked us to begin at once and agreed that used sessions are paid for (text {purchase.ConsentVersion}). Sessions that
                you do not use can be given back within {options.RefundDays} days, without a reason: {withdrawal}

                Sessions never expire. WAIckoff is general information, not financial advice.
                """,
                $"""
                Gracias. Compraste {purchase.Sessions} sesiones en WAIckoff por {total}, impuestos incluidos.

                Pedido: {purchase.Id}
                Recibo: {papers}

                El {agreed} pediste empezar ya y aceptaste pagar las sesiones usadas (texto {purchase.ConsentVersion}). Las que no uses se devuelven
                durante {options.RefundDays} días, sin dar motivo: {withdrawal}

                Las sesiones no caducan. WAIckoff es información general, no asesoramiento financiero.
                """
            ),
            cancel
        );
    }

    /// <summary>That a refund was asked for, when, and what comes back.</summary>
    public Task RefundedAsync(WaickoffDb db, Purchase purchase, PurchaseRefund refund, CancellationToken cancel)
    {
        var amount = Money(refund.Amount, purchase.Currency);
        var at = Time(refund.CreatedMs);
        return SendAsync(
            db,
            purchase,
            LocalText.Of($"{amount} comes back to you", $"Te devolvemos {amount}"),
            LocalText.Of(
                $"""
                We received your wish on {at}, for order {purchase.Id}.

                {refund.Sessions} unused sessions were taken back and {amount} goes to the card or account you paid with. Your bank may take some
                days to show it. You need not do anything.
                """,
                $"""
                Recibimos tu petición el {at}, sobre el pedido {purchase.Id}.

                Retiramos {refund.Sessions} sesiones sin usar y {amount} vuelve a la tarjeta o cuenta con la que pagaste. Tu banco puede tardar unos
                días en mostrarlo. No tienes que hacer nada.
                """
            ),
            cancel
        );
    }

    /// <summary>That a refund could not be paid, and how many sessions are back.</summary>
    public Task RefundFailedAsync(
        WaickoffDb db,
        Purchase purchase,
        PurchaseRefund refund,
        long sessions,
        CancellationToken cancel
    ) =>
        SendAsync(
            db,
            purchase,
            new LocalText("Your refund could not be paid", "No se pudo pagar tu devolución"),
            LocalText.Of(
                $"""
                {Money(
                    refund.Amount,
                    purchase.Currency
                )} for order {purchase.Id} could not be paid to the card or account you paid with.

                Your {sessions} sessions are back. Answer this mail and we find another way.
                """,
                $"""
                No se pudo pagar {Money(
                    refund.Amount,
                    purchase.Currency
                )} del pedido {purchase.Id} a la tarjeta o cuenta con la que pagaste.

                Tus {sessions} sesiones han vuelto. Responde a este correo y buscamos otra manera.
                """
            ),
            cancel
        );

    private async Task SendAsync(
        WaickoffDb db,
        Purchase purchase,
        LocalText subject,
        LocalText text,
        CancellationToken cancel
    )
    {
        var email = await db.Set<Person>()
            .Where(p => p.Id == purchase.UserId)
            .Select(p => p.Email)
            .SingleOrDefaultAsync(cancel);
        if (email is not null)
            db.Send(purchase.UserId, email, subject.In(purchase.Language), text.In(purchase.Language), time);
    }

    private static string Money(long amount, string currency) =>
        string.Create(CultureInfo.InvariantCulture, $"{amount / 100m:0.00} {currency.ToUpperInvariant()}");

    private static string Time(long ms) =>
        DateTimeOffset.FromUnixTimeMilliseconds(ms).ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
