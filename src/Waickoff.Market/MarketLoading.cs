using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Market.Checks;
using Waickoff.Market.Feeds;

namespace Waickoff.Market;

/// <summary>One call of <see cref="MarketData.Load"/>: choose the base, build the timeframes, note what is missing.</summary>
internal sealed class MarketLoading(ICandleFeed feed, string symbol, Timeframe[] wanted, long? atMs)
{
    private readonly IReadOnlyList<Timeframe> recorded = feed.TimeframesOf(symbol);
    private readonly List<MarketNotice> notices = [];

    public MarketSeries Load()
    {
        var candles = ChooseBase();
        var nowMs = EndOf(candles);
        var timeframes = new List<TimeframeSeries>();
        foreach (var timeframe in wanted.Where(t => !notices.Exists(n => n.IsRefusal && n.Timeframe == t)))
        {
            if (timeframe < candles.Timeframe)
                notices.Add(MissingBelow(timeframe, candles.Timeframe, nowMs));
            else if (!Resampler.CanBuild(candles.Timeframe, timeframe))
                notices.Add(new MarketNotice(MarketNoticeKind.NotAMultiple, timeframe, candles.Timeframe));
            else if (Build(timeframe, candles, nowMs) is { } built)
                timeframes.Add(built);
        }
        if (timeframes.Count == 0)
            throw Nothing();
        return new MarketSeries(
            feed.Venue,
            symbol,
            feed.Source,
            feed.IsSimulated,
            feed.TickOf(symbol),
            nowMs,
            candles,
            timeframes,
            [.. notices.OrderByDescending(n => n.IsRefusal).ThenBy(n => n.Timeframe)]
        );
    }

    /// <summary>The shortest series that covers the wanted time and is whole enough, cut at that time.</summary>
    private CandleSeries ChooseBase()
    {
        var newest = recorded.Max(t => EndOf(feed.Read(symbol, t)));
        var at = atMs ?? newest;
        if (atMs > newest)
            notices.Add(new MarketNotice(MarketNoticeKind.LaterThanData, wanted[0], recorded[0], newest));
        var isOpenEnd = at >= newest;
        foreach (var timeframe in recorded)
        {
            var all = feed.Read(symbol, timeframe);
            var closed = all.ClosedAt(at);
            if (closed.Count == 0 || !Covers(all, at, isOpenEnd ? newest : null))
                continue;
            var facts = SeriesFacts.Of(closed, timeframe.ToString());
            if (!facts.HasTooManyHoles)
                return closed;
            notices.Add(
                new MarketNotice(
                    MarketNoticeKind.TooManyHoles,
                    timeframe,
                    timeframe,
                    facts.LastMs,
                    facts.MissingPercent
                )
            );
        }
        throw Nothing();
    }

    /// <summary>True when a series has the candle that closed last at a time, or a hole there and candles behind it.</summary>
    private static bool Covers(CandleSeries all, long at, long? newest)
    {
        if (all.Count == 0 || all[0].OpenTimeMs + all.Timeframe.Milliseconds > at)
            return false;
        var lag = newest is null
            ? all.Timeframe.Milliseconds - 1
            : MarketData.LongestLagDays * Timeframe.D1.Milliseconds;
        return EndOf(all) + lag >= (newest ?? at);
    }

    private TimeframeSeries? Build(Timeframe timeframe, CandleSeries candles, long nowMs)
    {
        var built = Resampler.Build(candles, timeframe);
        var before = RecordedBefore(timeframe, candles, nowMs);
        var whole = before.Count == 0 ? 0 : FirstBehind(built, before[before.Count - 1].OpenTimeMs);
        var joined = before.Count == 0 ? built : new CandleSeries(timeframe, [.. before.Span, .. built.Span[whole..]]);
        if (joined.Count == 0)
        {
            notices.Add(new MarketNotice(MarketNoticeKind.NotRecordedThen, timeframe, candles.Timeframe, nowMs));
            return null;
        }
        var recordedUntil =
            before.Count > 0 ? before[before.Count - 1].OpenTimeMs + timeframe.Milliseconds : (long?)null;
        var facts = SeriesFacts.Of(joined, candles.Timeframe.ToString(), recordedUntil);
        if (facts.HasTooManyHoles)
        {
            notices.Add(
                new MarketNotice(
                    MarketNoticeKind.TooManyHoles,
                    timeframe,
                    candles.Timeframe,
                    facts.LastMs,
                    facts.MissingPercent
                )
            );
            return null;
        }
        NoteBeyond(timeframe, candles, nowMs);
        if (UnusualCandles.NoticeOf(joined, candles.Timeframe) is { } unusual)
            notices.Add(unusual);
        return new TimeframeSeries(new SeriesName(feed.Venue, symbol, timeframe), before, joined, facts);
    }

    /// <summary>
    /// Recorded candles of a timeframe before the first one the base builds whole: its own where it was recorded, else built
    /// from the longest recorded timeframe that divides it.
    /// </summary>
    private CandleSeries RecordedBefore(Timeframe timeframe, CandleSeries candles, long nowMs)
    {
        var step = timeframe.Milliseconds;
        var firstWhole = timeframe.Floor(candles[0].OpenTimeMs + step - 1);
        var lastOpenMs = Math.Min(firstWhole - step, nowMs - step);
        var longer = recorded.Where(t => t > candles.Timeframe && Resampler.CanBuild(t, timeframe)).OrderDescending();
        foreach (var source in longer)
        {
            var series = Resampler.Build(feed.Read(symbol, source), timeframe);
            var count = 0;
            while (count < series.Count && series[count].OpenTimeMs <= lastOpenMs)
                count++;
            if (count == 0)
                continue;
            notices.Add(new MarketNotice(MarketNoticeKind.RecordedUntil, timeframe, source, firstWhole));
            return new CandleSeries(timeframe, series.Span[..count].ToArray());
        }
        return new CandleSeries(timeframe, []);
    }

    private void NoteBeyond(Timeframe timeframe, CandleSeries candles, long nowMs)
    {
        if (timeframe == candles.Timeframe || !recorded.Contains(timeframe))
            return;
        var end = Math.Min(EndOf(feed.Read(symbol, timeframe)), atMs ?? long.MaxValue);
        if (end >= nowMs + timeframe.Milliseconds)
            notices.Add(new MarketNotice(MarketNoticeKind.RecordedBeyond, timeframe, candles.Timeframe, end));
    }

    private MarketNotice MissingBelow(Timeframe timeframe, Timeframe shortest, long nowMs) =>
        recorded.Any(t => t <= timeframe && Resampler.CanBuild(t, timeframe))
            ? new MarketNotice(MarketNoticeKind.NotRecordedThen, timeframe, shortest, nowMs)
            : new MarketNotice(MarketNoticeKind.FinerThanData, timeframe, recorded[0]);

    private MarketDataException Nothing()
    {
        var first = recorded.Min(t => feed.Read(symbol, t) is { Count: > 0 } s ? s[0].OpenTimeMs : long.MaxValue);
        if (first == long.MaxValue)
            return new(
                MarketDataProblem.NothingYet,
                LocalText.Of($"no candles of {symbol} in {feed.Source}", $"no hay velas de {symbol} en {feed.Source}")
            );
        if (atMs < first + recorded[0].Milliseconds)
            return new(
                MarketDataProblem.NothingYet,
                LocalText.Of(
                    $"no candle of {symbol} had closed at {MarketData.Shown(atMs.Value)}; the first opens at {MarketData.Shown(first)}",
                    $"ninguna vela de {symbol} había cerrado el {MarketData.Shown(atMs.Value)}; la primera abre el {MarketData.Shown(first)}"
                )
            );
        return new(
            MarketDataProblem.NoTimeframe,
            LocalText.Of(
                $"nothing of {symbol} to analyse in {feed.Source}: {Reasons("en")}",
                $"no hay nada que analizar de {symbol} en {feed.Source}: {Reasons("es")}"
            ),
            notices
        );

        string Reasons(string language) =>
            string.Join("; ", notices.Where(n => n.IsRefusal).Select(n => n.Describe(language)));
    }

    private static int FirstBehind(CandleSeries series, long openTimeMs)
    {
        var index = 0;
        while (index < series.Count && series[index].OpenTimeMs <= openTimeMs)
            index++;
        return index;
    }

    private static long EndOf(CandleSeries series) =>
        series.Count == 0 ? 0 : series[series.Count - 1].OpenTimeMs + series.Timeframe.Milliseconds;
}
