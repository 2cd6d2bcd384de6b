using System.Text.RegularExpressions;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Grounding;

/// <summary>What stands between the double brackets: an id, a derivation of ids, or several of these with commas.</summary>
internal static partial class CitationSyntax
{
    /// <summary>The parts of a citation; empty when it is none.</summary>
    public static IReadOnlyList<CitedNumber> Read(string inside)
    {
        var cited = new List<CitedNumber>();
        foreach (var piece in inside.Split(',', StringSplitOptions.TrimEntries))
        {
            var match = Pattern().Match(piece);
            if (!match.Success)
                return [];
            var ids = match.Groups["id"].Captures.Select(c => c.Value).ToArray();
            DerivationKind? kind = match.Groups["op"].Value switch
            {
                "-" => DerivationKind.Difference,
                "%" => DerivationKind.Percent,
                "~" => DerivationKind.Midpoint,
                ":" => DerivationKind.RiskMultiple,
                _ => null,
            };
            cited.Add(new CitedNumber(piece, kind, ids));
        }
        return cited;
    }

    [GeneratedRegex(@"^(?<id>e\d{1,6})(?:(?<op>[-%~])(?<id>e\d{1,6})|(?<op>:)(?<id>e\d{1,6}):(?<id>e\d{1,6}))?$")]
    private static partial Regex Pattern();
}

/// <summary>One cited number: a single id, or a derivation of two or three.</summary>
internal readonly record struct CitedNumber(string Text, DerivationKind? Kind, IReadOnlyList<string> Ids);
