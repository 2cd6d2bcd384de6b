namespace Waickoff.Ledger.Entries;

/// <summary>What a row of the journal is about.</summary>
public enum EntryKind
{
    /// <summary>Credits that came to a user.</summary>
    Grant,

    /// <summary>Credits that paid what the user owed.</summary>
    Repay,

    /// <summary>Credits taken back that were still there.</summary>
    Revoke,

    /// <summary>Credits taken back that were spent already: owed from now on.</summary>
    Owe,

    /// <summary>The credit that opened a session.</summary>
    Open,

    /// <summary>The credit of a session that could not be used.</summary>
    GiveBack,

    /// <summary>The tokens of a session when it opened.</summary>
    Issue,

    /// <summary>Tokens held for one call of the model.</summary>
    Hold,

    /// <summary>What the call did not need of its hold, while the rest is still held.</summary>
    Reduce,

    /// <summary>Tokens charged.</summary>
    Post,

    /// <summary>What a settled hold did not need.</summary>
    Rest,

    /// <summary>A hold that was let go whole.</summary>
    Release,

    /// <summary>A hold whose lease ended.</summary>
    Expire,

    /// <summary>Tokens left when the session closed.</summary>
    Close,

    /// <summary>Model cost within the session's ceiling.</summary>
    Cost,

    /// <summary>Model cost that we carry: repairs, failed turns, calls that went over their hold.</summary>
    Carried,

    /// <summary>Money that was paid, earned, kept as a fee or given back.</summary>
    Money,
}

/// <summary>The words of the journal.</summary>
internal static class EntryKinds
{
    public static string Stored(this EntryKind kind) =>
        kind switch
        {
            EntryKind.Grant => "grant",
            EntryKind.Repay => "repay",
            EntryKind.Revoke => "revoke",
            EntryKind.Owe => "owe",
            EntryKind.Open => "open",
            EntryKind.GiveBack => "give_back",
            EntryKind.Issue => "issue",
            EntryKind.Hold => "hold",
            EntryKind.Reduce => "reduce",
            EntryKind.Post => "post",
            EntryKind.Rest => "rest",
            EntryKind.Release => "release",
            EntryKind.Expire => "expire",
            EntryKind.Close => "close",
            EntryKind.Cost => "cost",
            EntryKind.Carried => "carried",
            EntryKind.Money => "money",
        };

    public static EntryKind Read(string stored)
    {
        foreach (var kind in Enum.GetValues<EntryKind>())
            if (kind.Stored() == stored)
                return kind;
        throw new InvalidDataException($"'{stored}' is no kind of entry");
    }
}
