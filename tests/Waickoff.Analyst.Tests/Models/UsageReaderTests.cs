using Waickoff.Analyst.Models;

namespace Waickoff.Analyst.Tests.Models;

/// <summary>What streams tell of their usage, and what is read from it (T36).</summary>
public class UsageReaderTests
{
    private const long CountedPrompt = 900;
    private const long CountedOutput = 70;

    [Fact]
    public void Counts_are_cumulative_and_the_last_wins()
    {
        var reader = new UsageReader();
        reader.Add(100, 2_000, 300, 1);
        foreach (var output in (long[])[5, 20, 55])
            reader.Add(null, null, null, output);
        Read(reader).ShouldBe(new TokenUsage(100, 0, 2_000, 300, 55));
        reader.HasAnomaly.ShouldBeFalse();
    }

    [Fact]
    public void Zero_at_the_start_and_the_truth_at_the_end_is_the_truth()
    {
        var reader = new UsageReader();
        reader.Add(0, 0, 0, 0);
        reader.Add(100, 50, 700, 40);
        Read(reader).ShouldBe(new TokenUsage(100, 0, 50, 700, 40));
    }

    [Fact]
    public void Writes_are_split_by_how_long_they_are_kept()
    {
        var reader = new UsageReader();
        reader.Add(10, 900, 0, 5, cacheWrite5mTokens: 300, cacheWrite1hTokens: 600);
        Read(reader).ShouldBe(new TokenUsage(10, 300, 600, 0, 5));
    }

    [Fact]
    public void What_was_not_told_is_counted_and_said_to_be()
    {
        Read(new UsageReader()).ShouldBe(new TokenUsage(CountedPrompt, 0, 0, 0, CountedOutput, IsEstimated: true));
        var cut = new UsageReader();
        cut.Add(100, 0, 0, 3);
        cut.Read(CountedPrompt, CountedOutput, isComplete: false)
            .ShouldBe(new TokenUsage(100, 0, 0, 0, CountedOutput, IsEstimated: true));
    }

    [Theory]
    [InlineData(-1L)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    [InlineData(10_000_001L)]
    public void Figures_that_cannot_be_are_as_good_as_not_told(long impossible)
    {
        for (var field = 0; field < 4; field++)
        {
            var reader = new UsageReader();
            reader.Add(100, 200, 300, 40);
            reader.Add(
                field == 0 ? impossible : null,
                field == 1 ? impossible : null,
                field == 2 ? impossible : null,
                field == 3 ? impossible : null
            );
            reader.HasAnomaly.ShouldBeTrue();
            Read(reader).ShouldBe(new TokenUsage(100, 0, 200, 300, 40));
        }
    }

    private static TokenUsage Read(UsageReader reader) => reader.Read(CountedPrompt, CountedOutput, isComplete: true);
}
