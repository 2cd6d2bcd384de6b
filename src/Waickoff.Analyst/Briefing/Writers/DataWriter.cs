using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Briefing.Writers;

/// <summary>What the analysis rests on: market, price, source, age and gaps of the candles.</summary>
internal static class DataWriter
{
    public static IEnumerable<BriefingLine> Write(MarketNumbers numbers, BriefingTexts texts)
    {
        var data = numbers.Analysis.Data;
        var asOf = TimeText.Minute(numbers.Analysis.AsOfMs);
        yield return new(Rank.Always, texts.Header(data.Symbol, data.Venue, asOf, numbers.Price));
        yield return new(Rank.Always, texts.Change(numbers.Change));
        if (data.IsSimulated)
            yield return new(Rank.Always, texts.Simulated());
        yield return new(Rank.State, texts.Weighing());
        if (numbers.AgeMs > 0)
            yield return new(Rank.Always, texts.Age(numbers.Age, numbers.IsAgeInHours));
        foreach (var series in data.Series)
        {
            Phrase line =
                $"{texts.Series(series.Timeframe.ToString(), numbers.Candles(series), TimeText.Day(series.FirstMs))}";
            if (series.MissingCandles > 0)
                line = $"{line}{texts.Gaps(numbers.Missing(series), numbers.Holes(series))}";
            if (series.RecordedUntilMs is { } until)
                line = $"{line}{texts.RecordedUntil(TimeText.Day(until))}";
            yield return new(Rank.State, $"{line}.");
        }
        if (data.Missing.Count > 0)
            yield return new(Rank.Always, texts.MissingTimeframes(string.Join(", ", data.Missing)));
    }
}
