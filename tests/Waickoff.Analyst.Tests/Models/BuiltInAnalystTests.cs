using System.Text.RegularExpressions;
using Waickoff.Analysis;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Testing;

namespace Waickoff.Analyst.Tests.Models;

public partial class BuiltInAnalystTests
{
    public static TheoryData<ReaderLanguage> Languages => [ReaderLanguage.Spanish, ReaderLanguage.English];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_number_of_a_report_is_verified(ReaderLanguage language)
    {
        foreach (var market in Markets.Simulated)
            CheckReport(market, language);
    }

    [SharedDataFact]
    public void So_it_is_on_recorded_markets()
    {
        foreach (var market in Markets.Recorded)
        {
            CheckReport(market, ReaderLanguage.Spanish);
            CheckReport(market, ReaderLanguage.English);
            foreach (var language in new[] { ReaderLanguage.Spanish, ReaderLanguage.English })
            {
                var briefing = Markets.Brief(market, language);
                TokenCount.Of(briefing.Text).ShouldBeLessThanOrEqualTo(MarketBriefing.UsualTokens);
                AnswerGrounding.Check(briefing.Text, briefing.Book).ShouldAllBe(s => !s.IsMarked);
                AdvicePattern().Count(string.Concat(BuiltInAnalyst.Write(briefing))).ShouldBe(0);
            }
        }
    }

    private static void CheckReport(MarketAnalysis market, ReaderLanguage language)
    {
        var briefing = Markets.Brief(market, language);
        var report = string.Concat(BuiltInAnalyst.Write(briefing));
        var sentences = AnswerGrounding.Check(report, briefing.Book);
        sentences.Where(s => s.IsMarked).Select(s => s.Text).ShouldBeEmpty(market.Data.Symbol);
        var verified = sentences
            .SelectMany(s => s.Citations)
            .Count(c => c.Verdict is Verdict.Verified or Verdict.Derived);
        verified.ShouldBe(CitationPattern().Count(report), "each citation stands behind a number");
        verified.ShouldBeGreaterThan(0);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_report_has_its_five_sections_in_order(ReaderLanguage language)
    {
        foreach (var market in Markets.Simulated)
        {
            var report = string.Concat(BuiltInAnalyst.Write(Markets.Brief(market, language)));
            HeadingPattern().Matches(report).Select(m => m.Groups[1].Value).ShouldBe(["1", "2", "3", "4", "5"]);
            EmptySectionPattern().IsMatch(report).ShouldBeFalse(report);
            report.ShouldNotContain("  ");
            report.ShouldNotContain(" .");
            report.ShouldNotContain("..");
            report.ShouldEndWith("\n");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void No_report_gives_advice(ReaderLanguage language)
    {
        foreach (var market in Markets.Simulated)
        {
            var briefing = Markets.Brief(market, language);
            var texts = briefing.Text + string.Concat(BuiltInAnalyst.Write(briefing));
            AdvicePattern().Matches(texts).Select(m => m.Value).ShouldBeEmpty(market.Data.Symbol);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Reports_of_different_markets_are_different_and_none_repeats_a_sentence(ReaderLanguage language)
    {
        var reports = Markets
            .Simulated.Select(m => string.Concat(BuiltInAnalyst.Write(Markets.Brief(m, language))))
            .ToList();
        reports.ShouldBeUnique();
        foreach (var report in reports)
        {
            var sentences = report.Split(". ").Where(s => s.Length > 60).ToList();
            sentences.ShouldBeUnique();
        }
    }

    [Fact]
    public void Both_languages_say_the_same_numbers()
    {
        foreach (var market in Markets.Simulated)
            Cited(market, ReaderLanguage.Spanish).ShouldBe(Cited(market, ReaderLanguage.English), market.Data.Symbol);

        static List<string> Cited(MarketAnalysis market, ReaderLanguage language)
        {
            var report = string.Concat(BuiltInAnalyst.Write(Markets.Brief(market, language, 100_000)));
            return [.. CitedPattern().Matches(report).Select(m => m.Value).Order(StringComparer.Ordinal)];
        }
    }

    [Fact]
    public void It_is_streamed_sentence_by_sentence()
    {
        var briefing = Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish);
        var chunks = BuiltInAnalyst.Write(briefing).ToList();
        chunks.Count.ShouldBeGreaterThan(20);
        chunks.ShouldAllBe(c => c.Length < 700);
    }

    [Theory]
    [InlineData("¿Cuáles son los niveles de entrada?", "## Niveles clave de entrada y salida")]
    [InlineData("What about risk and position size?", "## Gestión de riesgo")]
    [InlineData(
        "¿Qué probabilidad tiene y qué confluencias hay?",
        "## 1. Confluencias|## 2. Probabilidad según el historial"
    )]
    [InlineData(
        "¿Qué opinas?",
        "## 1. Situación actual|## 2. Confluencias|## 3. Niveles clave de entrada y salida|## 4. Gestión de riesgo|## 5. Probabilidad según el historial"
    )]
    public void A_question_is_answered_with_the_sections_it_names(string question, string headings)
    {
        var briefing = Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish);
        var report = string.Concat(BuiltInAnalyst.Write(briefing, question));
        report.Split('\n').Where(l => l.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(headings.Split('|'));
        // A heading counts sections, and is no number of the market.
        AnswerGrounding.Check(report, briefing.Book).ShouldAllBe(s => !s.IsMarked);
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void What_had_no_room_in_the_briefing_is_not_said(ReaderLanguage language)
    {
        var briefing = Markets.Brief(Markets.Simulated[0], language, 1_200);
        var report = string.Concat(BuiltInAnalyst.Write(briefing));
        AnswerGrounding.Check(report, briefing.Book).ShouldAllBe(s => !s.IsMarked);
        HeadingPattern().Count(report).ShouldBe(5);
        report.Length.ShouldBeLessThan(
            string.Concat(BuiltInAnalyst.Write(Markets.Brief(Markets.Simulated[0], language))).Length
        );
    }

    [Fact]
    public async Task The_market_analyst_checks_what_it_streams_and_shows_no_id()
    {
        var briefing = Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish);
        var sentences = new List<GroundedSentence>();
        await foreach (var sentence in MarketAnalyst.AnswerAsync(briefing, []))
            sentences.Add(sentence);
        var text = string.Concat(sentences.Select(s => s.Text));
        text.ShouldNotContain("[[");
        text.ShouldStartWith("## 1. ");
        sentences.ShouldAllBe(s => !s.IsMarked);
        sentences.Count.ShouldBeGreaterThan(20);
    }

    [Fact]
    public async Task It_can_be_stopped()
    {
        var briefing = Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish);
        using var stop = new CancellationTokenSource();
        var seen = 0;
        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in BuiltInAnalyst.WriteAsync(briefing, cancellation: stop.Token))
            {
                if (++seen == 3)
                    await stop.CancelAsync();
            }
        });
        seen.ShouldBe(3);
    }

    [GeneratedRegex(@"\[\[[^\]]+\]\]")]
    private static partial Regex CitedPattern();

    [GeneratedRegex(@"\[\[")]
    private static partial Regex CitationPattern();

    [GeneratedRegex(@"^## (\d)\. ", RegexOptions.Multiline)]
    private static partial Regex HeadingPattern();

    [GeneratedRegex(@"^## [^\n]*\n\n(?:## |$)", RegexOptions.Multiline)]
    private static partial Regex EmptySectionPattern();

    [GeneratedRegex(
        @"\b(?:compre|venda|compra ya|vende ya|comprar ahora|vender ahora|segur[oa]|garantiz\w+|deber[ií]as?|conviene|aconsej\w+|recomendamos|apalanca\w*"
            + @"|buy (?:now|here|at)|sell (?:now|here|at)|guarantee\w*|risk-free|you should|we recommend|advis\w+|leverage\w*|go (?:long|short))\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex AdvicePattern();
}
