using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Server.Tests.Billing.Simulation;

/// <summary>The process has been killed; nothing it still does has an effect.</summary>
internal sealed class KilledException : Exception;

/// <summary>What goes wrong, drawn from the seed, until it is calm.</summary>
internal sealed class Fate(Random random)
{
    private static readonly StripeFault[] Faults = Enum.GetValues<StripeFault>();

    /// <summary>Nothing goes wrong any more.</summary>
    public bool IsCalm { get; set; }

    /// <summary>How much went wrong.</summary>
    public int Count { get; private set; }

    /// <summary>Whether something happens that does so in a share of the cases.</summary>
    public bool Strikes(double share)
    {
        if (IsCalm || random.NextDouble() >= share)
            return false;
        Count++;
        return true;
    }

    public StripeFault StripeFault() => Faults[random.Next(Faults.Length)];

    /// <summary>How long something takes that seldom takes long.</summary>
    public TimeSpan Latency() =>
        TimeSpan.FromMilliseconds(IsCalm ? 1 : Math.Min(20_000, 40 / Math.Max(0.001, random.NextDouble())));
}

/// <summary>One life of the server, which ends when it is killed.</summary>
internal sealed class Life
{
    public bool IsOver { get; private set; }

    /// <summary>Told when it ends.</summary>
    public Action Ended { get; init; } = () => { };

    public void Kill()
    {
        if (IsOver)
            return;
        IsOver = true;
        Ended();
    }

    public void Check()
    {
        if (IsOver)
            throw new KilledException();
    }
}

/// <summary>
/// What happens to commands and commits on their way to the database: refused, done though the answer is lost, or the process is killed before
/// or behind them.
/// </summary>
internal sealed class DatabaseFaults(Fate fate, Life life) : DbCommandInterceptor, IDbTransactionInterceptor
{
    private const string Mark = "simulated";
    private const double Commands = 0.004;
    private const double Commits = 0.02;
    private const double Kills = 0.1;

    /// <summary>Whether an exception comes from here.</summary>
    public static bool Caused(Exception? e) =>
        e is SqliteException { SqliteErrorCode: 5, Message: Mark } || (e is not null && Caused(e.InnerException));

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<DbDataReader> result,
        CancellationToken cancellationToken = default
    ) => Before(Commands, result);

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
        DbCommand command,
        CommandEventData eventData,
        InterceptionResult<int> result,
        CancellationToken cancellationToken = default
    ) => Before(Commands, result);

    public override async ValueTask<DbDataReader> ReaderExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        DbDataReader result,
        CancellationToken cancellationToken = default
    )
    {
        try
        {
            return await After(Commands, result);
        }
        catch
        {
            await result.DisposeAsync();
            throw;
        }
    }

    public override ValueTask<int> NonQueryExecutedAsync(
        DbCommand command,
        CommandExecutedEventData eventData,
        int result,
        CancellationToken cancellationToken = default
    ) => After(Commands, result);

    public ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken
    ) => Before(Commits, result);

    public async Task TransactionCommittedAsync(
        DbTransaction transaction,
        TransactionEndEventData eventData,
        CancellationToken cancellationToken
    ) => await After(Commits, 0);

    private ValueTask<T> Before<T>(double share, T result)
    {
        life.Check();
        Strike(share);
        return ValueTask.FromResult(result);
    }

    private ValueTask<T> After<T>(double share, T result)
    {
        Strike(share);
        return ValueTask.FromResult(result);
    }

    private void Strike(double share)
    {
        if (!fate.Strikes(share))
            return;
        if (fate.Strikes(Kills))
            life.Kill();
        life.Check();
        throw new SqliteException(Mark, 5);
    }
}

/// <summary>The way of one life of the server to Stripe: slow, and broken in all the ways the stand-in knows.</summary>
internal sealed class StripeWire(SandboxStripe stripe, Fate fate, Life life, TimeProvider time, Action changed)
    : DelegatingHandler(stripe.Line())
{
    private const double Share = 0.08;
    private const double Kills = 0.004;

    /// <summary>Planted: Stripe is not told which requests are the same.</summary>
    public bool ForgetsKeys { get; init; }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        life.Check();
        if (ForgetsKeys)
            request.Headers.Remove("Idempotency-Key");
        // From here on whatever is waited for goes on where the clock struck, and not where it was asked from: the client behind does so too.
        await Task.Delay(fate.Latency(), time, cancellationToken).ConfigureAwait(false);
        life.Check();
        if (fate.Strikes(Share))
            stripe.Faults.Next(fate.StripeFault());
        try
        {
            return await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            changed();
            if (fate.Strikes(Kills))
                life.Kill();
            life.Check();
        }
    }
}
