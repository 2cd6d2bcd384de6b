using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Feeds;

/// <summary>
/// Recorded candles on disk: a folder with a folder for each symbol, the folder of one symbol, or one file.
/// <c>&lt;SYMBOL&gt;/&lt;interval&gt;.csv[.gz]</c> is the main series of a symbol; a file with a period in its name
/// (<c>5m.2024-12.csv.gz</c>) is a piece of one and is used only when it is named itself.
/// </summary>
public sealed class CandleFolder : ICandleFeed
{
    private readonly Dictionary<(string Symbol, Timeframe Timeframe), string> series = [];
    private readonly Dictionary<(string Symbol, Timeframe Timeframe), CandleSeries> read = [];
    private readonly SortedSet<string> symbols = new(StringComparer.Ordinal);

    private CandleFolder(string path)
    {
        Source = path;
    }

    /// <inheritdoc />
    public string Venue => CandleFile.Venue;

    /// <inheritdoc />
    public string Source { get; }

    /// <inheritdoc />
    public bool IsSimulated => false;

    /// <inheritdoc />
    public IReadOnlyList<string> Symbols => [.. symbols];

    /// <summary>Finds what is in a folder, or takes one file. A file whose folder names no symbol serves the symbol asked for.</summary>
    /// <param name="path">A folder or a file.</param>
    /// <param name="symbol">The symbol asked for.</param>
    /// <exception cref="CandleFileException">There is neither a folder nor a file, or no candles are in it.</exception>
    public static CandleFolder Open(string path, string? symbol = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var folder = new CandleFolder(path);
        if (Directory.Exists(path))
            folder.AddFolder(path);
        else
            folder.AddFile(path, symbol);
        return folder;
    }

    /// <inheritdoc />
    public IReadOnlyList<Timeframe> TimeframesOf(string symbol) =>
        [.. series.Keys.Where(k => k.Symbol == symbol).Select(k => k.Timeframe).Order()];

    /// <inheritdoc />
    public CandleSeries Read(string symbol, Timeframe timeframe)
    {
        if (!series.TryGetValue((symbol, timeframe), out var path))
            throw new ArgumentException($"There is no series {symbol} {timeframe} in {Source}.", nameof(timeframe));
        if (!read.TryGetValue((symbol, timeframe), out var candles))
            read[(symbol, timeframe)] = candles = CandleFile.Read(path).Series;
        return candles;
    }

    private void AddFolder(string path)
    {
        AddSeries(Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(path))), path);
        foreach (var folder in Directory.EnumerateDirectories(path))
            AddSeries(Path.GetFileName(folder), folder);
        if (symbols.Count == 0)
            throw new CandleFileException(
                path,
                0,
                new LocalText(
                    "expected files such as BTCUSDT/15m.csv.gz or BTCUSDT/15m.csv in the folder, found none",
                    "se esperaban archivos como BTCUSDT/15m.csv.gz o BTCUSDT/15m.csv en la carpeta, no hay ninguno"
                )
            );
    }

    private void AddSeries(string symbol, string folder)
    {
        foreach (var file in Directory.EnumerateFiles(folder).Order(StringComparer.Ordinal))
        {
            // Of 15m.csv and 15m.csv.gz the first counts; anything else in the folder is not ours.
            if (!IsCandleFile(file) || !Timeframe.TryParse(CandleFile.StemOf(file), out var timeframe))
                continue;
            if (series.TryAdd((symbol, timeframe), file))
                symbols.Add(symbol);
        }
    }

    private void AddFile(string path, string? symbol)
    {
        var file = CandleFile.Read(path);
        var named = CandleFile.SymbolOf(path) ?? symbol ?? file.Name.Symbol;
        var key = (named, file.Series.Timeframe);
        (series[key], read[key]) = (path, file.Series);
        symbols.Add(named);
    }

    private static bool IsCandleFile(string path) =>
        path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase)
        || path.EndsWith(".csv.gz", StringComparison.OrdinalIgnoreCase);
}
