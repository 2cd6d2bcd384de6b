using System.Collections.Concurrent;

namespace Waickoff.Market.Tests.Live;

/// <summary>How a case ended.</summary>
internal enum FaultOutcome
{
    /// <summary>Candles and analysis are those of the clean closed candles.</summary>
    Equal,

    /// <summary>The candles there are are clean; the rest was refused.</summary>
    Refused,

    /// <summary>What differs is said.</summary>
    Labelled,
}

/// <summary>Counts the ends of many cases, and keeps those that must not be.</summary>
internal sealed class FaultTally
{
    private readonly ConcurrentDictionary<string, ConcurrentDictionary<FaultOutcome, int>> ends = new();
    private readonly ConcurrentDictionary<string, int> strikes = new();
    private readonly ConcurrentQueue<string> bad = new();

    public IReadOnlyCollection<string> Bad => bad;

    public int Cases => ends.Values.Sum(e => e.Values.Sum());

    /// <summary>Faults that never struck.</summary>
    public IEnumerable<string> Unstruck => strikes.Where(s => s.Value == 0).Select(s => s.Key);

    public int Count(FaultOutcome outcome) => ends.Values.Sum(e => e.GetValueOrDefault(outcome));

    /// <summary>Runs a case. Any exception is a failure: what a venue does wrong ends in no crash.</summary>
    public async Task RunAsync(string fault, string described, Func<Task<(FaultOutcome Outcome, int Strikes)>> run)
    {
        try
        {
            var (outcome, struck) = await run();
            ends.GetOrAdd(fault, _ => new()).AddOrUpdate(outcome, 1, (_, n) => n + 1);
            strikes.AddOrUpdate(fault, struck, (_, n) => n + struck);
        }
        catch (Exception e)
        {
            var first = string.Join(' ', e.Message.Split('\n', StringSplitOptions.TrimEntries).Take(8));
            bad.Enqueue($"{described}: {e.GetType().Name}: {first}");
        }
    }

    public override string ToString()
    {
        var lines = ends.OrderBy(e => e.Key, StringComparer.Ordinal)
            .Select(e =>
                $"{e.Key}: {string.Join(", ", e.Value.OrderBy(o => o.Key).Select(o => $"{o.Value} {o.Key}"))}; struck {strikes[e.Key]}"
            );
        return string.Join('\n', lines)
            + $"\n{ends.Count} faults, {Cases} cases: {Count(FaultOutcome.Equal)} equal, {Count(FaultOutcome.Refused)} refused, {Count(FaultOutcome.Labelled)} labelled, {bad.Count} bad";
    }
}
