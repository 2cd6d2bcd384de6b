using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Prompt;
using Waickoff.Analyst.Turns;

namespace Waickoff.Analyst.Tests.Prompt;

public class SessionHistoryTests
{
    [Theory]
    [InlineData(100_000, 4_000)]
    [InlineData(10_000, 100_000)]
    [InlineData(2_000, 4_000)]
    [InlineData(0, 4_000)]
    public void The_history_never_takes_more_than_its_share_of_what_is_left(long left, int most)
    {
        var turns = new List<TurnMemory>();
        for (var i = 0; i < 200; i++)
        {
            var history = SessionHistory.Of(turns, left, most);
            var tokens =
                TokenCount.Of(history.Summary)
                + history.InFull.Sum(t => TokenCount.Of(t.Told) + TokenCount.Of(t.Answer));
            // Eight turns in short are what stays in any case.
            tokens.ShouldBeLessThanOrEqualTo((int)Math.Max(Math.Min(most, 0.4 * left), 8 * 110 + 50));
            turns.Add(Turn(i, history.ShortenedTurns));
        }
    }

    [Fact]
    public void What_is_told_in_short_stays_so_until_more_joins_it()
    {
        var turns = new List<TurnMemory>();
        var (summary, changes) = ("", 0);
        for (var i = 0; i < 40; i++)
        {
            var history = SessionHistory.Of(turns, 100_000, 4_000);
            (history.Summary != summary).ShouldBe(history.IsShortenedNow);
            changes += history.IsShortenedNow ? 1 : 0;
            summary = history.Summary;
            (history.ShortenedTurns + history.InFull.Count).ShouldBe(turns.Count);
            turns.Add(Turn(i, history.ShortenedTurns));
        }
        changes.ShouldBeInRange(2, 8, "each change empties the cache of the conversation");
    }

    [Fact]
    public void No_id_is_cut_in_the_middle()
    {
        var turns = Enumerable
            .Range(0, 30)
            .Select(i =>
                Turn(0, 0) with
                {
                    Answer = new string('x', i) + string.Concat(Enumerable.Repeat(" 1.0[[e123]]", 60)),
                }
            )
            .ToList();
        var summary = SessionHistory.Of(turns, 100, 4_000).Summary;
        System.Text.RegularExpressions.Regex.Replace(summary, @"\[\[e123\]\]", "").ShouldNotContain("[[");
    }

    [Fact]
    public void No_number_is_left_without_its_word()
    {
        var turns = Enumerable
            .Range(0, 30)
            .Select(i =>
                Turn(0, 0) with
                {
                    Answer = new string('x', i) + string.Concat(Enumerable.Repeat(" band of 2 sigma,", 60)),
                }
            )
            .ToList();
        var summary = SessionHistory.Of(turns, 100, 4_000).Summary;
        summary.ShouldContain(" …");
        System.Text.RegularExpressions.Regex.IsMatch(summary, @"\d …").ShouldBeFalse(summary);
    }

    private static TurnMemory Turn(int number, int shortened) =>
        new()
        {
            Question = $"Question {number}?",
            Told = $"Answer in English.\nQuestion: Question {number}?",
            Answer = string.Concat(Enumerable.Repeat($"Sentence of answer {number} with 1.0[[e1]] in it. ", 25)),
            Evidence = [],
            BriefingVersion = "v",
            AsOfMs = 0,
            SeenLines = [],
            Model = "m",
            AtMs = 0,
            PromptTokens = 1,
            AnswerTokens = 1,
            MeteredTokens = 1,
            ShortenedTurns = shortened,
        };
}
