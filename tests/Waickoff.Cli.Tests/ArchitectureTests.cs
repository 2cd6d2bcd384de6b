using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests;

/// <summary>The rules between the projects, and those that every file keeps.</summary>
public partial class ArchitectureTests
{
    /// <summary>What each project may use directly. References point at the pure core.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new()
    {
        ["Analysis"] = [],
        ["Backtest"] = ["Analysis"],
        ["Market"] = ["Analysis"],
        ["Analyst"] = ["Analysis", "Backtest"],
        ["Ledger"] = [],
        ["Payments"] = [],
        ["Server"] = ["Analysis", "Backtest", "Market", "Analyst", "Ledger", "Payments"],
        ["Sandbox"] = ["Analysis", "Market"],
        ["Cli"] = ["Analysis", "Backtest", "Market", "Analyst", "Ledger", "Payments", "Server", "Sandbox"],
    };

    private static readonly string[] Names =
    [
        .. Directory
            .EnumerateDirectories(Repository.PathOf("src"))
            .Select(d => Path.GetFileName(d)["Waickoff.".Length..]),
    ];

    public static TheoryData<string> Projects => [.. Names];

    [Theory]
    [MemberData(nameof(Projects))]
    public void References_point_at_the_core(string project)
    {
        var file = XDocument.Load(Repository.PathOf("src", $"Waickoff.{project}", $"Waickoff.{project}.csproj"));
        var references = file.Descendants("ProjectReference")
            .Select(r => Path.GetFileNameWithoutExtension(r.Attribute("Include")!.Value)["Waickoff.".Length..]);

        references.ShouldBeSubsetOf(Allowed[project], $"Waickoff.{project}.csproj");

        var name = project == "Cli" ? "waickoff" : $"Waickoff.{project}";
        var used = Assembly
            .Load(name)
            .GetReferencedAssemblies()
            .Select(a => a.Name!)
            .Where(a => a.StartsWith("Waickoff.", StringComparison.Ordinal))
            .Select(a => a["Waickoff.".Length..]);
        used.ShouldBeSubsetOf(Allowed[project], name);
    }

    /// <summary>The slices of the server: one may use those before it, never those behind it.</summary>
    private static readonly string[] Slices =
    [
        "Hosting",
        "Delivery",
        "Accounts",
        "Billing",
        "Charts",
        "Backtests",
        "TrackRecord",
        "Chat",
        "Configuration",
    ];

    [Fact]
    public void Slices_use_those_before_them()
    {
        var server = Repository.PathOf("src", "Waickoff.Server");
        Directory
            .EnumerateDirectories(server)
            .Select(d => Path.GetFileName(d)!)
            .ShouldBe(Slices, ignoreOrder: true, "each slice has its place in the order");
        var wrong =
            from slice in Slices
            from file in Directory.EnumerateFiles(Path.Combine(server, slice), "*.cs", SearchOption.AllDirectories)
            where !file.Contains("Migrations", StringComparison.Ordinal)
            from later in Slices.Skip(Array.IndexOf(Slices, slice) + 1)
            where
                Regex.IsMatch(
                    File.ReadAllText(file),
                    $@"(?:using Waickoff\.Server\.|(?<![\w.\"":/<])){later}(?:;|\.[A-Z])"
                )
            select $"{Path.GetRelativePath(server, file)} uses {later}";

        // The database of the identity library names the person.
        wrong.ShouldBe([Path.Combine("Hosting", "WaickoffDb.cs") + " uses Accounts"]);
    }

    [Fact]
    public void The_analysis_uses_nothing_but_the_runtime()
    {
        var file = XDocument.Load(Repository.PathOf("src", "Waickoff.Analysis", "Waickoff.Analysis.csproj"));
        file.Descendants("PackageReference").ShouldBeEmpty();
        file.Descendants("FrameworkReference").ShouldBeEmpty();

        var used = Assembly.Load("Waickoff.Analysis").GetReferencedAssemblies().Select(a => a.Name!);
        used.ShouldAllBe(a => a.StartsWith("System.", StringComparison.Ordinal));
        used.ShouldNotContain("System.Console");
        used.ShouldNotContain("System.Net.Http");
    }

    [Fact]
    public void Every_project_has_a_lock_file_and_stands_in_the_solution()
    {
        var solution = File.ReadAllText(Repository.PathOf("Waickoff.slnx"));
        var projects = Repository
            .Files()
            .Where(f => f.EndsWith(".csproj", StringComparison.Ordinal))
            // Those under tools/ are no part of the product.
            .Where(f => !f.StartsWith("tools", StringComparison.Ordinal))
            .ToList();

        projects.ShouldNotBeEmpty();
        foreach (var project in projects)
        {
            File.Exists(Repository.PathOf(Path.GetDirectoryName(project)!, "packages.lock.json")).ShouldBeTrue(project);
            solution.ShouldContain(project.Replace('\\', '/'));
        }
    }

    [Fact]
    public void Every_source_project_has_tests_beside_it()
    {
        foreach (var project in Names)
            File.Exists(Repository.PathOf("tests", $"Waickoff.{project}.Tests", $"Waickoff.{project}.Tests.csproj"))
                .ShouldBeTrue(project);
    }

    [Fact]
    public void No_name_is_a_catch_all()
    {
        Repository
            .Files()
            .Where(f =>
                f.StartsWith("src", StringComparison.Ordinal) || f.StartsWith("tests", StringComparison.Ordinal)
            )
            .SelectMany(f => f.Split(Path.DirectorySeparatorChar))
            .Select(part => part.Split('.')[0])
            .Where(name => CatchAll().IsMatch(name))
            .ShouldBeEmpty();
    }

    [Fact]
    public void No_file_knows_a_machine_or_a_package_source()
    {
        foreach (
            var file in Repository
                .Files()
                .Where(f => !IsBinary(f) && !f.EndsWith("ArchitectureTests.cs", StringComparison.Ordinal))
        )
        {
            var text = File.ReadAllText(Repository.PathOf(file));
            MachinePath().Match(text).Value.ShouldBeEmpty(file);
            PackageSource().Match(text).Value.ShouldBeEmpty(file);
        }
    }

    [Fact]
    public void No_type_has_the_name_of_its_namespace()
    {
        foreach (var project in Names.Where(p => p != "Cli"))
        {
            Assembly
                .Load($"Waickoff.{project}")
                .GetTypes()
                .Where(t => t.Namespace?.Split('.').Contains(t.Name) == true)
                .Select(t => t.FullName)
                .ShouldBeEmpty();
        }
    }

    private static bool IsBinary(string file) => Path.GetExtension(file) is ".png" or ".gz" or ".woff2" or ".ico";

    [GeneratedRegex(
        "^(Common|Utils?|Utilities|Helpers?|Misc|Shared)$|(Helper|Utils?|Helpers)$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex CatchAll();

    [GeneratedRegex(@"(?<![\w.~*/$}-])/(root|home|Users|work|tmp)/\w|\b[A-Z]:\\(Users|work)")]
    private static partial Regex MachinePath();

    [GeneratedRegex(@"(nuget\.org|npmjs\.(org|com)|yarnpkg\.com|pypi\.org|deb\.debian\.org|pkgs\.dev\.azure\.com)")]
    private static partial Regex PackageSource();
}
