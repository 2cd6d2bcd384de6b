using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using Waickoff.Bench;

switch (args)
{
    case ["speed"]:
        await SpeedFigures.PrintAsync();
        break;
    case ["wyckoff", .. var folder]:
        WyckoffFigures.Print(folder.FirstOrDefault());
        break;
    case ["ranges", var candles, var output]:
        await RangeCharts.DrawAsync(candles, output);
        break;
    default:
        // In this process, because a benchmark project made on the fly would miss the pinned packages.
        var job = Job.ShortRun.WithToolchain(InProcessEmitToolchain.Instance);
        BenchmarkSwitcher.FromAssembly(typeof(SpeedFigures).Assembly).Run(args, DefaultConfig.Instance.AddJob(job));
        break;
}
