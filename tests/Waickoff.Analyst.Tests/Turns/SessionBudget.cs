using Waickoff.Analyst.Turns;

namespace Waickoff.Analyst.Tests.Turns;

/// <summary>The budget of one session by the rules the ledger keeps, in memory. It fails the test when a rule is broken.</summary>
internal sealed class SessionBudget(long limit = 100_000, long ceilingMicroUsd = 165_000) : ITurnBudget
{
    private const int LeastOutput = 256;
    private readonly Lock gate = new();
    private readonly Dictionary<int, (long Tokens, long MicroUsd, CallUsage? Usage)> calls = [];

    public long Used { get; private set; }

    public long SpentMicroUsd { get; private set; }

    public long Left => limit - Used - calls.Values.Sum(c => c.Tokens);

    public List<CallEstimate> Estimates { get; } = [];

    public List<(int Attempt, CallUsage Usage)> Usages { get; } = [];

    public bool IsClosed { get; set; }

    public Task<HoldAnswer> HoldAsync(CallEstimate estimate, CancellationToken cancel)
    {
        lock (gate)
        {
            Estimates.Add(estimate);
            calls.ContainsKey(estimate.Attempt).ShouldBeFalse("each attempt is held once");
            if (IsClosed)
                return Task.FromResult(new HoldAnswer(0, CallRefusal.Closed));
            var output = Math.Min(estimate.MostOutput, Left - estimate.PromptTokens);
            if (output < LeastOutput)
                return Task.FromResult(new HoldAnswer(0, CallRefusal.NotEnoughTokens));
            var cost = estimate.PromptMicroUsd + Up(output * estimate.OutputMicroUsdPerMillion);
            var reserve = Up((Left - estimate.PromptTokens - output) * estimate.ReserveMicroUsdPerMillion);
            var heldMoney = calls.Values.Sum(c => c.MicroUsd);
            if (SpentMicroUsd + heldMoney + cost + reserve > ceilingMicroUsd)
                return Task.FromResult(new HoldAnswer(0, CallRefusal.NotEnoughMoney));
            calls.Add(estimate.Attempt, (estimate.PromptTokens + output, cost, null));
            Check();
            return Task.FromResult(new HoldAnswer(output, null));
        }
    }

    public Task UsedAsync(int attempt, CallUsage usage, CancellationToken cancel)
    {
        lock (gate)
        {
            var held = calls[attempt];
            if (held.Usage is { } before)
                usage.ShouldBe(before with { IsOurs = true }, "told again only to take it upon us");
            usage.Tokens.ShouldBeInRange(0, held.Tokens);
            usage.MicroUsd.ShouldBeInRange(0, held.MicroUsd);
            Usages.Add((attempt, usage));
            calls[attempt] = (usage.IsOurs ? 0 : usage.Tokens, usage.MicroUsd, usage);
        }
        return Task.CompletedTask;
    }

    /// <summary>Settles or releases the calls of a turn and returns what was charged.</summary>
    public long EndTurn(bool isCharged)
    {
        lock (gate)
        {
            calls.Values.ShouldAllBe(c => c.Usage != null, "no call is left open");
            var charged = isCharged ? calls.Values.Where(c => !c.Usage!.Value.IsOurs).Sum(c => c.Tokens) : 0;
            Used += charged;
            SpentMicroUsd += calls.Values.Sum(c => c.MicroUsd);
            calls.Clear();
            Check();
            return charged;
        }
    }

    private void Check() => (limit - Left).ShouldBeInRange(0, limit);

    private static long Up(long perMillion) => (perMillion + 999_999) / 1_000_000;
}
