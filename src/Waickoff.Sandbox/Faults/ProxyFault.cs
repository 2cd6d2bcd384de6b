namespace Waickoff.Sandbox.Faults;

/// <summary>What a <see cref="FaultProxy"/> does to what passes. It holds for open connections too, from the moment it is set.</summary>
public sealed record ProxyFault
{
    /// <summary>Everything passes.</summary>
    public static readonly ProxyFault None = new();

    /// <summary>Nothing passes either way and nobody is told; what is on its way comes when the fault ends.</summary>
    public static readonly ProxyFault BlackHole = new() { IsBlackHole = true };

    /// <summary>The server's side is closed and the caller is not told: its connection stays open and silent for good.</summary>
    public static readonly ProxyFault HalfOpen = new() { IsHalfOpen = true };

    /// <summary>New connections are reset at once.</summary>
    public static readonly ProxyFault Refused = new() { RefusesConnections = true };

    /// <summary>Each piece waits so long, each way.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>How many bytes pass in a second, each way; 0 for no limit.</summary>
    public int BytesPerSecond { get; init; }

    /// <summary>A connection is reset behind so many bytes to the caller.</summary>
    public long? ResetAfterBytes { get; init; }

    /// <summary>A connection ends, in order, behind so many bytes to the caller.</summary>
    public long? CloseAfterBytes { get; init; }

    /// <summary>One bit of every so many bytes to the caller is turned over; 0 for none.</summary>
    public int CorruptEvery { get; init; }

    /// <summary>Whether nothing passes.</summary>
    public bool IsBlackHole { get; init; }

    /// <summary>Whether the server's side is gone.</summary>
    public bool IsHalfOpen { get; init; }

    /// <summary>Whether new connections are reset.</summary>
    public bool RefusesConnections { get; init; }
}
