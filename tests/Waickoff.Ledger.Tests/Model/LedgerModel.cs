using Waickoff.Ledger.Entries;
using Waickoff.Ledger.Holds;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Ledger.Tests.Model;

/// <summary>
/// What the ledger promises, said once more without a database: plain objects, no journal, one thread. It answers with the ledger's own
/// records, so that answers can be compared as they are.
/// </summary>
internal sealed class LedgerModel
{
    private readonly Dictionary<string, User> users = [];
    private readonly Dictionary<string, Lot> lots = [];
    private readonly Dictionary<string, Session> sessions = [];
    private readonly Dictionary<string, Hold> holds = [];
    private readonly HashSet<string> keys = [];

    public bool Grant(string user, long credits, GrantSource source, string key, long nowMs, string? reason)
    {
        users.TryAdd(user, new User());
        if (lots.ContainsKey(key))
            return false;
        lots[key] = new Lot(key, user, source, credits, reason, nowMs);
        Receive(lots[key], credits);
        return true;
    }

    public long? Revoke(string lotId, long credits, string key)
    {
        if (!lots.TryGetValue(lotId, out var lot))
            throw new ArgumentException("Unknown.", nameof(lotId));
        if (keys.Contains(key))
            return null;
        if (lot.Revoked + credits > lot.Credits)
            throw new ArgumentException("Too many.", nameof(credits));
        keys.Add(key);
        lot.Revoked += credits;
        var missing = credits;
        foreach (var other in LotsOf(lot.User).OrderBy(l => l != lot))
        {
            var part = Math.Min(other.Remaining, missing);
            other.Remaining -= part;
            missing -= part;
        }
        users[lot.User].Owed += missing;
        return missing;
    }

    public OpenOutcome Open(string user, string session, SessionTerms terms)
    {
        if (sessions.ContainsKey(session))
            return OpenOutcome.AlreadyOpen;
        var owed = users.TryGetValue(user, out var known) ? known.Owed : 0;
        if (owed > 0)
            return OpenOutcome.Owing;
        if (LotsOf(user).FirstOrDefault(l => l.Remaining > 0) is not { } lot)
            return OpenOutcome.NoCredit;
        lot.Remaining--;
        sessions[session] = new Session(session, user, lot, terms);
        return OpenOutcome.Opened;
    }

    public GiveBackOutcome GiveBack(string id)
    {
        if (!sessions.TryGetValue(id, out var session))
            return GiveBackOutcome.Unknown;
        if (session.State == SessionState.GivenBack)
            return GiveBackOutcome.AlreadyGivenBack;
        if (Balance(session) is { } balance && balance.Used + balance.SpentMicroUsd > 0)
            return GiveBackOutcome.WasUsed;
        foreach (var hold in holds.Values.Where(h => h.SessionId == id && h.State == HoldState.Held).ToList())
            holds[hold.Id] = hold with { State = HoldState.Released };
        session.State = SessionState.GivenBack;
        Receive(session.Lot, 1);
        return GiveBackOutcome.GivenBack;
    }

    public bool Close(string id)
    {
        if (!sessions.TryGetValue(id, out var session) || session.State != SessionState.Open)
            return false;
        session.State = SessionState.Closed;
        return true;
    }

    public HoldOutcome Hold(HoldRequest request)
    {
        var id = request.HoldId ?? $"{request.TurnId}:{request.Attempt}";
        if (!sessions.TryGetValue(request.SessionId, out var session))
            return new HoldOutcome(id, HoldRefusal.UnknownSession, null);
        var before = Balance(session);
        var left = before.Left - request.Tokens;
        HoldRefusal? refusal =
            holds.ContainsKey(id) ? HoldRefusal.AlreadyHeld
            : session.State != SessionState.Open ? HoldRefusal.SessionClosed
            : left < 0 ? HoldRefusal.NotEnoughTokens
            : before.SpentMicroUsd
                + before.HeldMicroUsd
                + request.MicroUsd
                + left * (decimal)request.ReservePriceMicroUsdPerMillion / 1_000_000
            > before.CeilingMicroUsd
                ? HoldRefusal.NotEnoughMoney
            : null;
        if (refusal is null)
            holds[id] = new Hold(
                id,
                request.SessionId,
                request.TurnId,
                request.Attempt,
                HoldState.Held,
                request.Tokens,
                request.MicroUsd,
                request.Tokens,
                request.MicroUsd,
                0,
                0,
                request.LeaseUntilMs
            );
        return new HoldOutcome(id, refusal, Balance(session));
    }

    public HoldChange Reduce(string id, long tokens, long microUsd)
    {
        if (!holds.TryGetValue(id, out var hold))
            return new HoldChange(false, null, 0, 0, 0, 0, null);
        var smaller = hold with
        {
            Tokens = Math.Min(tokens, hold.Tokens),
            MicroUsd = Math.Min(microUsd, hold.MicroUsd),
        };
        if (hold.State != HoldState.Held || smaller == hold)
            return Unchanged(hold);
        holds[id] = smaller;
        return Unchanged(smaller) with { Changed = true };
    }

    public HoldChange End(string id, HoldState state, long tokens, long microUsd)
    {
        if (!holds.TryGetValue(id, out var hold))
            return new HoldChange(false, null, 0, 0, 0, 0, null);
        if (hold.State != HoldState.Held)
            return Unchanged(hold);
        var (posted, spent) = (Math.Min(tokens, hold.Tokens), Math.Min(microUsd, hold.MicroUsd));
        holds[id] = hold with { State = state, PostedTokens = posted, PostedMicroUsd = spent };
        var session = sessions[hold.SessionId];
        session.Carried += microUsd - spent;
        return Unchanged(holds[id]) with
        {
            Changed = true,
            OverTokens = tokens - posted,
            OverMicroUsd = microUsd - spent,
        };
    }

    public int Extend(string turn, long leaseUntilMs)
    {
        var open = holds.Values.Where(h => h.TurnId == turn && h.State == HoldState.Held).ToList();
        foreach (var hold in open)
            holds[hold.Id] = hold with { LeaseUntilMs = Math.Max(hold.LeaseUntilMs, leaseUntilMs) };
        return open.Count;
    }

    public IReadOnlyList<Hold> Expire(long leaseBeforeMs)
    {
        var late = holds
            .Values.Where(h => h.State == HoldState.Held && h.LeaseUntilMs <= leaseBeforeMs)
            .OrderBy(h => h.SessionId, StringComparer.Ordinal)
            .ThenBy(h => h.Id, StringComparer.Ordinal)
            .Select(h => h with { State = HoldState.Expired })
            .ToList();
        foreach (var hold in late)
            holds[hold.Id] = hold;
        return late;
    }

    public bool RecordCost(string session, string turn, int attempt, long microUsd)
    {
        if (!sessions.TryGetValue(session, out var known))
            throw new ArgumentException("Unknown.", nameof(session));
        if (microUsd == 0 || !keys.Add($"{turn}:{attempt}"))
            return false;
        known.Carried += microUsd;
        return true;
    }

    public SessionBalance? SessionOf(string session) =>
        sessions.TryGetValue(session, out var known) ? Balance(known) : null;

    public UserBalance UserOf(string user) =>
        new(
            LotsOf(user).Sum(l => l.Remaining),
            users.TryGetValue(user, out var known) ? known.Owed : 0,
            [
                .. LotsOf(user)
                    .Select(l => new CreditLot(
                        l.Id,
                        l.Source,
                        l.Credits,
                        l.Remaining,
                        l.Revoked,
                        l.Reason,
                        l.GrantedMs
                    )),
            ]
        );

    public IReadOnlyList<Hold> Holds(string turn) =>
        [.. holds.Values.Where(h => h.TurnId == turn).OrderBy(h => h.Attempt)];

    private void Receive(Lot lot, long credits)
    {
        var user = users[lot.User];
        var paid = Math.Min(user.Owed, credits);
        user.Owed -= paid;
        lot.Remaining += credits - paid;
    }

    private IEnumerable<Lot> LotsOf(string user) =>
        lots.Values.Where(l => l.User == user).OrderBy(l => l.GrantedMs).ThenBy(l => l.Id, StringComparer.Ordinal);

    private HoldChange Unchanged(Hold hold) =>
        new(
            false,
            hold.State,
            hold.State switch
            {
                HoldState.Held => hold.Tokens,
                HoldState.Settled => hold.PostedTokens,
                _ => 0,
            },
            hold.State switch
            {
                HoldState.Held => hold.MicroUsd,
                HoldState.Settled => hold.PostedMicroUsd,
                _ => 0,
            },
            0,
            0,
            Balance(sessions[hold.SessionId])
        );

    /// <summary>Everything is summed up anew from the holds.</summary>
    private SessionBalance Balance(Session session)
    {
        var mine = holds.Values.Where(h => h.SessionId == session.Id).ToList();
        var held = mine.Where(h => h.State == HoldState.Held).ToList();
        var used = mine.Sum(h => h.PostedTokens);
        var left = session.Terms.Tokens - used - held.Sum(h => h.Tokens);
        return new SessionBalance(
            session.Id,
            session.User,
            session.State,
            session.Terms.Tokens,
            used,
            held.Sum(h => h.Tokens),
            session.State == SessionState.Open ? 0 : left,
            session.Terms.CeilingMicroUsd,
            mine.Sum(h => h.PostedMicroUsd),
            held.Sum(h => h.MicroUsd),
            session.Carried
        );
    }

    private sealed class User
    {
        public long Owed { get; set; }
    }

    private sealed record Lot(string Id, string User, GrantSource Source, long Credits, string? Reason, long GrantedMs)
    {
        public long Remaining { get; set; }

        public long Revoked { get; set; }
    }

    private sealed record Session(string Id, string User, Lot Lot, SessionTerms Terms)
    {
        public SessionState State { get; set; }

        public long Carried { get; set; }
    }
}
