using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Wyckoff;

public sealed class WyckoffEventsTests
{
    [Fact]
    public void They_obey_the_laws() =>
        DetectorLaws.Check<WyckoffEvent>(
            (tape, log) => new WyckoffEvents(tape, new Legs(tape), new WyckoffLog(log)),
            MirroredKind,
            MainKind
        );

    private static string MainKind(string kind) =>
        kind switch
        {
            "JAC" => "SOS",
            "BU" => "LPS",
            "UT" => "UTAD",
            _ => kind,
        };

    private static string MirroredKind(string kind) =>
        MainKind(kind) switch
        {
            "PS" => "PSY",
            "PSY" => "PS",
            "SC" => "BC",
            "BC" => "SC",
            "Spring" => "UTAD",
            "UTAD" => "Spring",
            "SOS" => "SOW",
            "SOW" => "SOS",
            "LPS" => "LPSY",
            "LPSY" => "LPS",
            var same => same,
        };
}
