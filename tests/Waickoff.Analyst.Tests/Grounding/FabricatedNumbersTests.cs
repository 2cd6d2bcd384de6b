using System.Text.RegularExpressions;
using Waickoff.Analysis;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Testing;

namespace Waickoff.Analyst.Tests.Grounding;

/// <summary>Numbers of real briefings and answers are changed by a printed unit or more: each of them is caught.</summary>
public partial class FabricatedNumbersTests
{
    private const int Mutations = 1_000;

    [Fact]
    public void All_of_a_thousand_changed_numbers_are_marked() => Check(Texts(Markets.Simulated), seed: 2_026);

    [SharedDataFact]
    public void So_are_those_of_recorded_markets() => Check(Texts(Markets.Recorded), seed: 11);

    private static void Check(List<(MarketBriefing Briefing, string Text)> texts, int seed)
    {
        var random = new Random(seed);
        var caught = 0;
        for (var run = 0; run < Mutations; run++)
        {
            var (briefing, text) = texts[run % texts.Count];
            var cited = CitedPattern().Matches(text);
            var (place, mutated) = Mutate(briefing.Book, cited, random);
            var changed = text[..place.Index] + mutated + text[(place.Index + place.Length)..];
            var marked = AnswerGrounding.Check(changed, briefing.Book).Where(s => s.IsMarked).ToList();
            marked.Count.ShouldBe(1, $"run {run}: {place.Value} became {mutated}");
            var citation = marked[0].Citations.Single(c => c.IsMarked);
            citation.Verdict.ShouldBeOneOf(Verdict.WrongValue, Verdict.WrongDerivation);
            caught++;
        }
        caught.ShouldBe(Mutations);
    }

    [Fact]
    public void A_changed_number_whose_citation_is_taken_away_is_marked_too()
    {
        var random = new Random(7);
        var texts = Texts(Markets.Simulated);
        for (var run = 0; run < 200; run++)
        {
            var (briefing, text) = texts[run % texts.Count];
            var cited = CitedPattern().Matches(text);
            var (place, mutated) = Mutate(briefing.Book, cited, random);
            var end = text.IndexOf("]]", place.Index, StringComparison.Ordinal) + 2;
            var changed = text[..place.Index] + mutated + text[end..];
            AnswerGrounding.Check(changed, briefing.Book).Count(s => s.IsMarked).ShouldBe(1, mutated);
        }
    }

    /// <summary>Picks a cited number and writes another in its place, one printed unit to a hundred away, that no evidence of its form has.</summary>
    private static (Group Place, string Text) Mutate(EvidenceBook book, MatchCollection cited, Random random)
    {
        while (true)
        {
            var match = cited[random.Next(cited.Count)];
            var evidence = book.Find(match.Groups["id"].ValueSpan);
            var form = evidence?.Form ?? NumberForm.RiskMultiple;
            var value =
                evidence?.Value ?? double.Parse(match.Groups["number"].Value.TrimEnd('R').Replace(',', '.'), null);
            var steps = (random.Next(2) == 0 ? 1 : -1) * (random.Next(3) == 0 ? random.Next(1, 100) : 1);
            var printed = book.Format.Printed(value, form) + (steps * book.Format.StepAt(value, form));
            var other = (double)(form == NumberForm.Share ? printed / 100 : printed);
            if (!IsNew(book, other, form, value))
                continue;
            return (match.Groups["number"], book.Format.Write(other, form));
        }
    }

    /// <summary>A derived number may be meant with either sign, so its opposite is not new either.</summary>
    private static bool IsNew(EvidenceBook book, double other, NumberForm form, double value)
    {
        var printed = book.Format.Printed(other, form);
        var isOwn = Math.Abs(printed) == Math.Abs(book.Format.Printed(value, form));
        return !isOwn && book.Entries.All(e => e.Form != form || book.Format.Printed(e.Value, form) != printed);
    }

    private static List<(MarketBriefing Briefing, string Text)> Texts(IEnumerable<MarketAnalysis> markets) =>
        [
            .. from market in markets
            from language in new[] { ReaderLanguage.Spanish, ReaderLanguage.English }
            let briefing = Markets.Brief(market, language)
            from text in new[] { briefing.Text, string.Concat(BuiltInAnalyst.Write(briefing)) }
            where CitedPattern().Count(text) > 5
            select (briefing, text),
        ];

    [GeneratedRegex(@"(?<number>[+-]?\d[\d.,]*(?:k|M|R|\s?%)?)\[\[(?<id>[^\]]+)\]\]")]
    private static partial Regex CitedPattern();
}
