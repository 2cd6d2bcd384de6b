using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;

namespace Waickoff.Analyst.Tests.Briefing;

public class MarketBriefingTests
{
    public static TheoryData<ReaderLanguage> Languages => [ReaderLanguage.Spanish, ReaderLanguage.English];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Three_timeframes_fit_into_the_usual_tokens(ReaderLanguage language)
    {
        foreach (var market in Markets.Simulated)
        {
            var briefing = Markets.Brief(market, language);
            TokenCount.Of(briefing.Text).ShouldBeLessThanOrEqualTo(MarketBriefing.UsualTokens, market.Data.Symbol);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Every_number_in_it_has_an_id_and_is_what_the_id_says(ReaderLanguage language)
    {
        foreach (var market in Markets.Simulated)
        {
            var briefing = Markets.Brief(market, language);
            var wrong = AnswerGrounding
                .Check(briefing.Text, briefing.Book)
                .Where(s => s.IsMarked)
                .Select(s => $"{s.Text} {string.Join("; ", s.Citations.Where(c => c.IsMarked))}");
            wrong.ShouldBeEmpty(market.Data.Symbol);
            briefing.Text.ShouldContain($"[[{briefing.Book.Entries[^1].Id}]]");
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Less_room_drops_whole_lines_least_important_first_and_says_how_many(ReaderLanguage language)
    {
        var market = Markets.Simulated[0];
        var whole = Markets.Brief(market, language, 100_000);
        whole.LeftOutLines.ShouldBe(0);
        var lines = WithoutIds(whole.Text).Split('\n').ToHashSet();
        var last = 0;
        for (var tokens = 3_500; tokens >= 1_500; tokens -= 200)
        {
            var briefing = Markets.Brief(market, language, tokens);
            TokenCount.Of(briefing.Text).ShouldBeLessThanOrEqualTo(tokens);
            briefing.LeftOutLines.ShouldBeGreaterThanOrEqualTo(last);
            last = briefing.LeftOutLines;
            var kept = WithoutIds(briefing.Text).Split('\n');
            kept.Count(line => !lines.Contains(line)).ShouldBe(last > 0 ? 1 : 0, "the line that says how many");
            var headings = kept.Count(l => l.StartsWith("## ", StringComparison.Ordinal));
            headings.ShouldBeGreaterThanOrEqualTo(5, "each timeframe, their agreement and the main scenarios stay");
        }
        last.ShouldBeGreaterThan(10);
    }

    [Fact]
    public void Simulated_prices_are_called_so_in_both_languages()
    {
        Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish).Text.ShouldContain("DATOS SIMULADOS");
        Markets.Brief(Markets.Simulated[0], ReaderLanguage.English).Text.ShouldContain("SIMULATED DATA");
    }

    [Fact]
    public void Both_languages_tell_the_same_numbers_in_the_same_order()
    {
        foreach (var market in Markets.Simulated)
        {
            var spanish = Markets.Brief(market, ReaderLanguage.Spanish, 100_000).Book;
            var english = Markets.Brief(market, ReaderLanguage.English, 100_000).Book;
            spanish.Entries.ShouldBe(english.Entries);
        }
    }

    [Fact]
    public void Evidence_names_what_it_comes_from()
    {
        var book = Markets.Brief(Markets.Simulated[0], ReaderLanguage.Spanish).Book;
        book.Entries.ShouldAllBe(e => e.Source.StartsWith("simulated:BTCUSDT:", StringComparison.Ordinal));
        book.Entries.Select(e => e.Id).ShouldBeUnique();
        book.Entries.Select(e => (e.What, e.Timeframe, e.Source)).ShouldBeUnique();
    }

    private static string WithoutIds(string text) =>
        System.Text.RegularExpressions.Regex.Replace(text, @"\[\[[^\]]*\]\]", "");
}
