using Npgsql;
using Waickoff.Market.Storage;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Storage;

public sealed class PostgresCandleStoreTests : CandleStoreTests
{
    private string where = "";

    protected override string Where => where;

    public override async Task InitializeAsync() => where = await PostgresServer.NewDatabaseAsync();

    [Fact]
    public async Task After_a_lost_connection_every_series_is_told_once_more()
    {
        var (reader, writer) = (await OpenAsync(), await OpenAsync());
        await writer.SaveAsync(Btc, Some(Btc, 1));
        await writer.SaveAsync(Eth, Some(Eth, 1));
        using var late = new CancellationTokenSource(Patience);
        await using var changes = reader.ChangesAsync(late.Token).GetAsyncEnumerator(late.Token);
        (await NextAsync(changes, 2)).ShouldBe([Btc, Eth], ignoreOrder: true);
        var next = NextAsync(changes, 2);

        await PostgresServer.CutConnectionsAsync(where);

        (await next).ShouldBe([Btc, Eth], ignoreOrder: true);
    }

    [Fact]
    public async Task A_save_survives_a_lost_connection()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Btc, Some(Btc, 1));

        await PostgresServer.CutConnectionsAsync(where);

        (await store.SaveAsync(Btc, Some(Btc, 2))).ShouldBe(new SaveResult(1, 1, 0));
    }

    [Fact]
    public async Task A_read_survives_a_lost_connection()
    {
        var store = await OpenAsync();
        await store.SaveAsync(Btc, Some(Btc, 3));

        await PostgresServer.CutConnectionsAsync(where);

        (await store.ReadAsync(Btc)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task A_database_that_is_away_is_told_from_a_candle_that_is_refused()
    {
        var store = await OpenAsync();
        await PostgresServer.CutConnectionsAsync(where);
        await PostgresServer.RenameAsync(where, "_away");

        var away = await Should.ThrowAsync<CandleStoreException>(() => store.SaveAsync(Btc, Some(Btc, 1)));
        away.MayPass.ShouldBeTrue();
        await PostgresServer.RenameAsync(where, "_away", back: true);

        (await store.SaveAsync(Btc, Some(Btc, 1))).Added.ShouldBe(1);
        var refused = await Should.ThrowAsync<CandleStoreException>(() => store.SaveAsync(Eth, Some(Btc, 2)));
        refused.MayPass.ShouldBeFalse();
    }

    [Fact]
    public async Task A_feed_whose_connection_breaks_has_lost_its_right()
    {
        var (first, second) = (await OpenAsync(), await OpenAsync());
        await using var lease = (await first.TryTakeFeedAsync()).ShouldNotBeNull();
        var lost = new TaskCompletionSource();
        lease.Lost.Register(lost.SetResult);
        lease.IsHeld.ShouldBeTrue();

        await PostgresServer.CutConnectionsAsync(where);

        await lost.Task.WaitAsync(Patience);
        lease.IsHeld.ShouldBeFalse();
        await using var taken = await TakeFeedSoonAsync(second);
    }

    [Fact]
    public async Task A_database_that_cannot_be_reached_is_named_without_its_password()
    {
        var refused = await Should.ThrowAsync<CandleStoreException>(() =>
            CandleStore.OpenAsync("Host=127.0.0.1;Port=1;Database=candles;Username=me;Password=hidden", Clock)
        );

        refused.Text.English.ShouldStartWith("127.0.0.1:1/candles: the database cannot be used");
        refused.Text.Spanish.ShouldStartWith("127.0.0.1:1/candles: no se puede usar la base de datos");
        refused.ToString().ShouldNotContain("hidden");
    }

    [Fact]
    public async Task A_connection_string_that_is_none_is_refused()
    {
        var refused = await Should.ThrowAsync<CandleStoreException>(() =>
            CandleStore.OpenAsync("Host=a;Speed=9", Clock)
        );

        refused.Text.English.ShouldStartWith("PostgreSQL: bad connection string");
    }

    protected override string MarkNewer => "UPDATE candle_store SET version = 99";

    protected override async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(where);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Constants of the tests.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }
}
