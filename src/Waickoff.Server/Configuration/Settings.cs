using Microsoft.Extensions.Configuration;
using Waickoff.Analysis;
using Waickoff.Analyst.Models;
using Waickoff.Market;
using Waickoff.Server.Accounts;
using Waickoff.Server.Backtests;
using Waickoff.Server.Billing;
using Waickoff.Server.Chat;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Server.Configuration;

/// <summary>
/// Where settings come from: the command line, before the environment, before <c>appsettings.json</c>. Each may also be named with
/// <c>_FILE</c> at its end; its value is then what that file contains, as containers hand over secrets.
/// </summary>
public static class Settings
{
    private const string FileSuffix = "_FILE";

    /// <summary>What is configured, by the name of the section.</summary>
    internal static readonly IReadOnlyList<(string Name, Type Options)> Sections =
    [
        ("Server", typeof(ServerOptions)),
        ("Accounts", typeof(AccountOptions)),
        ("Billing", typeof(BillingOptions)),
        ("Mail", typeof(MailOptions)),
        ("Backtests", typeof(BacktestOptions)),
        ("Chat", typeof(ChatOptions)),
        ("Analyst", typeof(AnalystOptions)),
        ("Market", typeof(MarketOptions)),
        ("TrackRecord", typeof(TrackRecordOptions)),
    ];

    /// <summary>Reads all of them.</summary>
    /// <param name="arguments">Settings by command line, such as <c>--Server:Data=/var/lib/waickoff</c>.</param>
    /// <exception cref="ServerStartException">One of them cannot be used, or does not exist; all that is wrong is named, a line each.</exception>
    public static IConfigurationRoot Read(string[] arguments)
    {
        var named = Named(arguments);
        var files = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        var wrong = new List<LocalText>();
        foreach (var (name, path) in named.AsEnumerable().Where(s => IsFile(s.Key) && !string.IsNullOrEmpty(s.Value)))
        {
            var setting = name[..^FileSuffix.Length];
            if (!string.IsNullOrEmpty(named[setting]))
                wrong.Add(
                    LocalText.Of(
                        $"{setting} and {name} are both set; keep one",
                        $"{setting} y {name} están puestos a la vez; deja uno"
                    )
                );
            else if (Content(path!) is { } content)
                files[setting] = content;
            else
                wrong.Add(LocalText.Of($"{name}: {path} cannot be read", $"{name}: no se puede leer {path}"));
        }
        var all = new ConfigurationBuilder().AddConfiguration(named).AddInMemoryCollection(files).Build();
        wrong.AddRange(SettingsCheck.Problems(all));
        wrong.AddRange(ServerCheck.Problems(all));
        if (wrong.Count > 0)
            throw Failure(wrong);
        _ = ListenAddress.Of(all);
        SecurityText.Check(all);
        MailOptions.Of(all).Check();
        return all;
    }

    /// <summary>Whether a name is that of a file with the value of a setting of ours.</summary>
    internal static bool IsFile(string name) =>
        name.EndsWith(FileSuffix, StringComparison.OrdinalIgnoreCase)
        && Sections.Any(s => name.StartsWith($"{s.Name}:", StringComparison.OrdinalIgnoreCase));

    private static IConfigurationRoot Named(string[] arguments)
    {
        try
        {
            return new ConfigurationBuilder()
                .SetBasePath(AppContext.BaseDirectory)
                .AddJsonFile("appsettings.json", optional: true)
                .AddEnvironmentVariables()
                .AddCommandLine(arguments)
                .Build();
        }
        catch (InvalidDataException e)
        {
            var reason = (e.InnerException ?? e).Message.ReplaceLineEndings(" ");
            throw new ServerStartException(new LocalText($"appsettings.json: {reason}"), e);
        }
    }

    /// <summary>What a file says, without the end of its last line; null when it cannot be read.</summary>
    private static string? Content(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\r', '\n');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ServerStartException Failure(IReadOnlyList<LocalText> wrong) =>
        new(
            new LocalText(
                string.Join('\n', wrong.Select(w => w.In("en"))),
                string.Join('\n', wrong.Select(w => w.In("es")))
            )
        );
}
