namespace Waickoff.Payments;

/// <summary>Money to be given back.</summary>
public sealed record RefundCreate
{
    /// <summary>The payment.</summary>
    public required string PaymentIntent { get; init; }

    /// <summary>In minor units, 1 or more; null for all that is left.</summary>
    public long? Amount { get; init; }

    /// <summary><c>duplicate fraudulent requested_by_customer</c>.</summary>
    public string? Reason { get; init; }

    /// <summary>Kept with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal Form ToForm()
    {
        if (Amount is { } amount)
            ArgumentOutOfRangeException.ThrowIfLessThan(amount, 1, nameof(Amount));
        return new Form()
            .Add("payment_intent", PaymentIntent)
            .Add("amount", Amount)
            .Add("reason", Reason)
            .Add("metadata", Metadata);
    }
}

/// <summary>A customer to be kept.</summary>
public sealed record CustomerCreate
{
    /// <summary>The mail address.</summary>
    public required string Email { get; init; }

    /// <summary>The languages to write in, best first.</summary>
    public IReadOnlyList<string> PreferredLocales { get; init; } = [];

    /// <summary>Kept with it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>();

    internal Form ToForm() =>
        new Form().Add("email", Email).Add("preferred_locales", PreferredLocales).Add("metadata", Metadata);
}

/// <summary>Which page of a list.</summary>
/// <param name="Limit">How many, 1 to 100.</param>
/// <param name="StartingAfter">The id behind which it begins; null for the newest.</param>
/// <param name="EndingBefore">The id before which it ends; not with the other.</param>
public sealed record PageOf(int Limit = 100, string? StartingAfter = null, string? EndingBefore = null)
{
    internal Form WriteTo(Form form)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(Limit, 100);
        return form.Add("limit", Limit).Add("starting_after", StartingAfter).Add("ending_before", EndingBefore);
    }
}
