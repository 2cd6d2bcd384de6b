using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Detect;

/// <summary>A detector as the command offers it: a name, what can be chosen, and the function from series to result.</summary>
internal abstract class Detector(string name, int ruleVersion, IReadOnlyList<DetectorOption> options)
{
    public string Name => name;

    public int RuleVersion => ruleVersion;

    public IReadOnlyList<DetectorOption> Options => options;

    /// <summary>The kind that goes without saying in an id; empty where each kind is named.</summary>
    public string MainKind { get; init; } = "";

    /// <summary>What the ids of its findings say of it.</summary>
    public FindingRule RuleWith(DetectorSettings settings) => new(Name, settings.InId, MainKind);

    public abstract DetectionResult Detect(CandleSeries series, DetectorSettings settings);

    /// <summary>The detection alone, to be repeated and measured: what it needs to keep its values is made beforehand.</summary>
    public abstract Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings);
}

/// <summary>What a detector has to say about a series.</summary>
/// <param name="Findings">The findings with their lives.</param>
/// <param name="Reason">Why there are no findings; used only when there are none.</param>
internal sealed record DetectionResult(IFindingList Findings, string Reason)
{
    /// <summary>One value per candle, by name; empty for a detector of findings alone.</summary>
    public IReadOnlyList<SeriesColumn> Series { get; init; } = [];

    /// <summary>What else belongs to the result, by name.</summary>
    public IReadOnlyList<(string Name, object Value)> Members { get; init; } = [];
}
