using System.Reflection;

namespace Waickoff.Backtest.Strategies;

/// <summary>The JSON schema of strategies, draft 2020-12.</summary>
public static class StrategySchema
{
    /// <summary>Reads the schema.</summary>
    public static string Read()
    {
        var home = Assembly.GetExecutingAssembly();
        using var stream = home.GetManifestResourceStream("Waickoff.Backtest.Strategies.strategy.schema.json")!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
