using System.CommandLine;
using System.Globalization;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Sweeps;
using Waickoff.Cli.History;

namespace Waickoff.Cli.Commands;

/// <summary><c>sweep STRATEGY --symbol A,B --grid name=1,2,3 ..</c>: a strategy at every point of a grid, on all cores.</summary>
internal static class SweepCommand
{
    private const int MostPoints = 100_000;

    public static Command Create(Strings strings)
    {
        var texts = HistoryStrings.For(strings.Language);
        var options = new HistoryOptions(strings);
        var strategy = new Argument<string>("STRATEGY") { Description = texts.StrategyArgument(StrategySource.Names) };
        var symbol = new Option<string>("--symbol") { Description = texts.SymbolsOption, Required = true };
        var grid = new Option<string[]>("--grid")
        {
            Description = texts.GridOption,
            Required = true,
            AllowMultipleArgumentsPerToken = true,
        };
        var command = new Command("sweep", texts.Sweep) { strategy, symbol, grid };
        options.AddTo(command);
        command.SetAction(
            async (parsed, cancel) =>
            {
                await Task.Yield();
                var json = await StrategySource.ReadAsync(parsed.GetRequiredValue(strategy), texts, cancel);
                var values = GridOf(parsed.GetRequiredValue(grid), texts);
                var markets = new List<(string Symbol, CandleSeries Series)>();
                long? from = null;
                foreach (var name in parsed.GetRequiredValue(symbol).Split(',', StringSplitOptions.TrimEntries))
                {
                    var history = await options.LoadAsync(parsed, name, cancel);
                    markets.Add((history.Symbol, history.Series));
                    from = history.FromMs;
                }
                var count = ParameterSweep.Count(values) * markets.Count;
                if (count > MostPoints)
                    throw new UsageException(texts.GridTooLarge(count, MostPoints));
                var result = StrategySource.Checked(
                    texts,
                    () =>
                        ParameterSweep.Run(
                            markets,
                            json,
                            values,
                            Environment.ProcessorCount,
                            from,
                            Report(texts, (int)count),
                            cancel
                        )
                );
                if (!Console.IsErrorRedirected)
                    await Console.Error.WriteLineAsync();
                if (parsed.GetRequiredValue(options.Format) == HistoryOptions.Json)
                    SweepOutput.WriteJson(result);
                else
                    SweepOutput.WriteText(result, texts);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    /// <summary>Reads <c>name=1,2,3</c> and <c>name=from..to..step</c>.</summary>
    internal static Dictionary<string, IReadOnlyList<double>> GridOf(string[] texts, HistoryStrings strings)
    {
        var grid = new Dictionary<string, IReadOnlyList<double>>();
        foreach (var text in texts)
        {
            var pair = text.Split('=', 2, StringSplitOptions.TrimEntries);
            var values = pair.Length == 2 ? ValuesOf(pair[1]) : [];
            if (values.Count is 0 or > MostPoints || pair[0].Length == 0 || !grid.TryAdd(pair[0], values))
                throw new UsageException(strings.BadGrid(text));
        }
        return grid;
    }

    private static List<double> ValuesOf(string text)
    {
        var isRange = text.Contains("..", StringComparison.Ordinal);
        var numbers = new List<double>();
        foreach (var part in isRange ? text.Split("..") : text.Split(','))
        {
            if (!double.TryParse(part, CultureInfo.InvariantCulture, out var number) || !double.IsFinite(number))
                return [];
            numbers.Add(number);
        }
        if (!isRange)
            return numbers;
        if (numbers.Count != 3 || numbers[2] <= 0 || numbers[1] < numbers[0])
            return [];
        var steps = Math.Floor(((numbers[1] - numbers[0]) / numbers[2]) + 1e-9);
        return steps >= MostPoints
            ? []
            : [.. Enumerable.Range(0, (int)steps + 1).Select(i => Math.Round(numbers[0] + (i * numbers[2]), 9))];
    }

    private static Action<int>? Report(HistoryStrings texts, int count) =>
        Console.IsErrorRedirected
            ? null
            : done =>
            {
                if (done % Math.Max(1, count / 100) == 0)
                    Console.Error.Write("\r" + texts.Progress(done, count));
            };
}
