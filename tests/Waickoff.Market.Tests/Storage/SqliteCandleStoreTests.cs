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
}
