using Spectre.Console;
using Waickoff.Market.Live;

namespace Waickoff.Cli.Live;

/// <summary>A progress bar on stderr while candles are brought; nothing where stderr is no terminal.</summary>
internal static class PullProgress
{
    public static async Task<BackFillResult> RunAsync(
        string title,
        Func<IProgress<BackFillProgress>?, Task<BackFillResult>> work
    )
    {
        if (Console.IsErrorRedirected)
            return await work(null);
        var terminal = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Console.Error) });
        return await terminal
            .Progress()
            .AutoClear(true)
            .Columns(
                new TaskDescriptionColumn(),
                new ProgressBarColumn(),
                new PercentageColumn(),
                new RemainingTimeColumn()
            )
            .StartAsync(async context =>
            {
                var bar = context.AddTask(Markup.Escape(title));
                return await work(new Told(p => bar.Value = 100 * p.Share));
            });
    }

    /// <summary>Told at once and in order, unlike the one of the framework.</summary>
    private sealed class Told(Action<BackFillProgress> tell) : IProgress<BackFillProgress>
    {
        public void Report(BackFillProgress value) => tell(value);
    }
}
