namespace Waickoff.Sandbox.Payments;

/// <summary>A way to pay that does always the same.</summary>
/// <param name="Number">What is typed: the number of a card, or the account of a bank.</param>
/// <param name="DeclineCode">Why it is refused; null where it is taken.</param>
/// <param name="IsBank">The money comes later.</param>
/// <param name="Fails">The money does not come.</param>
/// <param name="IsDisputed">The customer's bank asks it back as soon as it is paid.</param>
public sealed record StripeTestCard(
    string Number,
    string? DeclineCode = null,
    bool IsBank = false,
    bool Fails = false,
    bool IsDisputed = false
)
{
    /// <summary>Paid at once.</summary>
    public static readonly StripeTestCard Paid = new("4242424242424242");

    /// <summary>Refused.</summary>
    public static readonly StripeTestCard Declined = new("4000000000000002", "generic_decline");

    /// <summary>Refused: not enough money.</summary>
    public static readonly StripeTestCard NoFunds = new("4000000000009995", "insufficient_funds");

    /// <summary>Refused: too old.</summary>
    public static readonly StripeTestCard Expired = new("4000000000000069", "expired_card");

    /// <summary>Refused: wrong check digits.</summary>
    public static readonly StripeTestCard WrongCode = new("4000000000000127", "incorrect_cvc");

    /// <summary>Refused: something failed on the way.</summary>
    public static readonly StripeTestCard ProcessingError = new("4000000000000119", "processing_error");

    /// <summary>Paid, then asked back by the bank.</summary>
    public static readonly StripeTestCard Disputed = new("4000000000000259", IsDisputed: true);

    /// <summary>A bank whose money comes later.</summary>
    public static readonly StripeTestCard BankWell = new("DE89370400440532013000", IsBank: true);

    /// <summary>A bank whose money does not come.</summary>
    public static readonly StripeTestCard BankFails = new("DE62370400440532013001", IsBank: true, Fails: true);

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<StripeTestCard> All =
    [
        Paid,
        Declined,
        NoFunds,
        Expired,
        WrongCode,
        ProcessingError,
        Disputed,
        BankWell,
        BankFails,
    ];

    /// <summary>The one that was typed, whatever the spaces; null for any other.</summary>
    public static StripeTestCard? Find(string? typed)
    {
        var number = string.Concat((typed ?? "").Where(char.IsAsciiLetterOrDigit)).ToUpperInvariant();
        return All.FirstOrDefault(c => c.Number == number);
    }
}
