using static Waickoff.Ledger.Tests.LedgerDatabase;

namespace Waickoff.Ledger.Tests.Schema;

public sealed class LedgerSchemaTests
{
    [Theory, BothDatabases]
    public async Task Many_that_start_at_once_make_one_ledger(LedgerDialect dialect)
    {
        await using var database = await EmptyAsync(dialect);

        await Crowd.RunAsync(
            16,
            async _ =>
            {
                await using var connection = await database.ConnectAsync();
                await LedgerSchema.ApplyAsync(connection);
                return true;
            }
        );

        (await database.NumberAsync("SELECT version FROM ledger_schema")).ShouldBe(LedgerSchema.Version);
        await database.OpenSessionAsync();
        await database.AuditAsync();
    }

    [Theory, BothDatabases]
    public async Task A_ledger_of_a_newer_program_is_left_alone(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.RunAsync("UPDATE ledger_schema SET version = 99");
        await using var connection = await database.ConnectAsync();

        var refused = await Should.ThrowAsync<InvalidOperationException>(() => LedgerSchema.ApplyAsync(connection));

        refused.Message.ShouldContain("version 99");
    }

    [Theory, BothDatabases]
    public async Task What_the_caller_takes_back_never_was(LedgerDialect dialect)
    {
        await using var database = await OpenAsync(dialect);
        await database.OpenSessionAsync();
        await using (var connection = await database.ConnectAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await database.Ledger.GiveBackAsync(transaction, "s1", Now);
            await transaction.RollbackAsync();
        }

        (await database.UserAsync()).Credits.ShouldBe(0);
        (await database.SessionAsync()).Left.ShouldBe(100_000);
        await database.AuditAsync();
    }
}
