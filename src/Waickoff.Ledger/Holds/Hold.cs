using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger.Holds;

/// <summary>What one attempt to call the model may cost at most.</summary>
/// <param name="SessionId">The session that pays.</param>
/// <param name="TurnId">The turn it belongs to.</param>
/// <param name="Attempt">The number of the call in its turn; turn and attempt are one hold, ever.</param>
/// <param name="Tokens">Metered tokens, 1 to 1,000,000,000.</param>
/// <param name="MicroUsd">Its cost in micro-dollars rounded up, 0 to 1,000,000,000,000.</param>
/// <param name="LeaseUntilMs">When the hold expires unless the lease is extended.</param>
/// <param name="ReservePriceMicroUsdPerMillion">
/// Micro-dollars per million metered tokens, 0 to 1,000,000,000, that must stay free for each token left after this hold: the
/// dearest price per metered token of the cheapest configured model.
/// </param>
/// <param name="HoldId">The name of the hold; null for <c>turn:attempt</c>.</param>
public sealed record HoldRequest(
    string SessionId,
    string TurnId,
    int Attempt,
    long Tokens,
    long MicroUsd,
    long LeaseUntilMs,
    long ReservePriceMicroUsdPerMillion = 0,
    string? HoldId = null
);

/// <summary>Why nothing was held.</summary>
public enum HoldRefusal
{
    /// <summary>More tokens than are left.</summary>
    NotEnoughTokens,

    /// <summary>The call, or what must stay free for the tokens left after it, goes over the ceiling.</summary>
    NotEnoughMoney,

    /// <summary>The session has ended.</summary>
    SessionClosed,

    /// <summary>There is no such session.</summary>
    UnknownSession,

    /// <summary>This attempt of this turn has, or had, a hold; nothing changed.</summary>
    AlreadyHeld,
}

/// <summary>What became of the wish to hold.</summary>
/// <param name="HoldId">The hold, also when it was there already.</param>
/// <param name="Refusal">Null when it is held.</param>
/// <param name="Balance">How the session stands now; null for an unknown one.</param>
public sealed record HoldOutcome(string HoldId, HoldRefusal? Refusal, SessionBalance? Balance)
{
    /// <summary>True when the tokens are held.</summary>
    public bool IsHeld => Refusal is null;
}

/// <summary>Where a hold stands.</summary>
public enum HoldState
{
    /// <summary>It counts against the limit.</summary>
    Held,

    /// <summary>What was used is charged, the rest is back.</summary>
    Settled,

    /// <summary>It is back whole.</summary>
    Released,

    /// <summary>It is back whole, because nobody extended its lease.</summary>
    Expired,
}

/// <summary>What a call on a hold did.</summary>
/// <param name="Changed">False when the hold had ended before, or is not there.</param>
/// <param name="State">The state it has now; null when there is no such hold.</param>
/// <param name="Tokens">Charged when settled, still held when held, else 0.</param>
/// <param name="MicroUsd">The same of its cost.</param>
/// <param name="OverTokens">What the provider reported beyond the hold: our loss, noted as an anomaly.</param>
/// <param name="OverMicroUsd">The same of its cost: carried.</param>
/// <param name="Balance">How the session stands now; null when there is no such hold.</param>
public sealed record HoldChange(
    bool Changed,
    HoldState? State,
    long Tokens,
    long MicroUsd,
    long OverTokens,
    long OverMicroUsd,
    SessionBalance? Balance
);

/// <summary>One attempt as it is stored.</summary>
/// <param name="AskedTokens">What was held at first.</param>
/// <param name="AskedMicroUsd">The same of its cost.</param>
/// <param name="Tokens">What it was when it ended, or is.</param>
/// <param name="MicroUsd">The same of its cost.</param>
/// <param name="PostedTokens">What was charged.</param>
/// <param name="PostedMicroUsd">The same of its cost.</param>
public sealed record Hold(
    string Id,
    string SessionId,
    string TurnId,
    int Attempt,
    HoldState State,
    long AskedTokens,
    long AskedMicroUsd,
    long Tokens,
    long MicroUsd,
    long PostedTokens,
    long PostedMicroUsd,
    long LeaseUntilMs
);
