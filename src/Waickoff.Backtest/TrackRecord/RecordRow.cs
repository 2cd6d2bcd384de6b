namespace Waickoff.Backtest.TrackRecord;

/// <summary>An entry as it is stored: what is hashed, and beside it what it is looked for by.</summary>
/// <param name="Text">The canonical text.</param>
/// <param name="Previous">The hash of the entry before.</param>
/// <param name="Hash">Its own hash.</param>
/// <param name="Columns">What it is looked for by.</param>
public sealed record RecordRow(string Text, string Previous, string Hash, RecordColumns Columns)
{
    /// <summary>The row of a scenario behind another entry.</summary>
    public static RecordRow Of(ScenarioEntry entry, string previous) => Of(entry, previous, RecordColumns.Of(entry));

    /// <summary>The row of a grade behind another entry.</summary>
    /// <param name="entry">The grade.</param>
    /// <param name="graded">The entry it is about.</param>
    /// <param name="previous">The hash of the entry before.</param>
    public static RecordRow Of(GradeEntry entry, ScenarioEntry graded, string previous) =>
        Of(entry, previous, RecordColumns.Of(entry, graded));

    private static RecordRow Of(RecordEntry entry, string previous, RecordColumns columns)
    {
        var text = RecordText.Write(entry);
        return new RecordRow(text, previous, RecordChain.HashOf(previous, text), columns);
    }
}

/// <summary>What entries are looked for by. All of it follows from the texts, and words stand as they do there.</summary>
/// <param name="Number">The place of the entry.</param>
/// <param name="Id">What there is one of.</param>
/// <param name="Venue">Where the prices are made.</param>
/// <param name="IsSimulated">Whether they are invented.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Minutes">The length of a candle.</param>
/// <param name="Side">The direction.</param>
/// <param name="MadeMs">The close the scenario was made at.</param>
/// <param name="DueMs">The close that ends its horizon.</param>
/// <param name="IsApart">Whether it stands on candles of its own.</param>
/// <param name="Scenario">Of a grade: the number of the scenario's entry; null for a scenario.</param>
/// <param name="Verdict">Of a grade: how it ended; null for a scenario.</param>
public readonly record struct RecordColumns(
    long Number,
    string Id,
    string Venue,
    bool IsSimulated,
    string Symbol,
    int Minutes,
    string Side,
    long MadeMs,
    long DueMs,
    bool IsApart,
    long? Scenario,
    string? Verdict
)
{
    /// <summary>Those of a scenario.</summary>
    public static RecordColumns Of(ScenarioEntry entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var s = entry.Scenario;
        return new RecordColumns(
            entry.Number,
            entry.Id,
            s.Venue,
            s.IsSimulated,
            s.Symbol,
            s.Timeframe.Minutes,
            RecordText.NameOf(s.Side),
            s.MadeMs,
            s.DueMs,
            entry.IsApart,
            null,
            null
        );
    }

    /// <summary>Those of a grade: of the scenario it is about, and its own.</summary>
    public static RecordColumns Of(GradeEntry entry, ScenarioEntry graded)
    {
        ArgumentNullException.ThrowIfNull(entry);
        return Of(graded) with
        {
            Number = entry.Number,
            Id = entry.Id,
            Scenario = entry.Of,
            Verdict = RecordText.NameOf(entry.Outcome.Verdict),
        };
    }
}
