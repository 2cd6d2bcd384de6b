using System.CommandLine;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Live;
using Waickoff.Market.Checks;
using Waickoff.Market.Feeds;
using Waickoff.Market.Live;
using Waickoff.Market.Storage;

namespace Waickoff.Cli.Commands;

/// <summary><c>candles pull|status|check</c>: what is stored, how it gets there, and whether files are good.</summary>
internal static class CandlesCommand
{
    private const int UsualDays = 30;

    public static Command Create(Strings strings)
    {
        var texts = LiveStrings.For(strings.Language);
        return new Command("candles", texts.Candles)
        {
            CreatePull(strings, texts),
            CreateStatus(texts),
            CreateCheck(texts),
        };
    }

    private static Command CreatePull(Strings strings, LiveStrings texts)
    {
        var symbol = new Argument<string>("SYMBOL") { Description = texts.PullSymbol };
        var timeframe = new Option<string>("--timeframe")
        {
            Description = texts.TimeframeOption,
            DefaultValueFactory = _ => LiveMarkets.Base.ToString(),
        };
        var from = new Option<string?>("--from") { Description = texts.FromOption, HelpName = "TIME" };
        var to = new Option<string?>("--to") { Description = texts.ToOption, HelpName = "TIME" };
        var venue = new Option<string?>("--venue") { Description = texts.VenueOption };
        var file = new Option<string?>("--out") { Description = texts.OutOption, HelpName = "FILE" };
        var command = new Command("pull", texts.Pull) { symbol, timeframe, from, to, venue, file };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var wanted = CandleSource.ReadTimeframes([parsed.GetRequiredValue(timeframe)], strings)[0];
                var written = parsed.GetValue(file);
                CheckFile(written, texts);
                var range = RangeOf(parsed.GetValue(from), parsed.GetValue(to), wanted, strings, texts);
                await using var access = await MarketAccess.OpenAsync(parsed.GetValue(venue), cancel);
                var name = parsed.GetRequiredValue(symbol).ToUpperInvariant();
                await PullAsync(access, name, wanted, range, written, texts, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>The stretch asked for: never reversed, never in the future.</summary>
    private static TimeRange RangeOf(string? from, string? to, Timeframe timeframe, Strings strings, LiveStrings texts)
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds();
        var toMs = CandleSource.ReadTime(to, strings) ?? now;
        var fromMs = CandleSource.ReadTime(from, strings) ?? toMs - (UsualDays * Timeframe.D1.Milliseconds);
        foreach (var (text, time) in new[] { (from, fromMs), (to, toMs) })
        {
            // A minute for a clock that is a little off.
            if (time > now + Timeframe.M1.Milliseconds)
                throw new UsageException(texts.Future(text ?? Shown(time)));
        }
        if (fromMs >= toMs)
            throw new UsageException(texts.Reversed(from ?? Shown(fromMs), to ?? Shown(toMs)));
        var step = timeframe.Milliseconds;
        return new TimeRange(timeframe.Floor(Math.Max(0, fromMs) + step - 1), timeframe.Floor(toMs + step - 1));
    }

    private static async Task PullAsync(
        MarketAccess access,
        string symbol,
        Timeframe timeframe,
        TimeRange range,
        string? file,
        LiveStrings texts,
        CancellationToken cancel
    )
    {
        var (venue, instrument) = await access.FindAsync(symbol, cancel);
        var series = new SeriesName(venue.Name, instrument.Symbol, timeframe);
        var result = await PullProgress.RunAsync(
            texts.Pulling(series.ToString()),
            progress =>
                new BackFill(venue, access.Store, instrument.Tick).RunAsync(
                    symbol,
                    timeframe,
                    Math.Max(range.FromMs, timeframe.Floor(instrument.ListedMs ?? 0)),
                    range.ToMs,
                    progress,
                    cancel
                )
        );
        var stored = await access.Store.ReadAsync(series, range.FromMs, range.ToMs, cancel: cancel);
        Console.WriteLine($"{series}: {texts.Pulled(result.Added, stored.Count, result.Missing)}");
        if (result.Rejected.Count > 0)
            await Console.Error.WriteLineAsync(
                texts.Rejected(result.Rejected.Count, result.Rejected[0].Reason.In(texts.Language))
            );
        if (file is null)
            return;
        try
        {
            await CandleFileWriter.WriteAsync(file, stored, cancel);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new UsageException(texts.CannotWrite(file, e.Message.ReplaceLineEndings(" ")));
        }
        Console.WriteLine(texts.Written(stored.Count, file));
    }

    /// <summary>Refuses a file that could not be written or not be read again, before anything is asked for.</summary>
    private static void CheckFile(string? path, LiveStrings texts)
    {
        if (path is null)
            return;
        if (!IsCandleFile(path))
            throw new UsageException(texts.NoCandleFile(path));
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder && !Directory.Exists(folder))
            throw new UsageException(texts.NoFolder(folder));
    }

    private static bool IsCandleFile(string path) =>
        path.EndsWith(".csv", StringComparison.Ordinal) || path.EndsWith(".csv.gz", StringComparison.Ordinal);

    private static Command CreateStatus(LiveStrings texts)
    {
        var command = new Command("status", texts.Status);
        command.SetAction(
            async (_, cancel) =>
            {
                await using var access = await MarketAccess.OpenAsync(venue: null, cancel);
                var all = await access.Store.ListAsync(cancel);
                if (all.Count == 0)
                    Console.WriteLine(texts.NothingStored(access.Store.Where));
                else
                    StatusTable.Show(all, TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds(), texts);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static Command CreateCheck(LiveStrings texts)
    {
        var path = new Argument<string>("FILE|DIR") { Description = texts.CheckArgument };
        var command = new Command("check", texts.Check) { path };
        command.SetAction(
            (parsed, cancel) =>
            {
                var isGood = true;
                foreach (var file in FilesOf(parsed.GetRequiredValue(path), texts))
                {
                    cancel.ThrowIfCancellationRequested();
                    isGood &= ShowCheck(CandleCheck.Run(file), texts);
                }
                return Task.FromResult(isGood ? ExitCodes.Done : ExitCodes.Failed);
            }
        );
        return command;
    }

    private static string[] FilesOf(string path, LiveStrings texts)
    {
        if (File.Exists(path))
            return [path];
        var files = Directory.Exists(path)
            ? Directory
                .EnumerateFiles(path, "*", SearchOption.AllDirectories)
                .Where(IsCandleFile)
                .Order(StringComparer.Ordinal)
                .ToArray()
            : [];
        return files.Length > 0 ? files : throw new UsageException(texts.NotThere(path));
    }

    private static bool ShowCheck(CandleReport report, LiveStrings texts)
    {
        if (report.FaultCount > 0)
            Console.WriteLine(texts.Bad(report.Path, report.FaultCount, report.Rows));
        else if (report.Facts is { } facts)
            Console.WriteLine(
                texts.Good(report.Path, facts.Count, Shown(facts.FirstMs), Shown(facts.LastMs))
                    + (facts.Gaps.Count > 0 ? ", " + texts.Gaps(facts.Gaps.Count, facts.MissingCandles) : "")
            );
        foreach (var fault in report.Faults)
            Console.WriteLine(
                $"    {(fault.Line > 0 ? texts.Line(fault.Line) : texts.WholeFile)}: {fault.Message.In(texts.Language)}"
            );
        if (report.FaultCount > report.Faults.Count)
            Console.WriteLine("    " + texts.MoreFaults(report.FaultCount - report.Faults.Count));
        foreach (var outlier in report.Outliers)
            Console.WriteLine(
                $"    {texts.Line(outlier.Line)}: {texts.Outlier(Shown(outlier.OpenTimeMs), outlier.RangeRatio)}"
            );
        return report.FaultCount == 0 && report.Facts is not null;
    }

    private static string Shown(long timeMs) =>
        DateTimeOffset.FromUnixTimeMilliseconds(timeMs).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture);
}
