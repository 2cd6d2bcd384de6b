using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>The backtests of a person: what was asked for, rules included, and what came of it.</summary>
internal sealed class BacktestData(WaickoffDb db) : IPersonalData
{
    private sealed record Started(
        string Id,
        BacktestKind Kind,
        string Name,
        string Plan,
        BacktestState State,
        DateTimeOffset Created,
        DateTimeOffset? Ended,
        string? Failure,
        string? Result
    );

    public IEnumerable<PersonalTable> Tables(string person) => [PersonalTable.Of("backtests", () => StartedBy(person))];

    /// <summary>What runs finds itself gone and ends.</summary>
    public Task DeleteAsync(string person, CancellationToken cancel) =>
        db.Set<BacktestJob>().Where(j => j.UserId == person).ExecuteDeleteAsync(cancel);

    private IAsyncEnumerable<Started> StartedBy(string person) =>
        db.Set<BacktestJob>()
            .AsNoTracking()
            .Where(j => j.UserId == person)
            .OrderBy(j => j.Id)
            .Select(j => new Started(
                j.Id,
                j.Kind,
                j.Name,
                j.Plan,
                j.State,
                DateTimeOffset.FromUnixTimeMilliseconds(j.CreatedMs),
                j.EndedMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(j.EndedMs) : null,
                j.Failure,
                j.Result
            ))
            .AsAsyncEnumerable();
}
