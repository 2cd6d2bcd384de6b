using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Waickoff.Server.Configuration;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>The table of settings is made from the options themselves.</summary>
public partial class ConfigurationDocTests
{
    [Fact]
    public void Every_setting_is_in_the_table_with_its_meaning_and_its_value()
    {
        var table = Table();
        var file = Repository.PathOf("docs", "configuration.md");
        if (Environment.GetEnvironmentVariable("WAICKOFF_WRITE") == "1")
            File.WriteAllText(file, table);

        table.ShouldBe(File.ReadAllText(file), "write docs/configuration.md anew with WAICKOFF_WRITE=1");
    }

    private static string Table()
    {
        var text = new StringBuilder(
            """
            # Configuration

            Nothing has to be configured. What is set wins in this order: command line (`--Chat:MostRunning=100`), environment
            (`Chat__MostRunning=100`), `appsettings.json` beside the program. A setting that cannot be used or does not exist stops the start
            with a line that names it, and the closest name there is; `waickoff config check` says the same without starting, or else what is
            in force, secrets hidden. With `_FILE` at the end of its name (`Server__MasterKey_FILE=/run/secrets/master_key`) a setting is
            what that file contains. `ANTHROPIC_API_KEY` and `ANTHROPIC_BASE_URL` are honoured as the provider's own programs do;
            `OTEL_EXPORTER_OTLP_ENDPOINT` names a collector for traces and metrics.

            | setting | meaning | without it |
            |--|--|--|

            """.ReplaceLineEndings("\n")
        );
        foreach (var (section, type) in Settings.Sections)
        {
            var options = Activator.CreateInstance(type)!;
            foreach (var property in options.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance))
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| `{section}:{property.Name}` | {Meaning(property)} | {Shown(property.GetValue(options))} |\n"
                );
        }
        return text.ToString();
    }

    private static string Meaning(PropertyInfo property)
    {
        var assembly = property.DeclaringType!.Assembly;
        var document = XDocument.Load(Path.ChangeExtension(assembly.Location, ".xml"));
        var name = $"P:{property.DeclaringType.FullName}.{property.Name}";
        var summary = document
            .Descendants("member")
            .Single(m => m.Attribute("name")!.Value == name)
            .Element("summary")!;
        foreach (var reference in summary.Descendants("see").ToList())
            reference.ReplaceWith($"`{reference.Attribute("cref")!.Value.Split('.')[^1]}`");
        foreach (var code in summary.Descendants("c").ToList())
            code.ReplaceWith($"`{code.Value}`");
        return Spaces().Replace(summary.Value.Trim(), " ").Replace("|", "\\|", StringComparison.Ordinal);
    }

    private static string Shown(object? value) =>
        value switch
        {
            null or "" => "",
            string text => $"`{text}`",
            bool flag => flag ? "`true`" : "`false`",
            IEnumerable => "",
            IFormattable number => $"`{number.ToString(null, CultureInfo.InvariantCulture)}`",
            _ => "",
        };

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
