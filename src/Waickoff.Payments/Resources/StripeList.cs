namespace Waickoff.Payments;

/// <summary>A page of objects, newest first.</summary>
/// <typeparam name="T">The objects.</typeparam>
public sealed record StripeList<T>
    where T : IStripeObject
{
    /// <summary>Those of this page.</summary>
    public IReadOnlyList<T> Data { get; init; } = [];

    /// <summary>There are more behind the last one.</summary>
    public bool HasMore { get; init; }
}
