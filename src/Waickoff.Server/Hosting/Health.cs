using Microsoft.AspNetCore.Http.HttpResults;
using static Waickoff.Server.Hosting.HostingSlice;

namespace Waickoff.Server.Hosting;

/// <summary>Something whose state counts for whether the server can do its work.</summary>
internal interface IHealthItem
{
    /// <summary>Its name.</summary>
    string Name { get; }

    /// <summary>Whether the server is of no use without it.</summary>
    bool IsVital { get; }

    /// <summary>What is wrong, without secrets; null when it is well.</summary>
    Task<string?> ProblemAsync(CancellationToken cancel);
}

/// <summary>Answers of the health routes.</summary>
internal static class Health
{
    private const string Well = "ok";
    private const string Down = "down";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    public static async Task<JsonHttpResult<HealthAnswer>> ReadyAsync(
        IEnumerable<IHealthItem> items,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        var found = await LookAsync(items, time, cancel);
        var isReady = found.All(i => i.Status != Down);
        var isWell = found.All(i => i.Status == Well);
        var status =
            !isReady ? Down
            : isWell ? "ready"
            : "degraded";
        return TypedResults.Json(new HealthAnswer(status, found), statusCode: isReady ? 200 : 503);
    }

    /// <summary>How each part stands.</summary>
    public static async Task<IReadOnlyList<HealthItem>> LookAsync(
        IEnumerable<IHealthItem> items,
        TimeProvider time,
        CancellationToken cancel
    )
    {
        using var soon = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancel, soon.Token);
        var found = new List<HealthItem>();
        foreach (var item in items)
        {
            var problem = await ProblemOfAsync(item, either.Token);
            var status =
                problem is null ? Well
                : item.IsVital ? Down
                : "degraded";
            found.Add(new HealthItem(item.Name, status, problem));
        }
        return found;
    }

    private static async Task<string?> ProblemOfAsync(IHealthItem item, CancellationToken cancel)
    {
        try
        {
            return await item.ProblemAsync(cancel);
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            return e.GetType().Name;
        }
    }
}

/// <summary>Whether the database answers.</summary>
internal sealed class DatabaseHealth(Database database) : IHealthItem
{
    public string Name => "database";

    public bool IsVital => true;

    public async Task<string?> ProblemAsync(CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        await command.ExecuteScalarAsync(cancel);
        return null;
    }
}
