using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Ledger;
using Waickoff.Server.Accounts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Billing;

/// <summary>What the ledger has of a person. It stays when the person leaves: its entries bear an id that names nobody any more.</summary>
internal sealed class CreditData(WaickoffDb db, CreditLedger ledger) : IPersonalData
{
    private const int PageLines = 1_000;

    private sealed record Lot(
        string Id,
        string Source,
        long Credits,
        long Remaining,
        long Revoked,
        string? Reason,
        DateTimeOffset Granted
    );

    private sealed record Line(
        long Id,
        string Kind,
        long Change,
        string Unit,
        string? Session,
        string? Turn,
        string Reference,
        DateTimeOffset At
    );

    public IEnumerable<PersonalTable> Tables(string person) =>
        [PersonalTable.Of("credits", () => LotsAsync(person)), PersonalTable.Of("statement", () => LinesAsync(person))];

    public Task DeleteAsync(string person, CancellationToken cancel) => Task.CompletedTask;

    private async IAsyncEnumerable<Lot> LotsAsync(
        string person,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        var balance = await ledger.BalanceAsync(transaction.Connection!, person, transaction, cancel);
        foreach (var lot in balance.Lots)
            yield return new Lot(
                lot.Id,
                lot.Source.ToString(),
                lot.Credits,
                lot.Remaining,
                lot.Revoked,
                lot.Reason,
                DateTimeOffset.FromUnixTimeMilliseconds(lot.GrantedMs)
            );
    }

    /// <summary>Newest first.</summary>
    private async IAsyncEnumerable<Line> LinesAsync(
        string person,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var transaction = db.Database.CurrentTransaction!.GetDbTransaction();
        long? after = null;
        while (true)
        {
            var page = await ledger.StatementAsync(
                transaction.Connection!,
                person,
                after,
                PageLines,
                transaction,
                cancel
            );
            foreach (var line in page)
                yield return new Line(
                    line.Id,
                    line.Kind.ToString(),
                    line.Change,
                    line.InTokens ? "tokens" : "credits",
                    line.SessionId,
                    line.TurnId,
                    line.Reference,
                    DateTimeOffset.FromUnixTimeMilliseconds(line.AtMs)
                );
            if (page.Count < PageLines)
                yield break;
            after = page[^1].Id;
        }
    }
}
