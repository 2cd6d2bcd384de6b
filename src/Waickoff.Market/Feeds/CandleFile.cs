using System.Globalization;
using System.IO.Compression;
using System.Text.RegularExpressions;
using CsvHelper;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Feeds;

/// <summary>
/// One file of candles, plain or gzip: a header line and one candle a line in time order. A file is taken whole or not at all:
/// one bad line refuses it.
/// </summary>
public sealed partial record CandleFile(SeriesName Name, CandleSeries Series)
{
    /// <summary>The venue of a file: it does not say.</summary>
    public const string Venue = "file";

    private static readonly string[] Columns =
    [
        "open_time_ms",
        "open",
        "high",
        "low",
        "close",
        "volume",
        "taker_buy_volume",
    ];

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        SkipEmptyLines = false,
        TrackLineNumbers = true,
    };

    /// <summary>
    /// Reads <c>&lt;SYMBOL&gt;/&lt;interval&gt;[.&lt;period&gt;].csv[.gz]</c>. Where the folder is not named like a symbol the
    /// file name takes its place; where the name does not begin with an interval, the smallest distance of two rows does.
    /// </summary>
    /// <exception cref="CandleFileException">There is no such file, or something in it is not as it must be.</exception>
    public static CandleFile Read(string path)
    {
        var rows = ReadRows(path);
        var stem = StemOf(path);
        var hasTimeframe = Timeframe.TryParse(stem.Split('.')[0], out var timeframe);
        if (!hasTimeframe)
            timeframe = SmallestDistance(path, rows);
        Check(path, rows, timeframe);
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
        var symbol = SymbolPattern().IsMatch(folder) ? folder : stem;
        var candles = rows.ConvertAll(row => row.Candle).ToArray();
        return new CandleFile(new SeriesName(Venue, symbol, timeframe), new CandleSeries(timeframe, candles));
    }

    private static List<(long Line, Candle Candle)> ReadRows(string path)
    {
        var line = 1L;
        try
        {
            using var file = File.OpenRead(path);
            using var text = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
            using var csv = CsvReader.Create(text, Format);
            if (!csv.Headers.SequenceEqual(Columns))
                throw new CandleFileException(path, line, $"expected the columns {string.Join(',', Columns)}");
            var rows = new List<(long, Candle)>(4096);
            while (csv.Read())
            {
                line = csv.LineNumber;
                rows.Add((line, ReadCandle(path, line, csv)));
            }
            return rows;
        }
        catch (InvalidDataException)
        {
            throw new CandleFileException(path, line, "expected gzip data, but behind this line it cannot be unpacked");
        }
        catch (CsvFormatException)
        {
            throw new CandleFileException(
                path,
                line,
                "expected comma-separated values, but behind this line there are none"
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CandleFileException(path, 0, "expected a readable .csv or .csv.gz file of candles");
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip;
    }

    private static Candle ReadCandle(string path, long line, CsvReader csv)
    {
        if (csv.FieldCount != Columns.Length)
            throw new CandleFileException(path, line, $"expected {Columns.Length} values, found {csv.FieldCount}");
        if (!long.TryParse(csv.GetSpan(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
            throw new CandleFileException(
                path,
                line,
                $"expected milliseconds as {Columns[0]}, found '{csv.GetString(0)}'"
            );
        var taker = csv.IsEmpty(6) ? double.NaN : Number(6);
        return new Candle(time, Number(1), Number(2), Number(3), Number(4), Number(5), taker);

        double Number(int column) =>
            double.TryParse(csv.GetSpan(column), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number)
                ? number
                : throw new CandleFileException(
                    path,
                    line,
                    $"expected a number as {Columns[column]}, found '{csv.GetString(column)}'"
                );
    }

    private static void Check(string path, List<(long Line, Candle Candle)> rows, Timeframe timeframe)
    {
        long? previous = null;
        foreach (var (line, candle) in rows)
        {
            if (CandleRules.Problem(in candle, timeframe, previous) is { } problem)
                throw new CandleFileException(path, line, problem);
            previous = candle.OpenTimeMs;
        }
    }

    private static Timeframe SmallestDistance(string path, List<(long Line, Candle Candle)> rows)
    {
        var smallest = long.MaxValue;
        for (var i = 1; i < rows.Count; i++)
        {
            var distance = rows[i].Candle.OpenTimeMs - rows[i - 1].Candle.OpenTimeMs;
            // Rows that are out of order are found by the check of the candles, which can say what is wrong with them.
            if (distance > 0)
                smallest = Math.Min(smallest, distance);
        }
        if (smallest == long.MaxValue)
            return Timeframe.M15;
        if (smallest % Timeframe.M1.Milliseconds != 0 || smallest / Timeframe.M1.Milliseconds > int.MaxValue)
            throw new CandleFileException(
                path,
                0,
                $"expected candles of whole minutes, found {smallest} ms between two"
            );
        return new Timeframe((int)(smallest / Timeframe.M1.Milliseconds));
    }

    private static string StemOf(string path)
    {
        var name = Path.GetFileName(path);
        foreach (var ending in (ReadOnlySpan<string>)[".gz", ".csv"])
        {
            if (name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
                name = name[..^ending.Length];
        }
        return name;
    }

    [GeneratedRegex("^[A-Z0-9]*[A-Z][A-Z0-9]*(-[A-Z]+)?$")]
    private static partial Regex SymbolPattern();
}
