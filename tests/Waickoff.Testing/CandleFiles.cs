using System.Globalization;
using System.IO.Compression;
using System.Text;
using Waickoff.Analysis.Candles;

namespace Waickoff.Testing;

/// <summary>Files of candles in a folder of their own, gone when the test is.</summary>
public sealed class CandleFiles : IDisposable
{
    public const string Header = "open_time_ms,open,high,low,close,volume,taker_buy_volume";

    /// <summary>The folder they are in.</summary>
    public string Folder => folder.FullName;

    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff tests ");

    public string Write(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        if (!name.EndsWith(".gz", StringComparison.Ordinal))
        {
            File.WriteAllText(path, text);
            return path;
        }
        using var zipped = new GZipStream(File.Create(path), CompressionLevel.Fastest);
        zipped.Write(Encoding.UTF8.GetBytes(text));
        return path;
    }

    public string Write(string name, CandleSeries series) => Write(name, Csv(series));

    public static string Csv(CandleSeries series)
    {
        var text = new StringBuilder(Header).Append('\n');
        foreach (ref readonly var c in series.Span)
        {
            var taker = double.IsNaN(c.TakerBuyVolume)
                ? ""
                : c.TakerBuyVolume.ToString("R", CultureInfo.InvariantCulture);
            text.Append(
                CultureInfo.InvariantCulture,
                $"{c.OpenTimeMs},{c.Open},{c.High},{c.Low},{c.Close},{c.Volume},{taker}\n"
            );
        }
        return text.ToString();
    }

    public void Dispose() => folder.Delete(recursive: true);
}
