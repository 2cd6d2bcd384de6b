using System.Reflection;

namespace Waickoff.Backtest.Strategies;

/// <summary>The strategies that come with the program: the setups of the evidence by their fixed recipe, and a few classics.</summary>
public static class StrategyLibrary
{
    private const string Prefix = "Waickoff.Backtest.Strategies.Library.";
    private static readonly Assembly Home = typeof(StrategyLibrary).Assembly;

    /// <summary>The names, in order.</summary>
    public static IReadOnlyList<string> Names { get; } =
    [
        .. Home.GetManifestResourceNames()
            .Where(n => n.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(n => n[Prefix.Length..^".json".Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The text of a strategy; null when there is none of that name.</summary>
    public static string? Find(string name)
    {
        using var stream = Home.GetManifestResourceStream($"{Prefix}{name}.json");
        if (stream is null)
            return null;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
