using System.Globalization;
using System.IO.Compression;
using System.Text;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Feeds;

/// <summary>Writes a file of candles as <see cref="CandleFile"/> reads it: what is read again is equal to the last digit.</summary>
public static class CandleFileWriter
{
    private const string Header = "open_time_ms,open,high,low,close,volume,taker_buy_volume";

    /// <summary>Writes all candles to a new file beside it and then puts that in its place, so that nobody reads half of it.</summary>
    /// <param name="path">A name that ends in <c>.csv</c>, or <c>.csv.gz</c> for a packed one.</param>
    /// <param name="series">The candles.</param>
    /// <param name="cancellation">Ends it without a trace.</param>
    public static async Task WriteAsync(string path, CandleSeries series, CancellationToken cancellation)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentNullException.ThrowIfNull(series);
        var part = path + ".part";
        try
        {
            await using (var file = File.Create(part))
            await using (var packed = IsPacked(path) ? new GZipStream(file, CompressionLevel.Optimal) : (Stream)file)
            await using (var text = new StreamWriter(packed, new UTF8Encoding(false)) { NewLine = "\n" })
            {
                await text.WriteLineAsync(Header);
                foreach (var candle in series.Span.ToArray())
                {
                    cancellation.ThrowIfCancellationRequested();
                    await text.WriteLineAsync(LineOf(in candle));
                }
            }
            File.Move(part, path, overwrite: true);
        }
        catch
        {
            if (File.Exists(part))
                File.Delete(part);
            throw;
        }
    }

    private static bool IsPacked(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    private static string LineOf(in Candle c)
    {
        var taker = c.IsDeltaEstimated ? "" : c.TakerBuyVolume.ToString("R", CultureInfo.InvariantCulture);
        return FormattableString.Invariant(
            $"{c.OpenTimeMs},{c.Open:R},{c.High:R},{c.Low:R},{c.Close:R},{c.Volume:R},{taker}"
        );
    }
}
