namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>How lines of a stream end.</summary>
public enum LineEnds
{
    /// <summary>As usual.</summary>
    Lf,

    /// <summary>With two characters.</summary>
    CrLf,

    /// <summary>With the other one.</summary>
    Cr,

    /// <summary>Each in its turn.</summary>
    Mixed,
}

/// <summary>What is wrong with a stream. Events are counted from 0, pings included. Only cuts and drips hit an answer in one piece.</summary>
public sealed record StreamFaults
{
    /// <summary>Nothing.</summary>
    public static readonly StreamFaults None = new();

    /// <summary>An error event in place of this one; nothing comes behind it.</summary>
    public int? ErrorAt { get; init; }

    /// <summary>The kind of that error.</summary>
    public string ErrorType { get; init; } = "overloaded_error";

    /// <summary>The connection ends behind so many bytes of the body.</summary>
    public long? CutAtByte { get; init; }

    /// <summary>True when a cut is a reset of the connection, not an end of it.</summary>
    public bool IsReset { get; init; }

    /// <summary>Nothing comes behind so many events, and the connection stays.</summary>
    public int? SilentAfter { get; init; }

    /// <summary>One byte at a time, so far apart.</summary>
    public TimeSpan? DripEvery { get; init; }

    /// <summary>The data of this event is no JSON.</summary>
    public int? MalformedAt { get; init; }

    /// <summary>This event comes twice.</summary>
    public int? DuplicateAt { get; init; }

    /// <summary>An event nobody knows comes before this one.</summary>
    public int? UnknownAt { get; init; }

    /// <summary>So many pings come before each event.</summary>
    public int PingsBetween { get; init; }

    /// <summary>A comment line of so many bytes comes first.</summary>
    public int GiantLineBytes { get; init; }

    /// <summary>True when the last event is missing, and the connection ends as if all were well.</summary>
    public bool IsStopMissing { get; init; }

    /// <summary>True when neither the end of the answer nor its usage is told.</summary>
    public bool IsEndMissing { get; init; }

    /// <summary>How lines end.</summary>
    public LineEnds LineEnds { get; init; }
}
