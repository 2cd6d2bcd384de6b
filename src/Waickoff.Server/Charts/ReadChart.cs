using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst;
using Waickoff.Analyst.Overlays;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Charts;

/// <summary>A market on one timeframe with everything found on it, as it was known at one close. Free, and without a session.</summary>
internal static class ReadChart
{
    private const int UsualCandles = 1_000;
    private const int MostCandles = 5_000;

    /// <param name="Symbol">The market.</param>
    /// <param name="Venue">Where the prices were made.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="IsLive">That a venue feeds it now.</param>
    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="PriceDecimals">Decimals of a price.</param>
    /// <param name="AsOf">The close of the last candle: all that is shown was known then.</param>
    /// <param name="FirstAt">The earliest moment that can be asked for, in UTC milliseconds.</param>
    /// <param name="LastAt">The last close there is.</param>
    /// <param name="Notices">What is to be known of the data.</param>
    /// <param name="Candles">The closed candles.</param>
    /// <param name="Forming">The candle that has not closed; null for an earlier moment and where it is unknown.</param>
    /// <param name="Lines">Lines over the candles.</param>
    /// <param name="Overlays">What was found.</param>
    public sealed record Answer(
        string Symbol,
        string Venue,
        bool IsSimulated,
        bool IsLive,
        string Timeframe,
        int PriceDecimals,
        DateTimeOffset AsOf,
        long FirstAt,
        long LastAt,
        IReadOnlyList<string> Notices,
        CandleColumns Candles,
        CandleColumns? Forming,
        IReadOnlyList<Line> Lines,
        IReadOnlyList<Drawn> Overlays
    );

    /// <summary>Candles as columns of equal length, oldest first.</summary>
    /// <param name="Time">Open times, in UTC seconds.</param>
    /// <param name="Open">First prices.</param>
    /// <param name="High">Highest prices.</param>
    /// <param name="Low">Lowest prices.</param>
    /// <param name="Close">Last prices.</param>
    /// <param name="Volume">Base volumes.</param>
    /// <param name="Delta">Bought less sold, in base currency.</param>
    /// <param name="IsDeltaEstimated">Whether a delta is estimated from the candle's shape.</param>
    public sealed record CandleColumns(
        IReadOnlyList<long> Time,
        IReadOnlyList<double> Open,
        IReadOnlyList<double> High,
        IReadOnlyList<double> Low,
        IReadOnlyList<double> Close,
        IReadOnlyList<double> Volume,
        IReadOnlyList<double> Delta,
        bool IsDeltaEstimated
    );

    /// <param name="Id">Such as <c>bollinger.upper</c>.</param>
    /// <param name="Family">The layer.</param>
    /// <param name="Group">The lines that belong together.</param>
    /// <param name="Label">Its name in the reader's language.</param>
    /// <param name="Values">One value a candle; null where unknown.</param>
    public sealed record Line(
        string Id,
        OverlayFamily Family,
        string Group,
        string Label,
        IReadOnlyList<double?> Values
    );

    /// <param name="Id">What evidence names as its source.</param>
    /// <param name="Family">The layer.</param>
    /// <param name="Kind">What it is.</param>
    /// <param name="Label">Its name in the reader's language.</param>
    /// <param name="Mark">What stands on the chart: its name in at most 14 signs; empty for nothing.</param>
    /// <param name="Side">The direction it argues for.</param>
    /// <param name="Form">How it is drawn.</param>
    /// <param name="From">Where it begins, in UTC seconds.</param>
    /// <param name="To">Where it ends; left out while it stands.</param>
    /// <param name="Known">The close at which it was known.</param>
    /// <param name="Top">Upper edge; left out where it has no price.</param>
    /// <param name="Bottom">Lower edge.</param>
    /// <param name="Points">The points of a path, or the levels that go with a zone.</param>
    /// <param name="Rows">The rows of a profile.</param>
    /// <param name="State">Its last state, in the reader's language.</param>
    /// <param name="IsStanding">Whether it still matters.</param>
    /// <param name="Life">What became of it.</param>
    /// <param name="Rule">Its rule in one line.</param>
    /// <param name="Numbers">The numbers that answers cite of it.</param>
    public sealed record Drawn(
        string Id,
        OverlayFamily Family,
        string Kind,
        string Label,
        string Mark,
        Side Side,
        OverlayForm Form,
        long From,
        long? To,
        long Known,
        double? Top,
        double? Bottom,
        IReadOnlyList<Point> Points,
        IReadOnlyList<OverlayRow> Rows,
        string State,
        bool IsStanding,
        IReadOnlyList<Step> Life,
        string Rule,
        IReadOnlyList<OverlayNumber> Numbers
    );

    /// <param name="Time">Open time of the candle, in UTC seconds.</param>
    /// <param name="Price">In quote currency.</param>
    /// <param name="Label">What is written there; left out for nothing.</param>
    public sealed record Point(long Time, double Price, string? Label);

    /// <param name="Time">The close at which it was known, in UTC seconds.</param>
    /// <param name="Label">What it became, in the reader's language.</param>
    public sealed record Step(long Time, string Label);

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        string symbol,
        [FromQuery] string? timeframe,
        [FromQuery] long? at,
        [FromQuery] int? candles,
        MarketRoom room,
        MarketPast past,
        MarketEvidence evidence,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (!room.Symbols.Contains(symbol))
            return Problems.NotFound.Result(http);
        if (ChartQuery.Read(timeframe, candles, UsualCandles, MostCandles, out var wanted, out var count) is { } wrong)
            return wrong.Result(http);
        if (await room.ViewAsync(symbol, cancel) is not { Analysis: { } present } view)
            return ChartProblems.NoData.Result(http);
        if (await past.AtAsync(symbol, at, wanted, cancel) is not { } analysis || analysis[wanted] is not { } found)
            return ChartProblems.NothingThen.Result(http);
        var language = RequestLanguage.Of(http) == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English;
        var studies = await evidence.AtAsync(analysis, present, [wanted], cancel);
        var drawing = MarketDrawing.Of(analysis, wanted, language, count, studies);
        var all = found.Candles.Span;
        var isNow = at is null || at >= present.AsOfMs;
        return TypedResults.Ok(
            new Answer(
                symbol,
                view.Venue,
                analysis.Data.IsSimulated,
                view.IsRunning,
                wanted.ToString(),
                drawing.PriceDecimals,
                DateTimeOffset.FromUnixTimeMilliseconds(found.AsOfMs),
                present.Timeframes[0].Candles.Span[0].OpenTimeMs + Timeframe.H4.Milliseconds,
                present.AsOfMs,
                [.. view.Notices.Select(n => n.Describe(RequestLanguage.Of(http)))],
                Columns(all[Math.Max(0, all.Length - count)..]),
                isNow ? Forming(view.Forming, found) : null,
                [.. drawing.Lines.Select(l => Draw(l, drawing.PriceDecimals))],
                [.. drawing.Overlays.Select(Draw)]
            )
        );
    }

    /// <summary>What has been traded since the last closed candle of the timeframe, the unfinished base candle included.</summary>
    private static CandleColumns? Forming(Candle? forming, TimeframeAnalysis found) =>
        forming is { } candle && candle.OpenTimeMs >= found.AsOfMs
            ? Columns([candle with { OpenTimeMs = found.Timeframe.Floor(candle.OpenTimeMs) }])
            : null;

    internal static CandleColumns Columns(ReadOnlySpan<Candle> candles)
    {
        var time = new long[candles.Length];
        var columns = new double[6][];
        for (var k = 0; k < columns.Length; k++)
            columns[k] = new double[candles.Length];
        var isEstimated = false;
        for (var i = 0; i < candles.Length; i++)
        {
            ref readonly var candle = ref candles[i];
            time[i] = candle.OpenTimeMs / 1_000;
            (columns[0][i], columns[1][i], columns[2][i], columns[3][i], columns[4][i], columns[5][i]) = (
                candle.Open,
                candle.High,
                candle.Low,
                candle.Close,
                candle.Volume,
                candle.Delta
            );
            isEstimated |= candle.IsDeltaEstimated;
        }
        return new(time, columns[0], columns[1], columns[2], columns[3], columns[4], columns[5], isEstimated);
    }

    /// <summary>A line is drawn and not cited: one decimal more than a price is enough.</summary>
    private static Line Draw(ChartLine l, int decimals) =>
        new(
            l.Id,
            l.Family,
            l.Group,
            l.Label,
            [.. l.Values.Select(v => v is { } value ? Math.Round(value, Math.Min(decimals + 1, 15)) : v)]
        );

    internal static Drawn Draw(Overlay o) =>
        new(
            o.Id,
            o.Family,
            o.Kind,
            o.Label,
            o.Mark,
            o.Side,
            o.Form,
            o.FromMs / 1_000,
            o.ToMs / 1_000,
            o.KnownMs / 1_000,
            o.Top,
            o.Bottom,
            [.. o.Points.Select(p => new Point(p.TimeMs / 1_000, p.Price, p.Label))],
            o.Rows,
            o.State,
            o.IsStanding,
            [.. o.Life.Select(s => new Step(s.TimeMs / 1_000, s.Label))],
            o.Rule,
            o.Numbers
        );
}
