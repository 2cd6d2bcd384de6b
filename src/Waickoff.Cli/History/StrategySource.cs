using Waickoff.Backtest.Strategies;
using Waickoff.Cli.Commands;

namespace Waickoff.Cli.History;

/// <summary>Where a strategy comes from: a file, or the library by its name.</summary>
internal static class StrategySource
{
    public static string Names { get; } = string.Join(' ', StrategyLibrary.Names);

    /// <summary>The text of a strategy.</summary>
    /// <exception cref="UsageException">There is none, or it cannot be read.</exception>
    public static async Task<string> ReadAsync(string name, HistoryStrings texts, CancellationToken cancel)
    {
        if (!File.Exists(name))
            return StrategyLibrary.Find(name) ?? throw new UsageException(texts.UnknownStrategy(name, Names));
        try
        {
            return await File.ReadAllTextAsync(name, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(texts.UnreadableStrategy(name));
        }
    }

    /// <summary>Does something with a strategy; what it complains about becomes the one line on stderr.</summary>
    public static T Checked<T>(HistoryStrings texts, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (StrategyException e)
        {
            throw new UsageException(texts.Bad(e));
        }
    }
}
