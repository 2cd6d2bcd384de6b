using Waickoff.Analyst.Models;
using Waickoff.Analyst.Models.Claude;
using Waickoff.Analyst.Prompt;
using Waickoff.Analyst.Turns;
using Xunit.Abstractions;

namespace Waickoff.Analyst.Tests.Turns;

/// <summary>How much a session gives: turns until its tokens are used up, what they cost, and how well the next one was foreseen.</summary>
public class SessionLengthTests(ITestOutputHelper output)
{
    private const double BytesPerToken = 3.4;

    [Theory]
    [InlineData(ReaderLanguage.English, 1_024)]
    [InlineData(ReaderLanguage.English, 4_096)]
    [InlineData(ReaderLanguage.Spanish, 1_024)]
    [InlineData(ReaderLanguage.Spanish, 4_096)]
    public async Task A_session_gives_25_turns_and_three_times_those_of_whole_prompts(
        ReaderLanguage language,
        int cacheMinimum
    )
    {
        await using var room = await AnalystRoom.OpenAsync(
            language,
            o => o with { CacheMinimumTokens = cacheMinimum },
            o =>
                o.Models = [
                    .. AnalystOptions.DefaultModels.Select(m => new ModelOptions
                    {
                        Id = m.Id,
                        Role = m.Role,
                        Effort = m.Effort,
                        Prices = m.Prices,
                        CacheMinimumTokens = cacheMinimum,
                    }),
                ]
        );
        var (turns, whole, wholeTurns, missed, foreseen) = (0, 0L, 0, 0, 0);
        var wholeHistory = 0L;
        while (true)
        {
            var question = Question(language, turns);
            var forecast = room.Turns.ForecastTokens(room.History, room.Budget.Left, room.Current());
            var answer = await room.AskAsync(question);
            if (answer.End.Reason == EndReason.Refused)
            {
                answer.End.Refusal.ShouldBe(CallRefusal.NotEnoughTokens);
                break;
            }
            answer.End.Reason.ShouldBe(EndReason.Complete);
            answer.End.IsCharged.ShouldBeTrue();
            answer.Sentences.Where(s => s.IsMarked).Select(s => s.Text).ShouldBeEmpty();
            turns++;

            // What a prompt would be that is sent whole each time: rules, tools, the briefing of the moment, all turns before.
            whole +=
                Tokens(AnalystRules.Text, room.Current().Text, question) + (ClaudeTools.Bytes * 10 / 34) + wholeHistory;
            whole += answer.Calls.Sum(c => c.Usage.Output);
            wholeHistory += Tokens(question, answer.Text);
            wholeTurns += whole <= 100_000 ? 1 : 0;

            if (forecast is { } expected && answer.Model == "claude-haiku-5-5")
            {
                foreseen++;
                missed += Math.Abs(expected - answer.Charged) > 0.15 * answer.Charged ? 1 : 0;
            }
            if (turns <= 4 || turns % 10 == 0)
                output.WriteLine(
                    $"turn {turns}: {answer.Model} {answer.Charged} metered, foreseen {forecast}, {string.Join(" + ", answer.Calls.Select(c => c.Usage))}"
                );
            room.Clock.NowMs += (turns % 2 == 0 ? 20 : 3) * 60_000;
        }
        output.WriteLine(
            $"{language}, cache from {cacheMinimum}: {turns} turns, whole prompts {wholeTurns}, ratio {(double)turns / wholeTurns:0.0}, used {room.Budget.Used}, cost ${room.Budget.SpentMicroUsd / 1e6:0.0000}, forecasts off by more than 15 %: {missed} of {foreseen}"
        );
        room.Budget.SpentMicroUsd.ShouldBe(room.Model.Truth.MicroUsd, "to the micro-dollar");
        room.Budget.SpentMicroUsd.ShouldBeLessThanOrEqualTo(165_000);
        missed.ShouldBeLessThanOrEqualTo(foreseen / 20);
        turns.ShouldBeGreaterThanOrEqualTo(25);
        turns.ShouldBeGreaterThanOrEqualTo(3 * wholeTurns);
    }

    private static long Tokens(params string[] texts) =>
        (long)Math.Ceiling(texts.Sum(t => (long)System.Text.Encoding.UTF8.GetByteCount(t)) / BytesPerToken);

    private static string Question(ReaderLanguage language, int turn) =>
        (language, turn) switch
        {
            (_, 0) => "",
            (ReaderLanguage.Spanish, _) when turn % 6 == 0 => "¿Por qué no coinciden los marcos temporales?",
            (ReaderLanguage.Spanish, _) => $"¿Dónde está el siguiente objetivo en la estructura interna?",
            (_, _) when turn % 6 == 0 => "Why do the timeframes disagree?",
            _ => "Where is the next target of the internal structure?",
        };
}
