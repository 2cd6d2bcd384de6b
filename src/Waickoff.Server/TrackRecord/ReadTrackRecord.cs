using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Statistics;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>The public track record in figures: hits and misses of all that was published.</summary>
internal static class ReadTrackRecord
{
    private const string Waiting = """
        SELECT s.symbol, s.minutes, s.venue, s.is_simulated, s.side, s.is_apart, NULL, count(*)
        FROM track_record_waiting w JOIN track_record s ON s.number = w.number
        GROUP BY s.symbol, s.minutes, s.venue, s.is_simulated, s.side, s.is_apart
        """;

    private const string Graded = """
        SELECT symbol, minutes, venue, is_simulated, side, is_apart, verdict, count(*) FROM track_record
        WHERE scenario IS NOT NULL GROUP BY symbol, minutes, venue, is_simulated, side, is_apart, verdict
        """;

    /// <param name="Head">Where the chain ends: who notes it can tell later whether anything before it was changed.</param>
    /// <param name="HorizonCandles">After how many candles of its timeframe a scenario is graded.</param>
    /// <param name="RuleVersion">The rule that grades.</param>
    /// <param name="Series">By market, timeframe and side. Real markets and simulated ones are never added up.</param>
    public sealed record Answer(
        HeadAnswer Head,
        int HorizonCandles,
        int RuleVersion,
        IReadOnlyList<SeriesFigures> Series
    );

    /// <param name="Number">The number of the last entry; 0 while there is none.</param>
    /// <param name="Hash">Its hash.</param>
    public sealed record HeadAnswer(long Number, string Hash);

    /// <param name="Symbol">The market.</param>
    /// <param name="Venue">Where its prices are made.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Side">The direction; none for the neutral scenario.</param>
    /// <param name="All">All that were published.</param>
    /// <param name="Apart">Those made while no earlier one of these still ran: they share no candles, so their hit rate has an interval.</param>
    public sealed record SeriesFigures(
        string Symbol,
        string Venue,
        bool IsSimulated,
        string Timeframe,
        Side Side,
        Counts All,
        Counts Apart
    );

    /// <param name="Published">How many.</param>
    /// <param name="Running">Without a grade yet.</param>
    /// <param name="NeverConfirmed">Not confirmed by their horizon, or wrong before.</param>
    /// <param name="Hits">Confirmed, and at least the nearest target reached; a neutral one: no close left it.</param>
    /// <param name="Misses">Confirmed, and wrong before that.</param>
    /// <param name="Undecided">Confirmed, and neither.</param>
    /// <param name="Unknown">Candles are missing for good.</param>
    /// <param name="HitRate">Hits as a share of the confirmed ones, undecided ones among them, 0 to 1; left out without any.</param>
    /// <param name="Low">Lower end of Wilson's 95 % interval of the hit rate; left out where it would not hold.</param>
    /// <param name="High">Upper end.</param>
    public sealed record Counts(
        int Published,
        int Running,
        int NeverConfirmed,
        int Hits,
        int Misses,
        int Undecided,
        int Unknown,
        double? HitRate,
        double? Low,
        double? High
    );

    public static async Task<Ok<Answer>> HandleAsync(Database database, CancellationToken cancel)
    {
        await using var connection = await database.OpenAsync(cancel);
        var head = await RecordReads.HeadAsync(connection, null, cancel);
        var groups = await connection
            .RowsAsync(null, $"{Graded} UNION ALL {Waiting}", [], GroupOf, cancel)
            .ToListAsync(cancel);
        return TypedResults.Ok(
            new Answer(
                new HeadAnswer(head.Number, head.Hash),
                PublishedScenario.UsualHorizon,
                ScenarioFold.RuleVersion,
                [
                    .. groups
                        .GroupBy(g => g.Series)
                        .OrderBy(s => s.Key.IsSimulated)
                        .ThenBy(s => s.Key.Symbol, StringComparer.Ordinal)
                        .ThenBy(s => s.Key.Minutes)
                        .ThenBy(s => s.Key.Venue, StringComparer.Ordinal)
                        .ThenBy(s => s.Key.Side)
                        .Select(FiguresOf),
                ]
            )
        );
    }

    private static SeriesFigures FiguresOf(IGrouping<Series, Group> groups) =>
        new(
            groups.Key.Symbol,
            groups.Key.Venue,
            groups.Key.IsSimulated,
            new Timeframe(groups.Key.Minutes).ToString(),
            groups.Key.Side,
            CountsOf(groups, hasInterval: false),
            CountsOf(groups.Where(g => g.IsApart), hasInterval: true)
        );

    private static Counts CountsOf(IEnumerable<Group> groups, bool hasInterval)
    {
        var (figures, running) = Count(groups);
        var interval = hasInterval ? figures.HitRateInterval : Interval.None;
        return new Counts(
            figures.Graded + running,
            running,
            figures.NeverConfirmed,
            figures.Hits,
            figures.Misses,
            figures.Undecided,
            figures.Unknown,
            Known(figures.HitRate),
            Known(interval.Low),
            Known(interval.High)
        );
    }

    private static (RecordFigures Figures, int Running) Count(IEnumerable<Group> groups)
    {
        var (figures, running) = (default(RecordFigures), 0);
        foreach (var group in groups)
        {
            if (group.Verdict is { } verdict)
                figures = figures.With(verdict, group.Count);
            else
                running += group.Count;
        }
        return (figures, running);
    }

    private static double? Known(double value) => double.IsFinite(value) ? value : null;

    private static Group GroupOf(DbDataReader row) =>
        new(
            new Series(
                row.GetString(0),
                (int)row.GetInt64(1),
                row.GetString(2),
                row.GetInt64(3) == 1,
                RecordText.SideOf(row.GetString(4))
            ),
            row.GetInt64(5) == 1,
            row.IsDBNull(6) ? null : RecordText.VerdictOf(row.GetString(6)),
            (int)row.GetInt64(7)
        );

    private readonly record struct Series(string Symbol, int Minutes, string Venue, bool IsSimulated, Side Side);

    private readonly record struct Group(Series Series, bool IsApart, ScenarioVerdict? Verdict, int Count);
}
