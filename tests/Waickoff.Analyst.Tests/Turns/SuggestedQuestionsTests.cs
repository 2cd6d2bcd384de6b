using Waickoff.Analyst.Turns;

namespace Waickoff.Analyst.Tests.Turns;

public class SuggestedQuestionsTests
{
    [Theory]
    [InlineData(ReaderLanguage.Spanish)]
    [InlineData(ReaderLanguage.English)]
    public void Four_to_six_fit_every_chart_and_differ_between_charts(ReaderLanguage language)
    {
        var all = new HashSet<string>();
        foreach (var market in Markets.Simulated)
        {
            var questions = SuggestedQuestions.Of(market, language);
            questions.Count.ShouldBeInRange(4, 6);
            questions.ShouldBeUnique();
            questions.Any(q => q.StartsWith('¿')).ShouldBe(language == ReaderLanguage.Spanish);
            all.UnionWith(questions);
        }
        all.Count.ShouldBeGreaterThan(6);
    }
}
