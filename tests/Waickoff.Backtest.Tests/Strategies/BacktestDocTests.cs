using System.Text.Json;
using System.Text.RegularExpressions;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Simulation;
using Waickoff.Backtest.Strategies;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.Strategies;

/// <summary>The rules that the document shows can be used as they stand there.</summary>
public partial class BacktestDocTests
{
    private static readonly string Document = File.ReadAllText(Repository.PathOf("docs", "backtests.md"));

    public static TheoryData<string> Rules => [.. Rule().Matches(Document).Select(m => m.Groups["json"].Value)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_rule_of_the_document_can_be_run(string json)
    {
        var strategy = StrategyReader.Read(json);

        var series = RandomCandles.Walk(11, 5_000, Timeframe.H1);
        Simulator.Run(series, strategy.Create(Timeframe.H1), strategy.Options).Equity.Length.ShouldBe(series.Count);
    }

    [Fact]
    public void The_request_of_the_document_names_a_strategy_and_its_parameters()
    {
        var request = JsonDocument.Parse(Request().Match(Document).Groups["json"].Value).RootElement;
        var place = request
            .GetProperty("grid")
            .EnumerateObject()
            .ToDictionary(p => p.Name, p => p.Value[0].GetDouble());
        StrategyReader.Read(StrategyLibrary.Find(request.GetProperty("strategy").GetString()!)!, place);
        Rules.Count.ShouldBe(3);
    }

    [GeneratedRegex("```json\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Rule();

    [GeneratedRegex("```json request\n(?<json>.*?)```", RegexOptions.Singleline)]
    private static partial Regex Request();
}
