using System.Diagnostics;
using Waickoff.Analyst.Turns;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;
using Xunit.Abstractions;

namespace Waickoff.Analyst.Tests.Turns;

/// <summary>The reader stops (T29, T30): upstream ends at once, and what was received is charged, no more than was held.</summary>
public class StopTests(ITestOutputHelper output)
{
    private const int Readers = 8;
    private const int StopsEach = 8;

    [Fact]
    public async Task A_stop_ends_the_call_and_charges_what_was_received()
    {
        const int seed = 20261123;
        output.WriteLine($"seed {seed}");
        var stops = await Task.WhenAll(Enumerable.Range(0, Readers).Select(r => StopOftenAsync(new Random(seed + r))));
        var all = stops.SelectMany(s => s).ToList();
        output.WriteLine(
            $"{all.Count} stops, {all.Count(s => s.Charged == 0)} before any sentence, at most {all.Where(s => s.Charged > 0).Max(s => Math.Abs(s.Charged - s.True))} of {all.Average(s => s.True):0} tokens from the provider's count, upstream ended within {all.Max(s => s.EndedMs)} ms"
        );
        all.Count.ShouldBeGreaterThan(Readers * StopsEach / 2);
        foreach (var (charged, known, endedMs) in all)
        {
            if (charged > 0)
                Math.Abs(charged - known).ShouldBeLessThanOrEqualTo((long)(0.05 * known) + 20, $"of {known}");
            endedMs.ShouldBeLessThanOrEqualTo(500);
        }
    }

    private static async Task<List<(long Charged, long True, long EndedMs)>> StopOftenAsync(Random random)
    {
        await using var room = await AnalystRoom.OpenAsync(model: o => o with { AnswerTokens = 150 });
        // About as fast as the real one: what it writes until it hears of the stop is on the bill too.
        room.Model.Scripts.Always(ModelScript.Paced(new ModelPace(TimeSpan.FromMilliseconds(20), 100)));
        var stops = new List<(long, long, long)>();
        for (var i = 0; i < StopsEach; i++)
        {
            room.Budget = new SessionBudget();
            room.History.Clear();
            using var stop = new CancellationTokenSource();
            var stoppedAt = DateTimeOffset.MaxValue;
            var (sentences, seen) = (random.Next(0, 5), 0);
            var answer = await room.AskAsync(
                seen: e =>
                {
                    seen += e is AnalystEvent.Sentence ? 1 : 0;
                    var isDue = sentences == 0 ? e is AnalystEvent.Progress { Step: "model" } : seen == sentences;
                    if (!isDue || stop.IsCancellationRequested)
                        return;
                    stoppedAt = TimeProvider.System.GetUtcNow();
                    stop.Cancel();
                },
                stop: stop.Token
            );
            if (answer.End.Reason == EndReason.Complete)
                continue;
            answer.End.Reason.ShouldBe(EndReason.Stopped);
            answer.End.IsCharged.ShouldBe(answer.Sentences.Count > 0);
            (answer.Charged > 0).ShouldBe(answer.Sentences.Count > 0);
            var truth = (await room.Model.Truth.EndedAsync(room.Model.Truth.Messages.Count))[^1];
            var ended = (long)(truth.EndedAt!.Value - stoppedAt).TotalMilliseconds;
            stops.Add((answer.Charged, AnalystTurnsTests.Metered(truth.Usage), ended));
        }
        return stops;
    }

    [Fact]
    public async Task A_stop_behind_the_end_changes_nothing()
    {
        await using var room = await AnalystRoom.OpenAsync();
        using var stop = new CancellationTokenSource();
        var answer = await room.AskAsync(
            seen: e =>
            {
                if (e is AnalystEvent.Ended)
                    stop.Cancel();
            },
            stop: stop.Token
        );
        answer.End.Reason.ShouldBe(EndReason.Complete);
        answer.Charged.ShouldBe(AnalystTurnsTests.Metered(room.Model.Truth.Messages[0].Usage));
    }

    [Fact]
    public async Task Who_stops_reading_ends_the_call()
    {
        await using var room = await AnalystRoom.OpenAsync();
        room.Model.Scripts.Always(ModelScript.Endless with { Pace = new ModelPace(TimeSpan.Zero, 500) });
        await foreach (var told in room.Turns.AnswerAsync(room.Request(""), room.Budget, default))
            if (told is AnalystEvent.Sentence)
                break;
        (await room.Model.Truth.EndedAsync(1)).Single().End.ShouldBe(CallEnd.ClientGone);
    }

    [Fact]
    public async Task An_endless_answer_ends_with_the_longest_that_is_paid_for_or_with_the_turn()
    {
        await using var room = await AnalystRoom.OpenAsync(options: o => o.TurnSeconds = 2);
        room.Model.Scripts.Always(ModelScript.Endless with { Pace = new ModelPace(TimeSpan.Zero, 500) });
        var watch = Stopwatch.StartNew();
        var answer = await room.AskAsync();
        output.WriteLine($"{answer.End.Reason} after {watch.Elapsed.TotalSeconds:0.0} s, {answer.Calls.Count} calls");
        answer.Charged.ShouldBe(0);
        answer.End.Reason.ShouldBe(EndReason.Failed);
    }
}
