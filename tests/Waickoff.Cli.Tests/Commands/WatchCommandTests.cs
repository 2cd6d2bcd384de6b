using System.Diagnostics;
using System.Globalization;
using Waickoff.Analysis.Candles;

namespace Waickoff.Cli.Tests.Commands;

public sealed class WatchCommandTests(LiveSetting live) : IClassFixture<LiveSetting>
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task In_a_pipe_each_closed_candle_is_a_line_until_Ctrl_C()
    {
        using var soon = new CancellationTokenSource(Patience);
        using var process = live.Start(live.NewFolder(), "watch", "btcusdt", "--lang", "en");
        try
        {
            var error = process.StandardError.ReadToEndAsync(soon.Token);
            (await process.StandardOutput.ReadLineAsync(soon.Token))!.ShouldStartWith(
                LineOf(live.Exchange.Clock.NowMs)
            );
            while (live.Exchange.Traffic.ConnectionsOpen == 0)
                await Task.Delay(20, soon.Token);
            for (var i = 0; i < 5; i++)
            {
                live.Exchange.Clock.Advance(1);

                (await process.StandardOutput.ReadLineAsync(soon.Token))!.ShouldStartWith(
                    LineOf(Timeframe.M15.Floor(live.Exchange.Clock.NowMs))
                );
            }

            using (var interrupt = Process.Start("kill", ["-INT", $"{process.Id}"]))
                await interrupt.WaitForExitAsync(soon.Token);
            (await process.StandardOutput.ReadToEndAsync(soon.Token)).ShouldBeEmpty();
            await process.WaitForExitAsync(soon.Token);
            process.ExitCode.ShouldBe(130);
            (await error).ShouldBe("Cancelled.\n");
        }
        finally
        {
            if (!process.HasExited)
                process.Kill();
        }
    }

    [Fact]
    public async Task An_analysis_takes_the_candles_of_the_venue_and_those_stored_when_it_is_gone()
    {
        var folder = live.NewFolder();

        var now = await live.RunAsync(folder, "analyze", "ETHUSDT");
        var later = await CliProcess.RunAsync(
            "dotnet",
            [CliProcess.Program, "analyze", "ETHUSDT", "--lang", "en"],
            environment: new Dictionary<string, string> { ["WAICKOFF_DATA"] = folder }
        );

        now.ExitCode.ShouldBe(0, now.Error);
        now.Error.ShouldBeEmpty();
        now.Output.ShouldContain("Binance spot (en directo)");
        now.Output.ShouldNotContain("SIMULADO");
        later.ExitCode.ShouldBe(0, later.Error);
        later.Error.ShouldBe(
            "binance: cannot be reached\nNo venue can be reached: the stored candles of ETHUSDT are analysed.\n"
        );
        later.Output.ShouldContain("stored candles");
        later.Output.ShouldNotContain("SIMULATED");
    }

    /// <summary>How the line of a candle begins that closed at a time.</summary>
    private string LineOf(long closedMs)
    {
        var open = closedMs - Timeframe.M15.Milliseconds;
        var close = live.Candles("BTCUSDT", open, closedMs).Single().Close;
        var time = DateTimeOffset.FromUnixTimeMilliseconds(closedMs);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{time:yyyy-MM-dd HH:mm} binance BTCUSDT {close:N2} Just confirmed: "
        );
    }
}
