using System.CommandLine;
using System.Data.Common;
using System.Text.Json;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Cli.Detect;
using Waickoff.Cli.Live;
using Waickoff.Server.TrackRecord;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>admin track-record verify [--data DIR] [--head NUMBER:HASH] [--format text|json]</c>: recomputes the chain from its first entry and names
/// the first that is broken. It reads beside a running server and changes nothing.
/// </summary>
internal static class TrackRecordCommand
{
    private const string Text = "text";
    private const string Json = "json";

    public static Command Create(Strings common)
    {
        var strings = TrackRecordStrings.For(common.Language);
        var data = new Option<string>("--data") { Description = ServeStrings.For(common.Language).Data };
        var head = new Option<string>("--head") { Description = strings.Head, HelpName = "NUMBER:HASH" };
        var format = new Option<string>("--format") { Description = strings.Format, DefaultValueFactory = _ => Text };
        format.AcceptOnlyFromAmong(Text, Json);
        var verify = new Command("verify", strings.Verify) { data, head, format };
        verify.SetAction(
            async (parsed, cancel) =>
            {
                var report = await VerifyAsync(
                    parsed.GetValue(data) ?? MarketAccess.DataFolder(),
                    parsed.GetValue(head),
                    strings,
                    cancel
                );
                await Console.Out.WriteLineAsync(
                    parsed.GetRequiredValue(format) == Json ? InJson(report) : InWords(report, strings)
                );
                return report.IsWhole ? ExitCodes.Done : ExitCodes.Failed;
            }
        );
        return new Command("track-record", strings.Command) { verify };
    }

    private static async Task<RecordReport> VerifyAsync(
        string data,
        string? head,
        TrackRecordStrings strings,
        CancellationToken cancel
    )
    {
        RecordHead? noted = null;
        if (head is not null)
            noted = RecordHead.TryParse(head, out var told) ? told : throw new UsageException(strings.BadHead(head));
        await using var connection = await ServerDatabase.OpenAsync(data, strings.Language, strings.NoRecord, cancel);
        try
        {
            return await RecordAuditor.RunAsync(connection, noted, cancel)
                ?? throw new UsageException(strings.NoRecord(strings.NoTables));
        }
        catch (DbException e)
        {
            throw new UsageException(strings.NoRecord(e.Message.ReplaceLineEndings(" ")));
        }
    }

    private static string InWords(RecordReport report, TrackRecordStrings strings)
    {
        var lines = new List<string>();
        if (report.Fault is { } fault)
            lines.AddRange([
                strings.Broken(fault.Number, fault.Id, strings.WhatOf(fault.Kind)),
                $"  {strings.Expected}: {fault.Expected}",
                $"  {strings.Found}: {fault.Found}",
            ]);
        lines.AddRange(report.MissingGuards.Select(strings.NoGuard));
        lines.Add(strings.Verified(report));
        return string.Join('\n', lines);
    }

    private static string InJson(RecordReport report) =>
        JsonSerializer.Serialize(
            new
            {
                report.IsWhole,
                report.Scenarios,
                report.Grades,
                report.Head,
                report.Fault,
                report.MissingGuards,
            },
            AnalysisJson.Options
        );
}
