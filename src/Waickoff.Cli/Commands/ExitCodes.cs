namespace Waickoff.Cli.Commands;

/// <summary>How the program ends.</summary>
internal static class ExitCodes
{
    public const int Done = 0;

    /// <summary>Something failed that the user did not cause.</summary>
    public const int Failed = 1;

    /// <summary>The command or its input is wrong; one line on stderr says what is expected.</summary>
    public const int BadInput = 2;

    /// <summary>Ctrl-C, as shells count it.</summary>
    public const int Cancelled = 130;
}
