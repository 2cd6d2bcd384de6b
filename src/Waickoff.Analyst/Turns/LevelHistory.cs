using System.Text;
using Waickoff.Analysis;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Turns;

/// <summary>
/// How often price came to a level on each timeframe of an analysis, how often it closed through it, and when last. Near is within a quarter
/// of an ATR; candles in a row that are near count as one visit.
/// </summary>
internal static class LevelHistory
{
    private const double NearAtr = 0.25;

    /// <summary>Writes it, new numbers into the book; null when the evidence is no price.</summary>
    public static string? Write(MarketAnalysis analysis, Evidence level, EvidenceBook book)
    {
        if (level.Form != NumberForm.Price)
            return null;
        var text = new StringBuilder();
        foreach (var timeframe in analysis.Timeframes)
        {
            var (visits, crossings, since) = Count(timeframe, level.Value);
            var source = FormattableString.Invariant(
                $"{analysis.Data.Venue}:{analysis.Data.Symbol}:{timeframe.Timeframe}:level-{level.Id}:{timeframe.AsOfMs}"
            );
            var of = new NumberSource(timeframe.Timeframe, source);
            var line = ToolTexts.LevelHistory(
                book.Format.Language,
                of.Count("level.visits", visits),
                of.Count("level.crossings", crossings),
                of.Count("level.candles", timeframe.Candles.Length),
                of.Count("level.since", since)
            );
            text.Append(timeframe.Timeframe).Append(": ");
            line.Write(text, book);
            text.Append('\n');
        }
        return text.ToString();
    }

    private static (int Visits, int Crossings, double Since) Count(TimeframeAnalysis timeframe, double level)
    {
        var near = NearAtr * (double.IsFinite(timeframe.Atr) ? timeframe.Atr : 0);
        var (visits, crossings, last) = (0, 0, -1);
        var candles = timeframe.Candles.Span;
        for (var i = 0; i < candles.Length; i++)
        {
            ref readonly var candle = ref candles[i];
            if (candle.Low <= level + near && candle.High >= level - near)
            {
                visits += last == i - 1 && last >= 0 ? 0 : 1;
                last = i;
            }
            if (i > 0 && (candles[i - 1].Close > level) != (candle.Close > level))
                crossings++;
        }
        return (visits, crossings, last < 0 ? double.NaN : candles.Length - 1 - last);
    }
}
