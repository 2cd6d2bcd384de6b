using System.Data.Common;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>Each published scenario with its grade, in full: with the texts and hashes anybody can recompute the chain.</summary>
internal static class ReadEntries
{
    /// <param name="Entries">Newest first.</param>
    /// <param name="Next">What to send as <c>cursor</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Entry> Entries, long? Next);

    /// <param name="Number">Its place in the chain.</param>
    /// <param name="Id">Market, timeframe, side and close it was made at.</param>
    /// <param name="Symbol">The market.</param>
    /// <param name="Venue">Where its prices are made.</param>
    /// <param name="IsSimulated">That nothing of it was ever traded.</param>
    /// <param name="Timeframe">Such as <c>1h</c>.</param>
    /// <param name="Side">The direction; none for the neutral scenario.</param>
    /// <param name="Made">The close it was made at: nothing later was known.</param>
    /// <param name="Recorded">When it was put down.</param>
    /// <param name="Due">The close that ends its horizon.</param>
    /// <param name="Close">The price of the close it was made at.</param>
    /// <param name="Bottom">Zone of interest, lower edge.</param>
    /// <param name="Top">Zone of interest, upper edge.</param>
    /// <param name="Confirmation">The close beyond this confirms; left out for the neutral one.</param>
    /// <param name="Invalidation">A close beyond this makes it wrong; of the neutral one the upper edge.</param>
    /// <param name="LowerInvalidation">The lower edge of the neutral one.</param>
    /// <param name="Targets">Where it could go, nearest first.</param>
    /// <param name="IsApart">That it shares no candles with an earlier one that counts for the interval.</param>
    /// <param name="State">How it stands.</param>
    /// <param name="Grade">What became of it; left out while it runs.</param>
    /// <param name="Text">The canonical text that is hashed.</param>
    /// <param name="Previous">The hash of the entry before it.</param>
    /// <param name="Hash">Its hash.</param>
    public sealed record Entry(
        long Number,
        string Id,
        string Symbol,
        string Venue,
        bool IsSimulated,
        string Timeframe,
        Side Side,
        DateTimeOffset Made,
        DateTimeOffset Recorded,
        DateTimeOffset Due,
        double Close,
        double Bottom,
        double Top,
        double? Confirmation,
        double Invalidation,
        double? LowerInvalidation,
        IReadOnlyList<double> Targets,
        bool IsApart,
        RecordState State,
        Grade? Grade,
        string Text,
        string Previous,
        string Hash
    );

    /// <param name="Number">Its place in the chain.</param>
    /// <param name="TargetsHit">How many targets were reached.</param>
    /// <param name="Confirmed">The close that confirmed it.</param>
    /// <param name="Ended">The close that ended it.</param>
    /// <param name="Recorded">When the grade was put down.</param>
    /// <param name="Text">The canonical text that is hashed.</param>
    /// <param name="Previous">The hash of the entry before it.</param>
    /// <param name="Hash">Its hash.</param>
    public sealed record Grade(
        long Number,
        int TargetsHit,
        DateTimeOffset? Confirmed,
        DateTimeOffset Ended,
        DateTimeOffset Recorded,
        string Text,
        string Previous,
        string Hash
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        Database database,
        HttpContext http,
        CancellationToken cancel,
        [FromQuery] long? cursor = null,
        [FromQuery] string? symbol = null,
        [FromQuery] string? timeframe = null,
        [FromQuery] string? state = null,
        [FromQuery] bool? isSimulated = null,
        [FromQuery] int take = 20
    )
    {
        if (EntrySearch.Of(symbol, timeframe, state, isSimulated, cursor, take, out var search) is { } wrong)
            return wrong.Result(http);
        await using var connection = await database.OpenAsync(cancel);
        var found = await connection
            .RowsAsync(null, search.Sql(), search.Values(), EntryOf, cancel)
            .ToListAsync(cancel);
        return TypedResults.Ok(new Answer([.. found.Take(take)], found.Count > take ? found[take - 1].Number : null));
    }

    private static Entry EntryOf(DbDataReader row)
    {
        var stored = RecordReads.RowOf(row);
        var entry = (ScenarioEntry)RecordText.Read(stored.Text);
        var (s, grade) = (entry.Scenario, row.IsDBNull(15) ? null : RecordReads.RowOf(row, 15));
        var outcome = grade is null ? null : (GradeEntry)RecordText.Read(grade.Text);
        return new Entry(
            entry.Number,
            entry.Id,
            s.Symbol,
            s.Venue,
            s.IsSimulated,
            s.Timeframe.ToString(),
            s.Side,
            At(s.MadeMs),
            At(entry.RecordedMs),
            At(s.DueMs),
            s.Close,
            s.Bottom,
            s.Top,
            s.Confirmation,
            s.Invalidation,
            s.LowerInvalidation,
            s.Targets,
            entry.IsApart,
            outcome is null ? RecordState.Running : StateOf(outcome.Outcome.Verdict),
            outcome is null ? null : GradeOf(outcome, grade!),
            stored.Text,
            stored.Previous,
            stored.Hash
        );
    }

    private static Grade GradeOf(GradeEntry entry, RecordRow stored) =>
        new(
            entry.Number,
            entry.Outcome.TargetsHit,
            entry.Outcome.ConfirmedMs is { } confirmed ? At(confirmed) : null,
            At(entry.Outcome.EndedMs),
            At(entry.RecordedMs),
            stored.Text,
            stored.Previous,
            stored.Hash
        );

    private static RecordState StateOf(ScenarioVerdict verdict) =>
        verdict switch
        {
            ScenarioVerdict.NeverConfirmed => RecordState.NeverConfirmed,
            ScenarioVerdict.Hit => RecordState.Hit,
            ScenarioVerdict.Invalidated => RecordState.Invalidated,
            ScenarioVerdict.Undecided => RecordState.Undecided,
            ScenarioVerdict.Unknown => RecordState.Unknown,
        };

    private static DateTimeOffset At(long ms) => DateTimeOffset.FromUnixTimeMilliseconds(ms);
}
