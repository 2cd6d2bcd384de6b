using System.Text.RegularExpressions;
using Waickoff.Cli.Detect;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests;

/// <summary>What the documents say exists.</summary>
public partial class DocumentationTests
{
    public static TheoryData<string> Detectors => [.. DetectorCatalog.All.Select(d => d.Name)];

    [Theory]
    [MemberData(nameof(Detectors))]
    public void Every_detector_has_a_row_in_the_index_and_a_page_with_its_parameters(string name)
    {
        var row = File.ReadLines(Repository.PathOf("docs", "findings", "README.md"))
            .SingleOrDefault(line => line.StartsWith($"| `{name}` |", StringComparison.Ordinal))
            .ShouldNotBeNull();
        var page = File.ReadAllText(Repository.PathOf("docs", "findings", Link().Match(row).Groups["target"].Value));

        page.ShouldContain($"./waickoff detect {name} --candles");
        foreach (var option in DetectorCatalog.Find(name)!.Options)
            page.ShouldContain($"| `{option.Name}` |");
    }

    [Fact]
    public void Every_page_of_a_finding_stands_in_the_index()
    {
        var index = File.ReadAllText(Repository.PathOf("docs", "findings", "README.md"));

        foreach (var page in Directory.EnumerateFiles(Repository.PathOf("docs", "findings"), "*.md"))
        {
            if (Path.GetFileName(page) != "README.md")
                index.ShouldContain($"({Path.GetFileName(page)})");
        }
    }

    [Fact]
    public void Links_between_documents_lead_somewhere()
    {
        foreach (var file in Repository.Files().Where(f => f.EndsWith(".md", StringComparison.Ordinal)))
        {
            foreach (Match link in Link().Matches(File.ReadAllText(Repository.PathOf(file))))
            {
                var target = link.Groups["target"].Value.Split('#')[0];
                if (target.Length == 0 || target.Contains("://", StringComparison.Ordinal))
                    continue;
                var path = Path.Combine(Repository.PathOf(Path.GetDirectoryName(file)!), target);
                (File.Exists(path) || Directory.Exists(path)).ShouldBeTrue($"{file}: {target}");
            }
        }
    }

    [Fact]
    public void Every_package_of_the_product_is_listed_with_its_licence()
    {
        var listed = File.ReadAllText(Repository.PathOf("docs", "licences.md"));

        foreach (
            var file in Repository
                .Files()
                .Where(f =>
                    f.StartsWith("src", StringComparison.Ordinal)
                    && f.EndsWith("packages.lock.json", StringComparison.Ordinal)
                )
        )
        {
            foreach (Match package in Package().Matches(File.ReadAllText(Repository.PathOf(file))))
                listed.ShouldContain(package.Groups["name"].Value, customMessage: file);
        }
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)\)")]
    private static partial Regex Link();

    [GeneratedRegex(
        """
            "(?<name>[^"]+)": \{\s+"type": "(Direct|Transitive|CentralTransitive)"
            """
    )]
    private static partial Regex Package();
}
