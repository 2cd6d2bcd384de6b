namespace Waickoff.Ledger.Sessions;

/// <summary>What one credit buys.</summary>
/// <param name="Tokens">Metered tokens, 1 to 1,000,000,000.</param>
/// <param name="CeilingMicroUsd">The most its model calls may cost in micro-dollars, 0 to 1,000,000,000,000.</param>
public sealed record SessionTerms(long Tokens, long CeilingMicroUsd);

/// <summary>What became of the wish to open a session.</summary>
public enum OpenOutcome
{
    /// <summary>It is open; one credit was taken.</summary>
    Opened,

    /// <summary>There is no credit.</summary>
    NoCredit,

    /// <summary>Credits are owed; nothing opens before that is settled.</summary>
    Owing,

    /// <summary>The session was opened before; nothing changed.</summary>
    AlreadyOpen,
}

/// <summary>What became of the wish to give a session back.</summary>
public enum GiveBackOutcome
{
    /// <summary>The credit is back, open holds are released, the tokens are gone.</summary>
    GivenBack,

    /// <summary>That was done before; nothing changed.</summary>
    AlreadyGivenBack,

    /// <summary>Something was charged, so the credit stays consumed; nothing changed.</summary>
    WasUsed,

    /// <summary>There is no such session.</summary>
    Unknown,
}

/// <summary>Whether a session can be used.</summary>
public enum SessionState
{
    /// <summary>Tokens can be held.</summary>
    Open,

    /// <summary>Nothing can be held; open holds may still settle.</summary>
    Closed,

    /// <summary>Its credit went back.</summary>
    GivenBack,
}

/// <summary>How a session stands.</summary>
/// <param name="Limit">Metered tokens it came with.</param>
/// <param name="Used">Tokens charged.</param>
/// <param name="Held">Tokens held for calls that run or wait for the end of their turn.</param>
/// <param name="Released">Tokens that were left when it ended.</param>
/// <param name="CeilingMicroUsd">The most its model calls may cost.</param>
/// <param name="SpentMicroUsd">Model cost charged against the ceiling.</param>
/// <param name="HeldMicroUsd">Model cost held against the ceiling.</param>
/// <param name="CarriedMicroUsd">Model cost that is ours; it counts against no ceiling.</param>
public sealed record SessionBalance(
    string SessionId,
    string UserId,
    SessionState State,
    long Limit,
    long Used,
    long Held,
    long Released,
    long CeilingMicroUsd,
    long SpentMicroUsd,
    long HeldMicroUsd,
    long CarriedMicroUsd
)
{
    /// <summary>Tokens that can still be held.</summary>
    public long Left => Limit - Used - Held - Released;
}

/// <summary>What the sessions of a lot cost that are over; amounts are in micro-dollars, charged and carried together.</summary>
/// <param name="LotId">The lot whose credits opened them.</param>
/// <param name="Ended">How many are over.</param>
/// <param name="Used">How many of them used at least nine tenths of their tokens.</param>
/// <param name="MicroUsd">What all of them cost.</param>
/// <param name="UsedMicroUsd">What those that were used cost.</param>
/// <param name="LargestMicroUsd">What one of those cost at most.</param>
/// <param name="CeilingMicroUsd">What one of them may cost at most, what is carried aside.</param>
public sealed record LotCosts(
    string LotId,
    long Ended,
    long Used,
    long MicroUsd,
    long UsedMicroUsd,
    long LargestMicroUsd,
    long CeilingMicroUsd
);
