using Waickoff.Analysis.Candles;
using Waickoff.Market.Feeds;
using Waickoff.Testing;

namespace Waickoff.Analysis.Tests.Structure;

/// <summary>Recorded candles for comparisons with the definitions.</summary>
internal static class RecordedCandles
{
    /// <summary>The longest part of a file without holes.</summary>
    public static CandleSeries WithoutHoles(string file)
    {
        var series = CandleFile.Read(SharedData.Candles(file)).Series;
        var (from, longest) = (0, 0..0);
        for (var i = 1; i <= series.Count; i++)
        {
            var continues =
                i < series.Count && series[i].OpenTimeMs - series[i - 1].OpenTimeMs == series.Timeframe.Milliseconds;
            if (continues)
                continue;
            if (i - from > longest.End.Value - longest.Start.Value)
                longest = from..i;
            from = i;
        }
        return new CandleSeries(series.Timeframe, series.Span[longest].ToArray());
    }
}
