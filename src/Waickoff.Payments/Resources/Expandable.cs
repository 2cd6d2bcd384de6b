namespace Waickoff.Payments;

/// <summary>What has an id at Stripe.</summary>
public interface IStripeObject
{
    /// <summary>The id, whose first letters tell the kind: <c>cs_ pi_ ch_ re_ dp_ in_ evt_ cus_ txn_</c>.</summary>
    string Id { get; }
}

/// <summary>A reference to another object: its id, and the object itself where the request asked for it.</summary>
/// <typeparam name="T">The object.</typeparam>
/// <param name="Id">Its id.</param>
/// <param name="Value">The object; null where it was not asked for.</param>
public sealed record Expandable<T>(string Id, T? Value)
    where T : class, IStripeObject;
