namespace Waickoff.Ledger.Entries;

/// <summary>What a user has.</summary>
/// <param name="Credits">Sessions that can be opened; never negative.</param>
/// <param name="Owed">Credits spent and then taken back by a refund or a dispute; no session opens while any is owed.</param>
/// <param name="Lots">The grants, oldest first, those that are used up included.</param>
public sealed record UserBalance(long Credits, long Owed, IReadOnlyList<CreditLot> Lots);

/// <summary>Credits that came together.</summary>
/// <param name="Id">The business key of the grant.</param>
/// <param name="Credits">How many came.</param>
/// <param name="Remaining">How many are left.</param>
/// <param name="Revoked">How many were taken back, those that are owed for included.</param>
/// <param name="Reason">Why a person gave them; null for the other sources unless said.</param>
/// <param name="GrantedMs">When, in milliseconds since 1970.</param>
public sealed record CreditLot(
    string Id,
    GrantSource Source,
    long Credits,
    long Remaining,
    long Revoked,
    string? Reason,
    long GrantedMs
);

/// <summary>One line of what a user sees of the journal.</summary>
/// <param name="Id">The cursor of the line.</param>
/// <param name="Change">Credits or tokens, negative when they went away.</param>
/// <param name="InTokens">True for tokens, false for credits.</param>
/// <param name="SessionId">The session it is about, if any.</param>
/// <param name="TurnId">The turn that was charged, if any.</param>
/// <param name="Reference">The lot of credits, or the hold that was settled.</param>
/// <param name="AtMs">When, in milliseconds since 1970.</param>
public sealed record StatementLine(
    long Id,
    EntryKind Kind,
    long Change,
    bool InTokens,
    string? SessionId,
    string? TurnId,
    string Reference,
    long AtMs
);
