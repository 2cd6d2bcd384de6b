namespace Waickoff.Analyst.Briefing;

/// <summary>How a number follows from others.</summary>
public enum DerivationKind
{
    /// <summary><c>[[e3-e7]]</c>: the first less the second, in their form.</summary>
    Difference,

    /// <summary><c>[[e3%e7]]</c>: the first against the second, in percent of the second.</summary>
    Percent,

    /// <summary><c>[[e3~e7]]</c>: half way between two.</summary>
    Midpoint,

    /// <summary><c>[[e3:e7:e9]]</c>: entry, stop, target: what the target pays for each unit of risk.</summary>
    RiskMultiple,
}

/// <summary>
/// A number that follows from evidence. It is computed from the printed values, so that a reader with a pocket calculator gets the same.
/// </summary>
public static class Derivation
{
    /// <summary>The citation between double brackets.</summary>
    public static string Write(DerivationKind kind, IReadOnlyList<Evidence> of) =>
        kind switch
        {
            DerivationKind.Difference => $"{of[0].Id}-{of[1].Id}",
            DerivationKind.Percent => $"{of[0].Id}%{of[1].Id}",
            DerivationKind.Midpoint => $"{of[0].Id}~{of[1].Id}",
            DerivationKind.RiskMultiple => $"{of[0].Id}:{of[1].Id}:{of[2].Id}",
        };

    /// <summary>Its value and form, or null when these cannot be combined: different kinds of numbers, or no risk to divide by.</summary>
    public static (double Value, NumberForm Form)? Compute(
        DerivationKind kind,
        IReadOnlyList<Evidence> of,
        NumberFormat format
    )
    {
        if (of.Count != (kind == DerivationKind.RiskMultiple ? 3 : 2) || of.Any(e => e.Form != of[0].Form))
            return null;
        if (kind == DerivationKind.RiskMultiple && of[0].Form != NumberForm.Price)
            return null;
        var values = of.Select(e => (double)format.Printed(e.Value, e.Form)).ToArray();
        var value = kind switch
        {
            DerivationKind.Difference => values[0] - values[1],
            DerivationKind.Percent => 100 * (values[0] - values[1]) / values[1],
            DerivationKind.Midpoint => (values[0] + values[1]) / 2,
            DerivationKind.RiskMultiple => (values[2] - values[0]) / (values[0] - values[1]),
        };
        if (!double.IsFinite(value))
            return null;
        return kind switch
        {
            DerivationKind.Percent => (value, NumberForm.Percent),
            DerivationKind.RiskMultiple => (value, NumberForm.RiskMultiple),
            // Shares are printed as percentages: half way between two of them is one again.
            _ => (of[0].Form == NumberForm.Share ? value / 100 : value, of[0].Form),
        };
    }
}

/// <summary>A derived number on its way into a text.</summary>
public readonly record struct DerivedQuantity(
    DerivationKind Kind,
    Quantity First,
    Quantity Second,
    Quantity Third = default
);
