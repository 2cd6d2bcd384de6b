using System.Data.Common;
using Waickoff.Analyst.Turns;
using Waickoff.Ledger;
using Waickoff.Ledger.Holds;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>The budget of one turn over the ledger: a hold for each call, and all of them settled or released with the turn.</summary>
internal sealed class LedgerBudget(
    Database database,
    CreditLedger ledger,
    string session,
    string turn,
    ChatOptions options,
    TimeProvider time
) : ITurnBudget
{
    private const int LeastOutput = 256;
    private const int MostTries = 8;
    private readonly Dictionary<int, Call> calls = [];

    private long NowMs => time.GetUtcNow().ToUnixTimeMilliseconds();

    /// <inheritdoc />
    public async Task<HoldAnswer> HoldAsync(CallEstimate estimate, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        // Other turns of the session may take what was left a moment ago.
        for (var tries = 0; tries < MostTries; tries++)
        {
            using var mine = await database.WriteTurnAsync(cancel);
            await using var transaction = await connection.BeginTransactionAsync(cancel);
            foreach (var call in calls.Values)
                if (call.Usage is { } usage)
                    await ledger.ReduceAsync(
                        transaction,
                        call.HoldId,
                        usage.IsOurs ? 0 : usage.Tokens,
                        usage.MicroUsd,
                        NowMs,
                        cancel
                    );
            var balance = await ledger.SessionBalanceAsync(connection, session, transaction, cancel);
            var output = Math.Min(estimate.MostOutput, (balance?.Left ?? 0) - estimate.PromptTokens);
            if (output < LeastOutput)
                return new HoldAnswer(0, CallRefusal.NotEnoughTokens);
            var microUsd = estimate.PromptMicroUsd + CeilingOf(output * estimate.OutputMicroUsdPerMillion, 1_000_000);
            var hold = new HoldRequest(
                session,
                turn,
                estimate.Attempt,
                estimate.PromptTokens + output,
                microUsd,
                NowMs + (long)options.Lease.TotalMilliseconds,
                estimate.ReserveMicroUsdPerMillion
            );
            var outcome = await ledger.HoldAsync(transaction, hold, NowMs, cancel);
            if (outcome.Refusal is { } refusal)
            {
                if (refusal == HoldRefusal.NotEnoughTokens)
                    continue;
                return new HoldAnswer(
                    0,
                    refusal == HoldRefusal.NotEnoughMoney ? CallRefusal.NotEnoughMoney : CallRefusal.Closed
                );
            }
            await transaction.CommitAsync(cancel);
            calls[estimate.Attempt] = new Call(outcome.HoldId, null);
            return new HoldAnswer(output, null);
        }
        return new HoldAnswer(0, CallRefusal.NotEnoughTokens);
    }

    /// <summary>Notes it. What was held beyond it is let go with the next hold, or settled with the end: no commit of its own.</summary>
    public Task UsedAsync(int attempt, CallUsage usage, CancellationToken cancel)
    {
        calls[attempt] = calls[attempt] with { Usage = usage };
        return Task.CompletedTask;
    }

    /// <summary>Settles what the reader pays for and releases the rest.</summary>
    /// <returns>The metered tokens that were charged.</returns>
    public async Task<long> EndAsync(DbTransaction transaction, bool isCharged, long nowMs)
    {
        var charged = 0L;
        foreach (var (attempt, call) in calls)
        {
            if (isCharged && call.Usage is { IsOurs: false } usage)
            {
                var settled = await ledger.SettleAsync(transaction, call.HoldId, usage.Tokens, usage.MicroUsd, nowMs);
                charged += settled.Changed ? settled.Tokens : 0;
            }
            else
            {
                await ledger.ReleaseAsync(transaction, call.HoldId, nowMs);
                if (call.Usage is { MicroUsd: > 0 } ours)
                    await ledger.RecordCostAsync(transaction, session, turn, attempt, ours.MicroUsd, nowMs);
            }
        }
        // A hold whose commit was not answered is there all the same.
        foreach (var hold in await ledger.HoldsAsync(transaction.Connection!, turn, transaction))
            if (hold.State == HoldState.Held)
                await ledger.ReleaseAsync(transaction, hold.Id, nowMs);
        return charged;
    }

    private static long CeilingOf(long dividend, long divisor) => (dividend + divisor - 1) / divisor;

    private sealed record Call(string HoldId, CallUsage? Usage);
}
