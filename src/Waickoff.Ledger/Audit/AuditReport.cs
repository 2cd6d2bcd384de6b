namespace Waickoff.Ledger.Audit;

/// <summary>What an audit found.</summary>
/// <param name="AtMs">When, in milliseconds since 1970.</param>
/// <param name="Entries">How many rows of the journal it went through.</param>
/// <param name="Violations">The rules that are broken, by name; none when all is well.</param>
public sealed record AuditReport(long AtMs, long Entries, IReadOnlyList<AuditViolation> Violations)
{
    /// <summary>True when no rule is broken.</summary>
    public bool IsClean => Violations.Count == 0;
}

/// <summary>A rule that is broken.</summary>
/// <param name="Name">The rule, such as <c>session_used_is_not_the_journal</c>.</param>
/// <param name="Count">How often.</param>
/// <param name="Samples">At most 10 of the rows: an account, a business key, or the id of a user, lot, session or hold.</param>
public sealed record AuditViolation(string Name, long Count, IReadOnlyList<string> Samples);
