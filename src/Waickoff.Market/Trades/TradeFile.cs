using System.Globalization;
using System.IO.Compression;
using CsvHelper;
using Waickoff.Analysis;
using Waickoff.Market.Feeds;

namespace Waickoff.Market.Trades;

/// <summary>A file of trades, plain or gzip: <c>trade_id,time_ms,price,quantity,is_buyer_maker</c> in order.</summary>
public static class TradeFile
{
    private static readonly string[] Columns = ["trade_id", "time_ms", "price", "quantity", "is_buyer_maker"];

    private static readonly CsvReaderOptions Format = new()
    {
        Separator = ',',
        SkipEmptyLines = false,
        TrackLineNumbers = true,
    };

    /// <summary>Reads all trades of a file.</summary>
    /// <exception cref="CandleFileException">There is no such file, or something in it is not as it must be.</exception>
    public static IReadOnlyList<Trade> Read(string path)
    {
        var line = 1L;
        try
        {
            using var file = File.OpenRead(path);
            using var text = path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase)
                ? new GZipStream(file, CompressionMode.Decompress)
                : (Stream)file;
            using var csv = CsvReader.Create(text, Format);
            if (!csv.Headers.SequenceEqual(Columns))
                throw new CandleFileException(
                    path,
                    line,
                    LocalText.Of(
                        $"expected the columns {string.Join(',', Columns)}",
                        $"se esperaban las columnas {string.Join(',', Columns)}"
                    )
                );
            var trades = new List<Trade>(4096);
            while (csv.Read())
            {
                line = csv.LineNumber;
                trades.Add(ReadTrade(path, line, csv, trades.Count > 0 ? trades[^1] : default));
            }
            return trades;
        }
        catch (Exception e) when (e is InvalidDataException or CsvFormatException)
        {
            throw new CandleFileException(
                path,
                line,
                new LocalText(
                    "expected trades, but what is behind this line cannot be read",
                    "se esperaban operaciones, pero lo que sigue a esta línea no se puede leer"
                )
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new CandleFileException(
                path,
                0,
                new LocalText(
                    "expected a readable .csv or .csv.gz file of trades",
                    "se esperaba un archivo .csv o .csv.gz de operaciones que se pueda leer"
                )
            );
        }
    }

    private static Trade ReadTrade(string path, long line, CsvReader csv, in Trade before)
    {
        if (csv.FieldCount != Columns.Length)
            throw new CandleFileException(
                path,
                line,
                LocalText.Of(
                    $"expected {Columns.Length} values, found {csv.FieldCount}",
                    $"se esperaban {Columns.Length} valores, hay {csv.FieldCount}"
                )
            );
        if (!bool.TryParse(csv.GetString(4), out var isBuyerMaker))
            throw Unexpected(4, "true or false", "true o false");
        var trade = new Trade(Whole(0), Whole(1), Positive(2), Positive(3), isBuyerMaker);
        if (trade.Id <= before.Id || trade.TimeMs < before.TimeMs)
            throw new CandleFileException(
                path,
                line,
                LocalText.Of(
                    $"trade {trade.Id} must come after {before.Id}, in number and in time",
                    $"la operación {trade.Id} debe venir después de {before.Id}, en número y en hora"
                )
            );
        return trade;

        long Whole(int column) =>
            long.TryParse(csv.GetSpan(column), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw Unexpected(column, "a whole number", "un número entero");

        decimal Positive(int column) =>
            decimal.TryParse(
                csv.GetSpan(column),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var number
            )
            && number > 0
                ? number
                : throw Unexpected(column, "a number above 0", "un número mayor que 0");

        CandleFileException Unexpected(int column, string english, string spanish) =>
            new(
                path,
                line,
                LocalText.Of(
                    $"expected {english} as {Columns[column]}, found '{csv.GetString(column)}'",
                    $"se esperaba {spanish} como {Columns[column]}, hay '{csv.GetString(column)}'"
                )
            );
    }
}
