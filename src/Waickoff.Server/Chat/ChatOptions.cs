using System.ComponentModel.DataAnnotations;

namespace Waickoff.Server.Chat;

/// <summary>How sessions run, as configured under <c>Chat</c>.</summary>
internal sealed class ChatOptions
{
    /// <summary>What the model may cost in one session, in micro-dollars.</summary>
    [Range(1_000, 100_000_000)]
    public long CeilingMicroUsd { get; set; } = 165_000;

    /// <summary>Answers that are written at once in one process.</summary>
    [Range(1, 100_000)]
    public int MostRunning { get; set; } = 500;

    /// <summary>Answers that go on although nobody reads them; others are stopped.</summary>
    [Range(0, 100_000)]
    public int MostUnread { get; set; } = 200;

    /// <summary>How long a process answers for a turn without saying so again.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>After the lease has ended, how long before what was held goes back.</summary>
    public TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>The longest an answer may take.</summary>
    public TimeSpan LongestTurn { get; set; } = TimeSpan.FromSeconds(120);

    /// <summary>How often a silent stream says that it is still there.</summary>
    public TimeSpan Heartbeat { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>A session with less than this left, held tokens included, has ended: no question can be answered for it.</summary>
    public const long LeastLeft = 512;
}
