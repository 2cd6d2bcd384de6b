namespace Waickoff.Sandbox.Payments;

/// <summary>What the pay page says.</summary>
internal sealed record CheckoutTexts
{
    public required string Language { get; init; }
    public required string Title { get; init; }
    public required string Notice { get; init; }
    public required string Total { get; init; }
    public required string Discount { get; init; }
    public required string Tax { get; init; }
    public required string Email { get; init; }
    public required string Card { get; init; }
    public required string CardHelp { get; init; }
    public required string Promotion { get; init; }
    public required string Terms { get; init; }
    public required string Pay { get; init; }
    public required string Apply { get; init; }
    public required string Cancel { get; init; }
    public required string Complete { get; init; }
    public required string Expired { get; init; }
    public required string Missing { get; init; }
    public required string Receipt { get; init; }
    public required string UnknownCard { get; init; }
    public required string NoTerms { get; init; }
    public required string NoPromotion { get; init; }
    public required Func<string, string> Declined { get; init; }
    public required Func<StripeTestCard, string> Does { get; init; }

    public static readonly CheckoutTexts English = new()
    {
        Language = "en",
        Title = "Pay",
        Notice = "This is a sandbox: no money moves and no card is asked for one.",
        Total = "Total",
        Discount = "Discount",
        Tax = "Tax",
        Email = "Email",
        Card = "Test card or bank account",
        CardHelp = "Only these do anything:",
        Promotion = "Promotion code",
        Terms = "I agree to the terms of service.",
        Pay = "Pay",
        Apply = "Apply code",
        Cancel = "Back without paying",
        Complete = "This purchase is complete.",
        Expired = "This page has expired.",
        Missing = "There is no such page.",
        Receipt = "Receipt",
        UnknownCard = "The sandbox does not know this number. Use one of the list.",
        NoTerms = "Agree to the terms to go on.",
        NoPromotion = "This code is not valid.",
        Declined = code => $"The card was declined ({code}). Try another one.",
        Does = card =>
            card switch
            {
                { DeclineCode: { } code } => $"declined: {code}",
                { IsBank: true, Fails: true } => "bank: fails later",
                { IsBank: true } => "bank: paid later",
                { IsDisputed: true } => "paid, then disputed",
                _ => "paid",
            },
    };

    public static readonly CheckoutTexts Spanish = new()
    {
        Language = "es",
        Title = "Pagar",
        Notice = "Esto es un entorno de pruebas: no se mueve dinero ni se pide ninguna tarjeta real.",
        Total = "Total",
        Discount = "Descuento",
        Tax = "Impuesto",
        Email = "Correo electrónico",
        Card = "Tarjeta o cuenta bancaria de prueba",
        CardHelp = "Solo estas hacen algo:",
        Promotion = "Código promocional",
        Terms = "Acepto las condiciones del servicio.",
        Pay = "Pagar",
        Apply = "Aplicar código",
        Cancel = "Volver sin pagar",
        Complete = "Esta compra está completa.",
        Expired = "Esta página ha caducado.",
        Missing = "No existe esta página.",
        Receipt = "Recibo",
        UnknownCard = "El entorno de pruebas no conoce este número. Usa uno de la lista.",
        NoTerms = "Acepta las condiciones para continuar.",
        NoPromotion = "Este código no es válido.",
        Declined = code => $"La tarjeta fue rechazada ({code}). Prueba con otra.",
        Does = card =>
            card switch
            {
                { DeclineCode: { } code } => $"rechazada: {code}",
                { IsBank: true, Fails: true } => "banco: falla después",
                { IsBank: true } => "banco: se paga después",
                { IsDisputed: true } => "pagada y luego reclamada",
                _ => "pagada",
            },
    };

    public static CheckoutTexts Of(string? locale, string acceptLanguage) =>
        locale switch
        {
            "es" => Spanish,
            "en" => English,
            _ => acceptLanguage.TrimStart().StartsWith("es", StringComparison.OrdinalIgnoreCase) ? Spanish : English,
        };
}
