using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Backtest.Strategies;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>The strategies that come with the program, and how rules are written.</summary>
internal static class ReadLibrary
{
    private static readonly IReadOnlyList<Item> Items =
    [
        .. StrategyLibrary.Names.Select(name =>
        {
            var about = StrategyLibrary.About(name);
            var strategy = Parse(StrategyLibrary.Find(name)!);
            return new Item(name, new Problem.Both(about.English, about.Spanish), strategy);
        }),
    ];

    private static readonly JsonElement TheSchema = Parse(StrategySchema.Read());

    /// <param name="Name">What it is started by.</param>
    /// <param name="About">What it does, in both languages.</param>
    /// <param name="Strategy">Its rules; they can be changed and sent as a rule.</param>
    public sealed record Item(string Name, Problem.Both About, JsonElement Strategy);

    public static Ok<IReadOnlyList<Item>> Handle() => TypedResults.Ok(Items);

    public static Ok<JsonElement> Schema() => TypedResults.Ok(TheSchema);

    private static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }
}
