using System.Text;
using Spectre.Console;
using Spectre.Console.Rendering;
using Waickoff.Analyst.Grounding;

namespace Waickoff.Cli.Analyze;

/// <summary>The written report for the terminal: headings, paragraphs and lists, with a mark at every number that nothing stands behind.</summary>
internal sealed class ReportText(IEnumerable<GroundedSentence> sentences, AnalyzeStrings strings)
{
    public IRenderable Draw()
    {
        var blocks = new List<IRenderable>();
        var text = string.Concat(sentences.Select(Marked));
        foreach (var line in text.Split('\n').Where(line => line.Length > 0))
        {
            var isHeading = line.StartsWith("## ", StringComparison.Ordinal);
            var isItem = line.StartsWith("- ", StringComparison.Ordinal);
            if (blocks.Count > 0 && !isItem)
                blocks.Add(Text.Empty);
            if (isHeading)
                blocks.Add(
                    new Rule($"[bold #4aa3ff]{Markup.Escape(line[3..])}[/]")
                    {
                        Justification = Justify.Left,
                        Style = new Style(Color.Grey),
                    }
                );
            else if (isItem)
                blocks.Add(Item(line[2..]));
            else
                blocks.Add(new Markup(Inline(line)));
        }
        return new Rows(blocks);
    }

    private static Grid Item(string text)
    {
        var grid = new Grid { Expand = true };
        grid.AddColumn(
            new GridColumn
            {
                Width = 1,
                NoWrap = true,
                Padding = new Padding(1, 0, 1, 0),
            }
        );
        grid.AddColumn(new GridColumn { Padding = new Padding(0, 0, 0, 0) });
        grid.AddRow(new Markup("•"), new Markup(Inline(text)));
        return grid;
    }

    /// <summary>The sentence with a mark behind each number that must not be trusted.</summary>
    private string Marked(GroundedSentence sentence)
    {
        if (!sentence.IsMarked)
            return sentence.Text;
        var text = new StringBuilder(sentence.Text);
        foreach (var citation in sentence.Citations.Where(c => c.IsMarked).Reverse())
            text.Insert(citation.Start + citation.Length, $" (⚠ {strings.Unverified})");
        return text.ToString();
    }

    /// <summary>Bold parts become markup; the rest is taken as it is.</summary>
    private static string Inline(string line)
    {
        var parts = line.Split("**");
        var markup = new StringBuilder();
        for (var i = 0; i < parts.Length; i++)
        {
            var escaped = Markup.Escape(parts[i]);
            markup.Append(i % 2 == 1 && i < parts.Length - 1 ? $"[bold]{escaped}[/]" : escaped);
        }
        return markup.ToString();
    }
}
