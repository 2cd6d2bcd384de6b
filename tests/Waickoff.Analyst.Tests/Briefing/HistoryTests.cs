using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Overlays;
using Waickoff.Backtest.Evidence;
using Waickoff.Backtest.Statistics;
using Verdict = Waickoff.Backtest.Evidence.Verdict;

namespace Waickoff.Analyst.Tests.Briefing;

/// <summary>What was counted, from the briefing to the report and to what a click leads to.</summary>
public class HistoryTests
{
    public static TheoryData<ReaderLanguage> Languages => [ReaderLanguage.Spanish, ReaderLanguage.English];

    private static readonly MarketAnalysis Market = Markets.Simulated[0];

    [Theory]
    [InlineData(ReaderLanguage.Spanish, "se está contando", "no son resultados futuros")]
    [InlineData(ReaderLanguage.English, "is being counted", "not future ones")]
    public void While_it_is_being_counted_that_is_said_and_no_frequency(
        ReaderLanguage language,
        string said,
        string notice
    )
    {
        var briefing = MarketBriefing.Write(Market, language);
        var report = string.Concat(BuiltInAnalyst.Write(briefing));
        briefing.Text.ShouldContain(said);
        report.ShouldContain(said);
        report.ShouldNotContain(notice);
        briefing.Book.Entries.ShouldNotContain(e => e.What.StartsWith("evidence.", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(ReaderLanguage.Spanish, "no son futuros", "no son resultados futuros")]
    [InlineData(ReaderLanguage.English, "not future ones", "not future ones")]
    public void What_was_counted_is_told_with_its_notice_within_the_tokens(
        ReaderLanguage language,
        string inBriefing,
        string inReport
    )
    {
        var told = 0;
        foreach (var market in Markets.Simulated)
        {
            var briefing = Markets.Brief(market, language);
            var report = string.Concat(BuiltInAnalyst.Write(briefing));
            TokenCount.Of(briefing.Text).ShouldBeLessThanOrEqualTo(MarketBriefing.UsualTokens, market.Data.Symbol);
            briefing.Text.ShouldContain(inBriefing);
            report.ShouldContain(inReport);
            AnswerGrounding.Check(report, briefing.Book).ShouldAllBe(s => !s.IsMarked);
            told += briefing.Book.Entries.Count(e => e.What.StartsWith("evidence.", StringComparison.Ordinal));
        }
        told.ShouldBeGreaterThan(100);
    }

    [Theory]
    [InlineData(
        ReaderLanguage.Spanish,
        "Señal alcista hace 3 velas, LPS tras SOS: 1.234 casos desde 2025-08-29, objetivo 2R en 41 % (38 % a 44 %), al azar 35 %, media +0,12R; ventaja medida; probabilidad calibrada 40 %."
    )]
    [InlineData(
        ReaderLanguage.English,
        "Bullish signal 3 candles ago, LPS after SOS: 1,234 cases since 2025-08-29, target 2R in 41% (38% to 44%), at random 35%, mean +0.12R; measured edge; calibrated probability 40%."
    )]
    public void A_live_setup_is_told_with_count_interval_base_rate_expectancy_and_verdict(
        ReaderLanguage language,
        string line
    )
    {
        var briefing = With(language, Live(Edge, 0.4));
        Plain(briefing.Text).ShouldContain(line);
        var report = string.Concat(BuiltInAnalyst.Write(briefing));
        Plain(report).ShouldContain($"- **1h:** {line}");
        Plain(report).ShouldNotContain("No se da ninguna probabilidad");
        Plain(report).ShouldNotContain("No probability is given");
    }

    [Theory]
    [InlineData(ReaderLanguage.Spanish, "sin ventaja medible.", "No se da ninguna probabilidad")]
    [InlineData(ReaderLanguage.English, "no measurable edge.", "No probability is given")]
    public void Without_a_calibrated_probability_none_is_given(ReaderLanguage language, string verdict, string none)
    {
        var setup = Live(Edge with { Verdict = Verdict.NoMeasurableEdge }, double.NaN);
        var briefing = With(language, setup);
        Plain(briefing.Text).ShouldContain(verdict);
        briefing.Book.Entries.ShouldNotContain(e => e.What == "evidence.probability");
        Plain(string.Concat(BuiltInAnalyst.Write(briefing))).ShouldContain(none);
    }

    [Fact]
    public void A_setup_without_cases_or_random_entries_says_what_it_has()
    {
        var nothing = Edge with
        {
            Hits = 0,
            HitRate = double.NaN,
            HitInterval = Interval.None,
            BaseRate = double.NaN,
            Expectancy = double.NaN,
            Verdict = Verdict.NotEnoughHistory,
        };
        var none = With(ReaderLanguage.English, Live(nothing, double.NaN) with { Count = 0 });
        Plain(none.Text).ShouldContain("LPS after SOS: 0 cases since 2025-08-29; not enough history.");
        var alone = With(ReaderLanguage.English, Live(Edge with { BaseRate = double.NaN }, double.NaN));
        Plain(alone.Text).ShouldContain("target 2R in 41% (38% to 44%), mean +0.12R; measured edge.");
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_number_of_it_is_on_the_chart_with_the_last_cases(ReaderLanguage language)
    {
        var (numbers, cases) = (0, 0);
        foreach (var market in Markets.Simulated)
        {
            var (book, studies) = (Markets.Brief(market, language).Book, Markets.StudiesOf(market));
            foreach (var timeframe in market.Timeframes.Select(t => t.Timeframe))
            {
                var drawing = MarketDrawing.Of(market, timeframe, language, 200, studies);
                var counted = book.Entries.Where(e =>
                    e.Timeframe == timeframe && e.What.StartsWith("evidence.", StringComparison.Ordinal)
                );
                foreach (var evidence in counted)
                {
                    var overlay = drawing.Overlays.Single(o => o.Id == evidence.Source);
                    overlay.Numbers.ShouldContain(n => n.What == evidence.What && n.Value.Equals(evidence.Value));
                    numbers++;
                }
                var setups = drawing.Overlays.Where(o => o.Kind == "evidence-setup");
                cases += setups.Sum(o => o.Points.Count);
                setups.ShouldAllBe(o => o.Life.Count == o.Points.Count && o.Points.Count <= 20);
            }
        }
        numbers.ShouldBeGreaterThan(100);
        cases.ShouldBeGreaterThan(100);
    }

    private static readonly TargetEvidence Edge = new(
        2,
        506,
        0.41,
        new Interval(0.38, 0.44),
        0.35,
        4_000,
        new Interval(0.335, 0.365),
        0.1234,
        new Interval(0.05, 0.2),
        12,
        0.001,
        0.01,
        Verdict.Edge
    );

    private static SetupSummary Live(TargetEvidence main, double probability)
    {
        var some = Markets.StudiesOf(Market)[Timeframe.H1]!.Setups.First(s => s.Setup == "sos-lps");
        return some with
        {
            Count = 1_234,
            Targets = [main, main, main],
            Probability = probability,
            Live = new LiveSignal(Side.Bullish, 0, 3, 1),
        };
    }

    /// <summary>The briefing when a setup of 1h, and nothing else, is live.</summary>
    private static MarketBriefing With(ReaderLanguage language, SetupSummary setup)
    {
        var study = Markets.StudiesOf(Market)[Timeframe.H1]! with { FromMs = 1_756_425_600_000 };
        var setups = study.Setups.Select(s => s.Setup == setup.Setup ? setup : s with { Live = null });
        return MarketBriefing.Write(Market, language, studies: new([study with { Setups = [.. setups] }]));
    }

    private static string Plain(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\[\[[^\]]*\]\]", "");
}
