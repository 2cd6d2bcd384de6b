using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Texts = Waickoff.Backtest.Strategies.StrategyTexts;

namespace Waickoff.Backtest.Strategies;

/// <summary>Reads strategies from JSON. What it cannot use it refuses, with the place and what is allowed there.</summary>
/// <remarks>The schema of the documents is <see cref="StrategySchema"/>.</remarks>
public static class StrategyReader
{
    private const int LongestDocument = 100_000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads a strategy.</summary>
    /// <param name="json">The document.</param>
    /// <param name="parameters">Values in place of those that the document gives its parameters; null for none.</param>
    /// <exception cref="StrategyException">It cannot be read.</exception>
    public static StrategyDefinition Read(string json, IReadOnlyDictionary<string, double>? parameters = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        if (json.Length > LongestDocument)
            throw new StrategyException("$", Texts.Characters(json.Length), Texts.UpToCharacters(LongestDocument));
        JsonElement root;
        try
        {
            using var document = JsonDocument.Parse(json, Strict);
            root = document.RootElement.Clone();
        }
        catch (JsonException e)
        {
            throw new StrategyException("$", Texts.NotJson(e.LineNumber, e.BytePositionInLine), Texts.Json);
        }
        CheckTexts(new JsonPlace(root, "$"));
        var place = new JsonPlace(StrategyParameters.Apply(root, parameters), "$");
        place.OnlyMembers(
            "name",
            "about",
            "entries",
            "exits",
            "filters",
            "size",
            "positions",
            "leverage",
            "fee",
            "slippage"
        );
        var options = OptionsOf(place);
        // Read once for the complaints; rules have state, so each run reads its own.
        var needsStop = options.Size.Unit == SizeUnit.Risk;
        _ = Build(place, Timeframe.H1, needsStop);
        return new StrategyDefinition(
            place.Required("name", Texts.AText).Text(100),
            place.Member("about")?.Text(1000) ?? "",
            options,
            timeframe => Build(place, timeframe, needsStop)
        );
    }

    /// <summary>Half a pair of surrogates, or a NUL, is JSON and yet no text.</summary>
    private static void CheckTexts(JsonPlace place)
    {
        try
        {
            if (place.IsText && place.Value.GetString()!.Contains('\0', StringComparison.Ordinal))
                throw place.Refused(Texts.NoNul);
            if (place.IsObject)
            {
                foreach (var member in place.Value.EnumerateObject())
                    CheckTexts(new JsonPlace(member.Value, $"{place.Path}.{member.Name}"));
            }
            else if (place.Value.ValueKind == JsonValueKind.Array)
            {
                var i = 0;
                foreach (var item in place.Value.EnumerateArray())
                    CheckTexts(new JsonPlace(item, FormattableString.Invariant($"{place.Path}[{i++}]")));
            }
        }
        catch (InvalidOperationException)
        {
            throw new StrategyException(place.Path, Texts.NotUnicode, Texts.WholeCharacters);
        }
    }

    private static SimulationOptions OptionsOf(JsonPlace root)
    {
        var usual = new SimulationOptions();
        return usual with
        {
            Size = root.Member("size") is { } size ? SizeOf(size) : usual.Size,
            Positions = root.Member("positions")?.Whole(1, 100) ?? usual.Positions,
            GreatestLeverage = root.Member("leverage")?.Number(0, 100) ?? usual.GreatestLeverage,
            FeeShare = root.Member("fee")?.NumberFrom(0, 0.1) ?? usual.FeeShare,
            SlippageShare = root.Member("slippage")?.NumberFrom(0, 0.1) ?? usual.SlippageShare,
        };
    }

    private static PositionSize SizeOf(JsonPlace place)
    {
        place.OnlyMembers("risk", "share", "quantity");
        var kind = place.Kind("risk", "share", "quantity");
        return kind.Path.EndsWith(".risk", StringComparison.Ordinal) ? PositionSize.Risk(kind.Number(0, 1))
            : kind.Path.EndsWith(".share", StringComparison.Ordinal) ? PositionSize.Share(kind.Number(0, 100))
            : PositionSize.Quantity(kind.Number(0, 1e12));
    }

    private static RuleStrategy Build(JsonPlace root, Timeframe timeframe, bool needsStop)
    {
        var market = new RuleMarket();
        var rules = new ConditionReader(market, timeframe);
        var filters = root.Member("filters")?.Items(Texts.Conditions).Select(rules.Read).ToArray() ?? [];
        var entries = root.Required("entries", Texts.Entries).Items(Texts.Entries);
        var exits = root.Member("exits")?.Items(Texts.Exits) ?? [];
        var strategy = new RuleStrategy(
            market,
            filters,
            [.. entries.Select(e => EntryOf(e, rules, needsStop))],
            [.. exits.Select(e => ExitOf(e, rules))]
        );
        market.Start(timeframe);
        return strategy;
    }

    private static EntryRule EntryOf(JsonPlace place, ConditionReader rules, bool needsStop)
    {
        place.OnlyMembers("side", "when", "stop", "targets", "horizon");
        var side = ConditionReader.SideOf(place.Required("side", Texts.Names(["long", "short"])), "long", "short");
        var when = rules.Read(place.Required("when", ConditionReader.Allowed));
        var stop = place.Member("stop") is { } stopPlace ? rules.StopOf(stopPlace, side) : null;
        if (stop is null && needsStop)
            throw new StrategyException($"{place.Path}.stop", Texts.Missing, Texts.StopForRisk);
        var targets = place.Member("targets") is { } list ? rules.TargetsOf(list, side, stop is not null) : _ => null;
        return new EntryRule(side, when, stop, targets, place.Member("horizon")?.Whole(1, 100_000) ?? 0);
    }

    private static ExitRule ExitOf(JsonPlace place, ConditionReader rules)
    {
        place.OnlyMembers("side", "when");
        var side = ConditionReader.SideOf(place.Required("side", Texts.Names(["long", "short"])), "long", "short");
        return new ExitRule(side, rules.Read(place.Required("when", ConditionReader.Allowed)));
    }
}
