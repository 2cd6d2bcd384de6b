using System.Globalization;
using System.Text;
using Waickoff.Sandbox;

namespace Waickoff.Analysis.Tests.Wyckoff;

/// <summary>What is read in one seeded series, reviewed against its picture once and compared since.</summary>
public sealed class WyckoffGoldenTests
{
    [Fact]
    public void A_seeded_series_reads_as_it_did()
    {
        var log = RangeDrawing.Read(WyckoffSchematics.Create(seed: 12, ranges: 3).Candles);
        var text = new StringBuilder();
        foreach (var e in log.Events.Findings)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{e.RangeId} {e.Kind} {e.Index} known {e.ConfirmedIndex} at {e.Level:0.00}"
            );
        foreach (var e in log.Events.Events)
            text.AppendLine(CultureInfo.InvariantCulture, $"{log.Events[e.Finding].Kind} {e.State} {e.Index}");
        foreach (var p in log.Phases.Span)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{p.RangeId} phase {p.Phase} {p.Reading} from {p.From} known {p.ConfirmedIndex}"
            );
        foreach (var e in log.Ends.Span)
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"{e.RangeId} {e.State} {e.Exit} {e.End} known {e.ConfirmedIndex}"
            );

        var golden = Path.Combine(AppContext.BaseDirectory, "Wyckoff", "WyckoffGolden.txt");
        text.ToString().TrimEnd().ReplaceLineEndings("\n").Split('\n').ShouldBe(File.ReadAllLines(golden));
    }
}
