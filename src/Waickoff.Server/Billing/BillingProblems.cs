using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>The refusals about money.</summary>
internal static class BillingProblems
{
    /// <summary>No answer of 5xx: it is so by configuration, and trying again changes nothing.</summary>
    public static readonly Problem Closed = new(
        409,
        "payments_closed",
        new LocalText("Nothing can be bought here.", "Aquí no se puede comprar nada."),
        new LocalText("Whoever runs this server has set up no payments.", "Quien lleva este servidor no tiene pagos.")
    );

    public static readonly Problem Unavailable = new(
        503,
        "payments_unavailable",
        new LocalText("The payment provider does not answer.", "El proveedor de pagos no responde."),
        new LocalText("Nothing was charged. Try again shortly.", "No se cobró nada. Vuelve a intentarlo en breve.")
    )
    {
        RetryAfter = 5,
    };

    public static readonly Problem Over = new(
        409,
        "purchase_over",
        new LocalText("This purchase is over.", "Esta compra terminó."),
        new LocalText("Begin a new one.", "Empieza otra.")
    );

    public static readonly Problem NotPaid = new(
        409,
        "not_paid",
        new LocalText("This purchase is not paid.", "Esta compra no está pagada."),
        new LocalText("Only paid sessions can be given back.", "Solo se devuelven sesiones pagadas.")
    );

    public static readonly Problem NothingToRefund = new(
        409,
        "nothing_to_refund",
        new LocalText("No unused session is left of this purchase.", "No quedan sesiones sin usar de esta compra."),
        new LocalText("Used sessions are not given back.", "Las sesiones usadas no se devuelven.")
    );

    public static readonly Problem Disputed = new(
        409,
        "disputed",
        new LocalText(
            "Your bank is asking for the money of this purchase.",
            "Tu banco reclama el dinero de esta compra."
        ),
        new LocalText("Wait for its decision.", "Espera su decisión.")
    );

    public static readonly Problem Frozen = new(
        403,
        "dispute_open",
        new LocalText("A payment of yours is disputed.", "Uno de tus pagos está en disputa."),
        new LocalText(
            "No session opens until it is decided; those that run go on.",
            "No se abre ninguna sesión hasta que se decida; las que están abiertas siguen."
        )
    );

    public static Problem TooLate(int days) =>
        new(
            409,
            "refund_too_late",
            LocalText.Of(
                $"The {days} days in which unused sessions can be given back are over.",
                $"Pasaron los {days} días en que se devuelven las sesiones sin usar."
            ),
            new LocalText("They never expire: use them when you like.", "No caducan: úsalas cuando quieras.")
        );

    public static readonly Problem NoConsent = Problems.Invalid(
        "startsNow",
        new LocalText(
            "Allowed: true, once you have agreed that the sessions can be used at once.",
            "Se admite: true, cuando hayas aceptado que las sesiones se puedan usar ya."
        )
    );

    public static readonly Problem UnknownOrder = new(
        404,
        "unknown_order",
        new LocalText("There is no such order of this address.", "No hay tal pedido de esta dirección."),
        new LocalText(
            "Copy both from the mail with the receipt; the order begins with pur_.",
            "Copia los dos del correo con el recibo; el pedido empieza por pur_."
        )
    );

    public static readonly Problem BadSignature = new(
        400,
        "signature",
        new LocalText(
            "The signature is not that of the payment provider.",
            "La firma no es la del proveedor de pagos."
        ),
        new LocalText("Sign the body as it is sent.", "Firma el cuerpo tal como se envía.")
    );

    public static Problem UnknownPack(Catalogue catalogue)
    {
        var names = string.Join(' ', catalogue.Packs.Select(p => p.Name));
        return Problems.Invalid("pack", LocalText.Of($"Allowed: {names}.", $"Se admite: {names}."));
    }
}
