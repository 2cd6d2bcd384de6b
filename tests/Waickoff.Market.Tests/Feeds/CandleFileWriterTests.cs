using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Market.Tests.Feeds;

public sealed class CandleFileWriterTests : IDisposable
{
    private readonly CandleFiles files = new();

    public void Dispose() => files.Dispose();

    [Theory]
    [InlineData("15m.csv")]
    [InlineData("15m.csv.gz")]
    public async Task What_is_written_is_read_again_to_the_last_digit(string name)
    {
        var walk = RandomCandles.Walk(8, 2_000);
        var path = Path.Combine(files.Folder, name);

        await CandleFileWriter.WriteAsync(path, walk, CancellationToken.None);

        var read = CandleFile.Read(path).Series;
        read.Span.SequenceEqual(walk.Span).ShouldBeTrue();
        Directory.GetFiles(files.Folder).ShouldBe([path], "nothing else is left behind");
    }

    [Fact]
    public async Task A_cancelled_file_leaves_the_old_one()
    {
        var path = files.Write("15m.csv", RandomCandles.Walk(9, 10));
        var before = await File.ReadAllTextAsync(path);

        await Should.ThrowAsync<OperationCanceledException>(() =>
            CandleFileWriter.WriteAsync(path, RandomCandles.Walk(10, 10), new CancellationToken(canceled: true))
        );

        (await File.ReadAllTextAsync(path)).ShouldBe(before);
        Directory.GetFiles(files.Folder).ShouldBe([path]);
    }
}
