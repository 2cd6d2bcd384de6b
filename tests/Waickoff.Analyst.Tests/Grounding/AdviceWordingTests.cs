using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Analyst.Tests.Grounding;

public class AdviceWordingTests
{
    [Fact]
    public void All_of_two_hundred_ways_to_advise_are_found()
    {
        string[] phrases = [.. AdviceTexts.English, .. AdviceTexts.Spanish];
        phrases.Length.ShouldBeGreaterThanOrEqualTo(200);
        phrases.Where(p => !AdviceWording.IsIn(p)).ShouldBeEmpty();
    }

    [Fact]
    public void So_are_those_of_the_sandbox_model_which_were_written_without_looking_at_the_rules() =>
        AdvicePhrases.Spanish.Concat(AdvicePhrases.English).Where(p => !AdviceWording.IsIn(p)).ShouldBeEmpty();

    [Fact]
    public void What_describes_is_let_through() => AdviceTexts.Neutral.Where(AdviceWording.IsIn).ShouldBeEmpty();

    [Theory]
    [InlineData(ReaderLanguage.Spanish)]
    [InlineData(ReaderLanguage.English)]
    public void The_reports_of_the_built_in_analyst_are_let_through(ReaderLanguage language)
    {
        var found = new HashSet<string>();
        foreach (var market in Markets.Simulated)
        {
            var briefing = Markets.Brief(market, language);
            var report = string.Concat(BuiltInAnalyst.Write(briefing));
            foreach (var text in new[] { briefing.Text, report })
                found.UnionWith(
                    AnswerGrounding.Check(text, briefing.Book).Select(s => s.Text).Where(AdviceWording.IsIn)
                );
        }
        found.ShouldBeEmpty();
    }
}
