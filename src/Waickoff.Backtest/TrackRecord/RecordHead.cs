using System.Globalization;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>The last entry of a track record. Who has noted it can tell later whether anything up to it was changed.</summary>
/// <param name="Number">Its number; 0 while there is none.</param>
/// <param name="Hash">Its hash.</param>
public sealed record RecordHead(long Number, string Hash)
{
    /// <summary>That of a record without entries.</summary>
    public static readonly RecordHead Empty = new(0, RecordChain.Start);

    /// <summary><c>number:hash</c>.</summary>
    public override string ToString() => FormattableString.Invariant($"{Number}:{Hash}");

    /// <summary>Reads <c>number:hash</c>; false for anything else.</summary>
    public static bool TryParse(string? text, out RecordHead head)
    {
        head = Empty;
        if (text?.Split(':') is not [var number, var hash] || !RecordChain.IsHash(hash))
            return false;
        if (!long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var place) || place < 1)
            return false;
        head = new RecordHead(place, hash);
        return true;
    }
}
