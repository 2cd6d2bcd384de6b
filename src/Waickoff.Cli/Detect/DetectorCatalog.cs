using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;

namespace Waickoff.Cli.Detect;

/// <summary>All detectors by name.</summary>
internal static class DetectorCatalog
{
    private const string Length = "length";

    public static readonly IReadOnlyList<Detector> All =
    [
        new TrackerDetector<Swing>(
            "swings",
            Swings.RuleVersion,
            [DetectorOption.Count(Length, 5, to: 1_000)],
            "swing",
            s => (2 * s.Count(Length)) + 1,
            (s, tape, log) => new Swings(tape, s.Count(Length), log)
        ),
        new TrackerDetector<Turn>(
            "legs",
            Legs.RuleVersion,
            [DetectorOption.Number("reversalAtr", 3, 0, 1_000, aboveFrom: true)],
            "turning point",
            _ => 2,
            (s, tape, log) => new Legs(tape, s.Number("reversalAtr"), log)
        ),
        new TrackerDetector<FairValueGap>(
            "fair-value-gaps",
            FairValueGaps.RuleVersion,
            [DetectorOption.Number("minimumHeightAtr", 0, 0, 1_000), DetectorOption.Flag("joined", false)],
            "fair value gap",
            _ => 3,
            (s, tape, log) =>
                new FairValueGaps(tape, new FairValueGapOptions(s.Number("minimumHeightAtr"), s.Flag("joined")), log)
        )
        {
            MainKind = "fair-value-gap",
        },
    ];

    public static Detector? Find(string name) =>
        All.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    public static string Names => string.Join(' ', All.Select(d => d.Name).Order(StringComparer.Ordinal));
}
