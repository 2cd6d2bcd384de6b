using Microsoft.Data.Sqlite;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;

namespace Waickoff.Cli.Tests.Commands;

public sealed class AdminCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff admin ");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("es", "2 asientos: todo cuadra\n", "reglas no se cumplen")]
    [InlineData("en", "2 entries: all adds up\n", "rules are broken")]
    public async Task The_audit_says_whether_all_adds_up(string language, string clean, string broken)
    {
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.FullName, "waickoff.db")}"
        );
        await connection.OpenAsync();
        await LedgerSchema.ApplyAsync(connection);
        var ledger = new CreditLedger(LedgerDialect.Sqlite);
        await using (var transaction = await connection.BeginTransactionAsync())
        {
            await ledger.GrantAsync(transaction, "usr_1", 5, GrantSource.Promo, "free:1", 1_000);
            await ledger.GrantAsync(transaction, "usr_2", 5, GrantSource.Promo, "free:2", 1_000);
            await transaction.CommitAsync();
        }

        var good = await CliProcess.RunAsync("admin", "audit", "--data", folder.FullName, "--lang", language);
        good.ExitCode.ShouldBe(0, good.Error);
        good.Output.ShouldBe(clean);

        await using var spoil = connection.CreateCommand();
        spoil.CommandText = "UPDATE ledger_user SET credits = credits + 1 WHERE id = 'usr_1'";
        await spoil.ExecuteNonQueryAsync();
        var bad = await CliProcess.RunAsync("admin", "audit", "--data", folder.FullName, "--lang", language);
        bad.ExitCode.ShouldBe(1, bad.Error);
        bad.Output.ShouldContain(broken);
        bad.Output.ShouldContain("usr_1");
    }

    [Fact]
    public async Task A_folder_without_a_ledger_is_refused()
    {
        var result = await CliProcess.RunAsync("admin", "audit", "--data", folder.FullName, "--lang", "en");
        result.ShouldBeRefused().ShouldStartWith("the ledger cannot be read: ");
    }
}
