using System.Text.Json;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Strategies;
using Waickoff.Backtest.Sweeps;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>What was asked for, checked: any process computes the same from it.</summary>
/// <param name="Strategy">The text of the strategy.</param>
/// <param name="Parameters">Values in place of those it names itself.</param>
/// <param name="Grid">The values of each parameter of a sweep; null for one backtest.</param>
/// <param name="Markets">The markets.</param>
/// <param name="Timeframe">Such as <c>1h</c>.</param>
/// <param name="FromMs">The first candle on which orders count; null for all there are.</param>
/// <param name="ToMs">Only candles that had closed then.</param>
/// <param name="KnownMs">Corrections of candles that came later are left out.</param>
/// <param name="Candles">About how many candles a point has.</param>
internal sealed record BacktestPlan(
    string Strategy,
    IReadOnlyDictionary<string, double>? Parameters,
    IReadOnlyDictionary<string, IReadOnlyList<double>>? Grid,
    IReadOnlyList<PlannedMarket> Markets,
    string Timeframe,
    long? FromMs,
    long ToMs,
    long KnownMs,
    long Candles
)
{
    /// <summary>Plans and results as they stand in the tables, numbers to the last digit, NaN included.</summary>
    public static readonly JsonSerializerOptions Json = Written();

    public Timeframe Length => Analysis.Candles.Timeframe.TryParse(Timeframe, out var length) ? length : default;

    /// <summary>The points of the grid on each market.</summary>
    public IReadOnlyList<IReadOnlyDictionary<string, double>> Places() =>
        Grid is { } grid ? ParameterSweep.Places(grid) : [Parameters ?? new Dictionary<string, double>()];

    /// <summary>The strategy at a point.</summary>
    public StrategyDefinition Read(IReadOnlyDictionary<string, double> place) =>
        StrategyReader.Read(Strategy, place.Count > 0 ? place : null);

    private static JsonSerializerOptions Written()
    {
        var json = new JsonSerializerOptions(JsonSerializerDefaults.Web);
        HostingSlice.Configure(json);
        json.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals;
        json.IgnoreReadOnlyProperties = true;
        json.DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never;
        return json;
    }
}

/// <param name="Symbol">The market.</param>
/// <param name="Venue">Whose stored candles are used; null for the simulated market.</param>
internal sealed record PlannedMarket(string Symbol, string? Venue);
