using System.Collections;

namespace Waickoff.Analysis;

/// <summary>
/// An immutable list that is equal to another when their items are, so that a finding that holds one stays a value. The
/// default is empty.
/// </summary>
public readonly struct ValueList<T> : IReadOnlyList<T>, IEquatable<ValueList<T>>
{
    private readonly T[]? items;

    /// <summary>Takes the items as they are; the array must not be changed afterwards.</summary>
    internal ValueList(T[] items) => this.items = items;

    /// <summary>Copies the items.</summary>
    public ValueList(ReadOnlySpan<T> items) => this.items = items.ToArray();

    /// <inheritdoc />
    public int Count => items?.Length ?? 0;

    /// <summary>The items in order.</summary>
    public ReadOnlySpan<T> Span => items;

    /// <inheritdoc />
    public T this[int index] => Span[index];

    /// <inheritdoc />
    public bool Equals(ValueList<T> other) => Span.SequenceEqual(other.Span, EqualityComparer<T>.Default);

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is ValueList<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Span)
            hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public override string ToString() => $"[{string.Join(", ", items ?? [])}]";

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => (items ?? []).AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>True when all items are equal, in order.</summary>
    public static bool operator ==(ValueList<T> left, ValueList<T> right) => left.Equals(right);

    /// <summary>True when any item differs.</summary>
    public static bool operator !=(ValueList<T> left, ValueList<T> right) => !left.Equals(right);
}
