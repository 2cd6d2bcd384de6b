using Waickoff.Ledger;
using Waickoff.Ledger.Sessions;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>What is used, held and left of sessions, as the ledger has it.</summary>
internal sealed class Balances(Database database, CreditLedger ledger)
{
    public async Task<SessionBalance> OfAsync(string session, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        return await ledger.SessionBalanceAsync(connection, session, cancel: cancel)
            ?? throw new InvalidOperationException($"{session} is not in the ledger.");
    }
}
