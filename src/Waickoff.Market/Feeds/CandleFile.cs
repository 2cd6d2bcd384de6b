using System.Text.RegularExpressions;
using Waickoff.Analysis;
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

    /// <summary>
    /// Reads <c>&lt;SYMBOL&gt;/&lt;interval&gt;[.&lt;period&gt;].csv[.gz]</c>. Where the folder is not named like a symbol the
    /// file name takes its place; where the name does not begin with an interval, the smallest distance of two rows does.
    /// </summary>
    /// <exception cref="CandleFileException">There is no such file, or something in it is not as it must be.</exception>
    public static CandleFile Read(string path)
    {
        var (candles, lines) = ReadCandles(path);
        var stem = StemOf(path);
        if (!TryTimeframe(path, out var timeframe))
            timeframe = SmallestDistance(path, candles);
        Check(path, candles, lines, timeframe);
        var symbol = SymbolOf(path) ?? stem;
        return new CandleFile(new SeriesName(Venue, symbol, timeframe), new CandleSeries(timeframe, [.. candles]));
    }

    /// <summary>The symbol a file is named after: its folder, where that is spelled like one.</summary>
    public static string? SymbolOf(string path)
    {
        var folder = Path.GetFileName(Path.GetDirectoryName(Path.GetFullPath(path))) ?? "";
        return SymbolPattern().IsMatch(folder) ? folder : null;
    }

    /// <summary>The timeframe in the name of a file.</summary>
    internal static bool TryTimeframe(string path, out Timeframe timeframe) =>
        Timeframe.TryParse(StemOf(path).Split('.')[0], out timeframe);

    private static (List<Candle> Candles, List<long> Lines) ReadCandles(string path)
    {
        var (candles, lines) = (new List<Candle>(4096), new List<long>(4096));
        using var rows = CandleRows.Open(path);
        while (rows.Read())
        {
            if (rows.Problem is { } problem)
                throw new CandleFileException(path, rows.Line, problem);
            candles.Add(rows.Candle);
            lines.Add(rows.Line);
        }
        return (candles, lines);
    }

    private static void Check(string path, List<Candle> candles, List<long> lines, Timeframe timeframe)
    {
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            if (CandleRules.Problem(in candle, timeframe, i > 0 ? candles[i - 1].OpenTimeMs : null) is { } problem)
                throw new CandleFileException(path, lines[i], problem);
        }
    }

    /// <summary>The timeframe of a file whose name does not say it; 15m for one with less than two candles.</summary>
    internal static Timeframe SmallestDistance(string path, IReadOnlyList<Candle> candles)
    {
        var smallest = long.MaxValue;
        for (var i = 1; i < candles.Count; i++)
        {
            var distance = candles[i].OpenTimeMs - candles[i - 1].OpenTimeMs;
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
                LocalText.Of(
                    $"expected candles of whole minutes, found {smallest} ms between two",
                    $"se esperaban velas de minutos enteros, hay {smallest} ms entre dos"
                )
            );
        return new Timeframe((int)(smallest / Timeframe.M1.Milliseconds));
    }

    /// <summary>A file name without <c>.csv</c> and <c>.gz</c>.</summary>
    internal static string StemOf(string path)
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
