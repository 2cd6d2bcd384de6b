using Microsoft.Data.Sqlite;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

public sealed class SqliteCandleStoreTests : CandleStoreTests, IDisposable
{
    private readonly CandleFiles files = new();

    protected override string Where => Path.Combine(files.Folder, "made on demand", "candles.db");

    public override Task InitializeAsync() => Task.CompletedTask;

    public void Dispose() => files.Dispose();

    [Fact]
    public async Task A_file_that_is_something_else_is_refused_in_one_line_and_left_alone()
    {
        var text = string.Concat(Enumerable.Repeat("open_time_ms,open,high,low,close,volume\n", 200));
        var path = files.Write("candles.csv", text);

        var refused = await Should.ThrowAsync<CandleStoreException>(() => CandleStore.OpenAsync(path, Clock));

        refused.Text.English.ShouldStartWith($"{path}: this is not a candle store, or it is damaged");
        refused.Text.Spanish.ShouldStartWith($"{path}: esto no es un almacén de velas, o está dañado");
        (await File.ReadAllTextAsync(path)).ShouldBe(text);
    }

    [Fact]
    public async Task A_database_of_another_program_is_refused()
    {
        var path = Path.Combine(files.Folder, "other.db");
        await RunAsync(path, "CREATE TABLE bills (id INTEGER)");

        var refused = await Should.ThrowAsync<CandleStoreException>(() => CandleStore.OpenAsync(path, Clock));

        refused.Text.English.ShouldBe($"{path}: this is a database of another program");
    }

    [Fact]
    public async Task A_store_that_was_damaged_says_so()
    {
        await using (var store = await CandleStore.OpenAsync(Where, Clock))
            await store.SaveAsync(Btc, Some(Btc, 5_000));
        var bytes = await File.ReadAllBytesAsync(Where);
        new Random(1).NextBytes(bytes.AsSpan(4096 * 3));
        await File.WriteAllBytesAsync(Where, bytes);

        var damaged = await Should.ThrowAsync<CandleStoreException>(async () =>
            await (await OpenAsync()).ReadAsync(Btc)
        );

        damaged.Text.English.ShouldStartWith($"{Where}: this is not a candle store, or it is damaged");
    }

    [Fact]
    public async Task A_count_that_is_given_up_ends_in_its_midst_and_the_store_goes_on()
    {
        await using var store = await OpenAsync();
        await store.SaveAsync(Btc, Some(Btc, 200_000));
        var whole = await store.ListAsync();

        var wasEnded = false;
        for (var tries = 0; !wasEnded && tries < 100; tries++)
        {
            using var end = new CancellationTokenSource();
            var counting = Task.Run(() => store.ListAsync(end.Token), CancellationToken.None);
            await Task.Delay(tries % 10, CancellationToken.None);
            await end.CancelAsync();
            try
            {
                await counting;
            }
            catch (OperationCanceledException e)
            {
                wasEnded = e.InnerException is SqliteException;
            }
        }

        wasEnded.ShouldBeTrue();
        (await store.ListAsync()).ShouldBe(whole);
    }

    [Fact]
    public async Task A_folder_in_the_place_of_the_store_is_refused()
    {
        var refused = await Should.ThrowAsync<CandleStoreException>(() => CandleStore.OpenAsync(files.Folder, Clock));

        refused.Text.English.ShouldStartWith($"{files.Folder}: the store cannot be opened or written");
    }

    [Fact]
    public async Task A_commit_is_on_the_disk_before_it_is_acknowledged()
    {
        await OpenAsync();
        await using var connection = new SqliteConnection($"Data Source={Where}");
        await connection.OpenAsync();
        await using var command = new SqliteCommand("PRAGMA journal_mode", connection);

        (await command.ExecuteScalarAsync()).ShouldBe("wal");
    }

    protected override string MarkNewer => "PRAGMA user_version = 99";

    protected override Task RunAsync(string sql) => RunAsync(Where, sql);

    private static async Task RunAsync(string path, string sql)
    {
        await using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        await connection.OpenAsync();
#pragma warning disable CA2100 // Constants of this class.
        await using var command = new SqliteCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
