namespace Waickoff.Server.Hosting;

/// <summary>What a request may measure at most.</summary>
internal static class Limits
{
    public const int BodyBytes = 64 << 10;
    public const int HeaderBytes = 32 << 10;
    public const int JsonDepth = 32;

    /// <summary>Connections that wait to be taken.</summary>
    public const int Backlog = 4096;

    /// <summary>Entries of a page.</summary>
    public const int Page = 100;
}
