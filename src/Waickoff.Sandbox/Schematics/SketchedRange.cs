using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>A range on paper, drawn as one that is left upwards; indices count from the start of its own sketch.</summary>
internal sealed record SketchedRange(
    IReadOnlyList<SketchCandle> Candles,
    int Schematic,
    int StartIndex,
    int PhaseCEndIndex,
    int EndIndex,
    double Support,
    double Resistance,
    IReadOnlyList<LabelledEvent> Events
)
{
    /// <summary>The name of an event when the chart is turned upside down.</summary>
    public static string MirroredKind(string kind) =>
        kind switch
        {
            "PS" => "PSY",
            "PSY" => "PS",
            "SC" => "BC",
            "BC" => "SC",
            "Spring" => "UTAD",
            "UT" or "UTAD" => "Spring",
            "SOS" or "JAC" => "SOW",
            "SOW" => "SOS",
            "LPS" or "BU" => "LPSY",
            _ => kind,
        };
}
