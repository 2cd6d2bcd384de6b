using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;

namespace Waickoff.Market.Checks;

/// <summary>
/// Looks through a whole file of candles and reports everything that is wrong, where reading one for an analysis stops at the
/// first fault. Lines at fault are left out of the facts.
/// </summary>
public static class CandleCheck
{
    /// <summary>How many faults and outliers a report lists; all are counted.</summary>
    public const int MostListed = 100;

    /// <summary>Checks a file.</summary>
    /// <param name="path">A <c>.csv</c> or <c>.csv.gz</c> file.</param>
    /// <param name="nowMs">The time of the check, for age and staleness; null for the close of the last candle.</param>
    public static CandleReport Run(string path, long? nowMs = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var faults = new Listing<CandleFault>();
        var (rows, lines) = ReadRows(path, faults, out var count);
        var isNamed = CandleFile.TryTimeframe(path, out var timeframe);
        if (!isNamed && !TryDistance(path, rows, faults, out timeframe))
            return new CandleReport(path, null, false, count, null, faults.First, faults.Count, [], 0, 0, 0, false);

        var good = new List<Candle>(rows.Count);
        var outliers = new Listing<CandleOutlier>();
        var watch = new RangeWatch();
        for (var i = 0; i < rows.Count; i++)
        {
            var candle = rows[i];
            if (FaultOf(in candle, timeframe, good.Count > 0 ? good[^1].OpenTimeMs : null) is { } fault)
            {
                faults.Add(fault with { Line = lines[i] });
                continue;
            }
            if (watch.Add(in candle) is { } ratio)
                outliers.Add(new CandleOutlier(lines[i], candle.OpenTimeMs, ratio));
            good.Add(candle);
        }
        return Report(path, timeframe, isNamed, count, good, faults, outliers, nowMs);
    }

    private static CandleReport Report(
        string path,
        Timeframe timeframe,
        bool isNamed,
        int count,
        List<Candle> good,
        Listing<CandleFault> faults,
        Listing<CandleOutlier> outliers,
        long? nowMs
    )
    {
        var closedMs = good.Count > 0 ? good[^1].OpenTimeMs + timeframe.Milliseconds : 0;
        var facts = good.Count > 0 ? SeriesFacts.Of(new CandleSeries(timeframe, [.. good]), path) : null;
        var ageMs = facts?.AgeMs(nowMs ?? closedMs) ?? 0;
        return new CandleReport(
            path,
            timeframe,
            isNamed,
            count,
            facts,
            [.. faults.First.OrderBy(f => f.Line)],
            faults.Count,
            outliers.First,
            outliers.Count,
            good.Count(c => c.Volume == 0),
            ageMs,
            ageMs >= 2 * timeframe.Milliseconds
        );
    }

    private static (List<Candle> Rows, List<long> Lines) ReadRows(
        string path,
        Listing<CandleFault> faults,
        out int count
    )
    {
        var (rows, lines) = (new List<Candle>(), new List<long>());
        count = 0;
        try
        {
            using var text = CandleRows.Open(path);
            while (text.Read())
            {
                count++;
                if (text.Problem is { } problem)
                {
                    faults.Add(new CandleFault(text.Line, CandleFaultKind.Text, problem));
                    continue;
                }
                rows.Add(text.Candle);
                lines.Add(text.Line);
            }
        }
        catch (CandleFileException e)
        {
            faults.Add(new CandleFault(e.Line, CandleFaultKind.Unreadable, e.Problem));
        }
        return (rows, lines);
    }

    private static bool TryDistance(
        string path,
        List<Candle> rows,
        Listing<CandleFault> faults,
        out Timeframe timeframe
    )
    {
        timeframe = default;
        if (rows.Count == 0)
            return false;
        try
        {
            timeframe = CandleFile.SmallestDistance(path, rows);
            return true;
        }
        catch (CandleFileException e)
        {
            faults.Add(new CandleFault(0, CandleFaultKind.OffGrid, e.Problem));
            return false;
        }
    }

    private static CandleFault? FaultOf(in Candle candle, Timeframe timeframe, long? previousOpenTimeMs)
    {
        if (CandleRules.Problem(in candle, timeframe, previousOpenTimeMs) is not { } problem)
            return null;
        var time = candle.OpenTimeMs;
        var kind =
            time < 0 || time % timeframe.Milliseconds != 0 ? CandleFaultKind.OffGrid
            : time == previousOpenTimeMs ? CandleFaultKind.Duplicate
            : time < previousOpenTimeMs ? CandleFaultKind.Backwards
            : HasPossiblePrices(in candle) ? CandleFaultKind.Volume
            : CandleFaultKind.Prices;
        return new CandleFault(0, kind, problem);
    }

    private static bool HasPossiblePrices(in Candle candle) =>
        CandleRules.Problem(candle with { OpenTimeMs = 0, Volume = 0, TakerBuyVolume = double.NaN }, Timeframe.M1, null)
            is null;

    /// <summary>The first of many, and how many there are.</summary>
    private sealed class Listing<T>
    {
        private readonly List<T> first = [];

        public int Count { get; private set; }

        public IReadOnlyList<T> First => first;

        public void Add(T item)
        {
            Count++;
            if (first.Count < MostListed)
                first.Add(item);
        }
    }
}
