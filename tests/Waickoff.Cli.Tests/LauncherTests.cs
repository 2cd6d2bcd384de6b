using Waickoff.Testing;

namespace Waickoff.Cli.Tests;

/// <summary>The two commands of the README, as a user calls them.</summary>
public class LauncherTests
{
    [Fact]
    public async Task The_launcher_runs_from_anywhere_and_through_a_link()
    {
        var folder = Directory.CreateTempSubdirectory("waickoff tests ");
        try
        {
            var link = Path.Combine(folder.FullName, "w");
            File.CreateSymbolicLink(link, Repository.PathOf("waickoff"));

            // The first run may build, which is said on stderr and nowhere else.
            var result = await CliProcess.RunAsync(link, ["--version"], folder.FullName);
            result.ExitCode.ShouldBe(0, result.Error);
            result.Output.ShouldMatch(@"^\d+\.\d+\.\d+\n$");

            var warm = await CliProcess.RunAsync(link, ["detect", "nothing", "--candles", "x"], folder.FullName);
            warm.ShouldBeRefused().ShouldContain("'nothing'");
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task The_test_command_says_what_its_parts_are()
    {
        var help = await CliProcess.RunAsync(Repository.PathOf("test"), ["--help"]);
        help.ExitCode.ShouldBe(0);
        help.Output.ShouldContain("--full");

        var refused = await CliProcess.RunAsync(Repository.PathOf("test"), ["everything"]);
        refused.ShouldBeRefused().ShouldContain("format build web unit cli");
    }
}
