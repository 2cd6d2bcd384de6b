using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Perfolizer.Horology;
using Waickoff.Bench;
using Waickoff.Bench.Month;

switch (args)
{
    case ["speed", .. var detectors]:
        await SpeedFigures.PrintAsync(detectors);
        break;
    case ["evidence-noise"]:
        EvidenceTables.PrintOnNoise();
        break;
    case ["evidence", var recorded, var document]:
        EvidenceTables.Write(recorded, document);
        break;
    case ["backtest"]:
        BacktestFigures.Print();
        break;
    case ["live"]:
        await LiveFigures.PrintAsync();
        break;
    case ["serve", .. var part]:
        await ServeFigures.PrintAsync(part.FirstOrDefault());
        return;
    case ["serve-read", var address, var cookie]:
        await ServeClient.ReadAsync(address, cookie);
        return;
    case ["serve-load", var address, var cookie, var path, var seconds]:
        await ServeClient.LoadAsync(address, cookie, path, int.Parse(seconds, CultureInfo.InvariantCulture));
        return;
    case ["serve-ask", var address, var cookie]:
        await FirstTokenFigures.AskAsync(address, cookie);
        return;
    case ["webhooks", .. var runs]:
        await WebhookFigures.PrintAsync(runs.Length > 0 ? int.Parse(runs[0], CultureInfo.InvariantCulture) : 3);
        return;
    case ["webhooks-stripe"]:
        await WebhookFigures.PlayStripeAsync();
        return;
    case ["serve-model"]:
        await ModelProcess.RunAsync();
        return;
    case ["month", .. var seed]:
        await MonthFigures.PrintAsync(seed.Length > 0 ? int.Parse(seed[0], CultureInfo.InvariantCulture) : 1);
        return;
    case ["track-record"]:
        await TrackRecordFigures.PrintAsync();
        break;
    case ["ledger"]:
        await LedgerFigures.PrintAsync();
        break;
    case ["wyckoff", .. var folder]:
        WyckoffFigures.Print(folder.FirstOrDefault());
        break;
    case ["ranges", var candles, var output]:
        await RangeCharts.DrawAsync(candles, output);
        break;
    default:
        // In this process, because a benchmark project made on the fly would miss the pinned packages.
        // Many short rounds and the least of them: what other work on the machine adds to a round is not ours.
        var job = Job
            .ShortRun.WithToolchain(InProcessEmitToolchain.Instance)
            .WithIterationCount(15)
            .WithIterationTime(TimeInterval.FromMilliseconds(100));
        var config = DefaultConfig.Instance.AddJob(job).AddColumn(StatisticColumn.Min);
        BenchmarkSwitcher.FromAssembly(typeof(SpeedFigures).Assembly).Run(args, config);
        break;
}
