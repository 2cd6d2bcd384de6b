using System.Text.RegularExpressions;
using Waickoff.Server.Configuration;
using Waickoff.Server.Hosting;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests;

/// <summary>What the files for running the product in other places name exists.</summary>
public partial class DeploymentTests
{
    [Theory]
    [InlineData("Dockerfile")]
    [InlineData("compose.yaml")]
    [InlineData("docs/running.md")]
    public void Every_setting_that_is_named_exists(string file)
    {
        var names = Setting()
            .Matches(File.ReadAllText(Repository.PathOf(file)))
            .Select(m => m.Value)
            .Distinct()
            .ToList();

        names.ShouldNotBeEmpty();
        foreach (var name in names)
            Complaint($"--{name.Replace("__", ":", StringComparison.Ordinal)}=1").ShouldNotContain("is no setting");
    }

    [Fact]
    public void What_the_image_is_built_from_is_there_and_not_left_out()
    {
        var copied = File.ReadLines(Repository.PathOf("Dockerfile"))
            .Where(l =>
                l.StartsWith("COPY ", StringComparison.Ordinal) && !l.Contains("--from", StringComparison.Ordinal)
            )
            .SelectMany(l => l.Split(' ')[1..^1])
            .ToList();
        var kept = File.ReadAllLines(Repository.PathOf(".dockerignore"));

        copied.Count.ShouldBeGreaterThan(3);
        foreach (var path in copied)
        {
            (File.Exists(Repository.PathOf(path)) || Directory.Exists(Repository.PathOf(path))).ShouldBeTrue(path);
            kept.Any(l => l == $"!{path}" || $"!{path}".StartsWith($"{l}/", StringComparison.Ordinal))
                .ShouldBeTrue($"{path} is left out");
        }
    }

    private static string Complaint(string argument)
    {
        try
        {
            Settings.Read([argument]);
            return "";
        }
        catch (ServerStartException e)
        {
            return e.Text.In("en");
        }
    }

    [GeneratedRegex(@"\b[A-Z][A-Za-z]+(__\w+)+")]
    private static partial Regex Setting();
}
