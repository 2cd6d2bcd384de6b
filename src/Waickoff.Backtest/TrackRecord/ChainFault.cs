namespace Waickoff.Backtest.TrackRecord;

/// <summary>The first place where a track record is not what was put down.</summary>
/// <param name="Number">The entry.</param>
/// <param name="Id">Its id as stored; empty where there is no entry.</param>
/// <param name="Kind">What differs.</param>
/// <param name="Expected">What should stand there.</param>
/// <param name="Found">What stands there.</param>
public sealed record ChainFault(long Number, string Id, ChainFaultKind Kind, string Expected, string Found);

/// <summary>What can differ.</summary>
public enum ChainFaultKind
{
    /// <summary>Another number follows: an entry was removed or moved.</summary>
    Number,

    /// <summary>It does not hang on the entry before it.</summary>
    Previous,

    /// <summary>Its hash is not that of its text.</summary>
    Hash,

    /// <summary>Its text is no entry in the canonical form, or of another number.</summary>
    Text,

    /// <summary>What it is looked for by is not what its text says.</summary>
    Columns,

    /// <summary>It grades an entry that is not there, is another one, or has its grade already.</summary>
    Grade,

    /// <summary>It is not later than the scenario of its series before it, or says wrongly whether it is apart.</summary>
    Order,

    /// <summary>It has no grade and is not on the list of those that wait for one, or the other way round.</summary>
    Waiting,

    /// <summary>The record ends elsewhere than its stored head says: its tail was cut off.</summary>
    Head,

    /// <summary>It is not the entry that a head noted earlier names.</summary>
    Noted,
}
