using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Feeds;

/// <summary>
/// The lines of a candle file, plain or gzip, one after the other. A line that cannot be understood is told by
/// <see cref="Problem"/>, so that a reader may go on; a file that cannot be read at all throws.
/// </summary>
internal sealed class CandleRows : IDisposable
{
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

    private readonly string path;
    private readonly Stream text;
    private readonly CsvReader csv;
    private readonly int columnCount;

    private CandleRows(string path, Stream text, CsvReader csv)
    {
        (this.path, this.text, this.csv) = (path, text, csv);
        columnCount = csv.Headers.Count;
    }

    /// <summary>The line in the text, from 1.</summary>
    public long Line { get; private set; } = 1;

    /// <summary>The candle of the line, as it stands there.</summary>
    public Candle Candle { get; private set; }

    /// <summary>Why the line is no candle, or null.</summary>
    public LocalText? Problem { get; private set; }

    /// <summary>Opens a file and checks its header.</summary>
    /// <exception cref="CandleFileException">There is no such file, or its header is not that of candles.</exception>
    public static CandleRows Open(string path) =>
        Guard(
            path,
            line: 1,
            () =>
            {
                var file = File.OpenRead(path);
                var text = IsGzip(file) ? new GZipStream(file, CompressionMode.Decompress) : (Stream)file;
                try
                {
                    var rows = new CandleRows(path, text, CsvReader.Create(text, Format));
                    rows.CheckHeader();
                    return rows;
                }
                catch
                {
                    text.Dispose();
                    throw;
                }
            }
        );

    /// <summary>Moves to the next line; false behind the last.</summary>
    /// <exception cref="CandleFileException">What follows cannot be read.</exception>
    public bool Read()
    {
        var hasLine = Guard(path, Line, csv.Read);
        if (!hasLine)
            return false;
        Line = csv.LineNumber;
        (Candle, Problem) = (default, null);
        ReadCandle();
        return true;
    }

    public void Dispose()
    {
        csv.Dispose();
        text.Dispose();
    }

    private static T Guard<T>(string path, long line, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (InvalidDataException)
        {
            throw new CandleFileException(
                path,
                line,
                new LocalText(
                    "expected gzip data, but behind this line it cannot be unpacked",
                    "se esperaban datos gzip, pero tras esta línea no se pueden descomprimir"
                )
            );
        }
        catch (CsvFormatException)
        {
            throw new CandleFileException(
                path,
                line,
                new LocalText(
                    "expected comma-separated values, but behind this line there are none",
                    "se esperaban valores separados por comas, pero tras esta línea no los hay"
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CandleFileException(
                path,
                0,
                new LocalText(
                    "expected a readable .csv or .csv.gz file of candles",
                    "se esperaba un archivo .csv o .csv.gz de velas que se pueda leer"
                )
            );
        }
    }

    private static bool IsGzip(FileStream file)
    {
        var isGzip = file.ReadByte() == 0x1f && file.ReadByte() == 0x8b;
        file.Position = 0;
        return isGzip;
    }

    /// <summary>The last column, taker volume, may be missing as a whole.</summary>
    private void CheckHeader()
    {
        var found = csv.Headers.ToArray();
        if (found.SequenceEqual(Columns) || found.AsSpan().SequenceEqual(Columns.AsSpan(..^1)))
            return;
        var place = 0;
        while (place < found.Length && place < Columns.Length && found[place] == Columns[place])
            place++;
        var wrong =
            place >= Columns.Length
                ? LocalText.Of($"found '{Shown(found[place])}' behind them", $"hay '{Shown(found[place])}' detrás")
            : place >= found.Length ? LocalText.Of($"{Columns[place]} is missing", $"falta {Columns[place]}")
            : LocalText.Of(
                $"found '{Shown(found[place])}' in place of {Columns[place]}",
                $"hay '{Shown(found[place])}' en lugar de {Columns[place]}"
            );
        var columns = string.Join(',', Columns);
        throw new CandleFileException(
            path,
            1,
            LocalText.Of(
                $"expected the columns {columns}; {wrong.English}",
                $"se esperaban las columnas {columns}; {wrong.Spanish}"
            )
        );
    }

    private void ReadCandle()
    {
        if (csv.FieldCount != columnCount)
        {
            Problem = LocalText.Of(
                $"expected {columnCount} values, found {csv.FieldCount}",
                $"se esperaban {columnCount} valores, hay {csv.FieldCount}"
            );
            return;
        }
        if (!long.TryParse(csv.GetSpan(0), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var time))
            Problem = LocalText.Of(
                $"expected milliseconds as {Columns[0]}, found '{Shown(csv.GetString(0))}'",
                $"se esperaban milisegundos como {Columns[0]}, hay '{Shown(csv.GetString(0))}'"
            );
        var (open, high, low, close) = (Number(1), Number(2), Number(3), Number(4));
        var volume = Number(5);
        var taker = columnCount < Columns.Length || csv.IsEmpty(6) ? double.NaN : Number(6);
        if (Problem is null)
            Candle = new Candle(time, open, high, low, close, volume, taker);
    }

    private double Number(int column)
    {
        var isNumber = double.TryParse(
            csv.GetSpan(column),
            NumberStyles.Float,
            CultureInfo.InvariantCulture,
            out var number
        );
        if (!isNumber || !double.IsFinite(number))
            Problem ??= LocalText.Of(
                $"expected a number as {Columns[column]}, found '{Shown(csv.GetString(column))}'",
                $"se esperaba un número como {Columns[column]}, hay '{Shown(csv.GetString(column))}'"
            );
        return number;
    }

    /// <summary>A piece of a file as part of a one-line message.</summary>
    private static string Shown(string found)
    {
        var line = string.Concat(found.Take(40).Select(c => char.IsControl(c) ? '?' : c));
        return found.Length > 40 ? line + ".." : line;
    }
}
