using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.TrackRecord;

/// <summary>How a published scenario stands.</summary>
internal enum RecordState
{
    /// <summary>Its horizon has not ended, or its candles are not all there yet.</summary>
    Running,

    /// <summary>It was not confirmed.</summary>
    NeverConfirmed,

    /// <summary>It came true.</summary>
    Hit,

    /// <summary>It was confirmed and then wrong.</summary>
    Invalidated,

    /// <summary>It was confirmed, and neither came.</summary>
    Undecided,

    /// <summary>Candles are missing for good.</summary>
    Unknown,
}

/// <summary>Which entries of the track record somebody looks for; null for any.</summary>
/// <param name="Symbol">The market.</param>
/// <param name="Minutes">The length of a candle.</param>
/// <param name="State">How they stand.</param>
/// <param name="IsSimulated">Whether the market is.</param>
/// <param name="Cursor">Only those before this number.</param>
/// <param name="Most">How many at most.</param>
internal sealed record EntrySearch(
    string? Symbol,
    int? Minutes,
    RecordState? State,
    bool? IsSimulated,
    long? Cursor,
    int Most
)
{
    private const int MostSymbol = 20;

    /// <summary>Reads what was sent; a problem where that is not allowed. One more than a page is looked for.</summary>
    public static Problem? Of(
        string? symbol,
        string? timeframe,
        string? state,
        bool? isSimulated,
        long? cursor,
        int take,
        out EntrySearch search
    )
    {
        search = new EntrySearch(symbol?.ToUpperInvariant(), null, null, isSimulated, cursor, take + 1);
        if (Problems.OfPage(take) is { } size)
            return size;
        if (Problems.OfWord<RecordState>("state", state, out var wanted) is { } word)
            return word;
        if (symbol is not null && (symbol.Length is 0 or > MostSymbol || !symbol.All(char.IsAsciiLetterOrDigit)))
            return Problems.Invalid("symbol", new LocalText("Such as BTCUSDT.", "Como BTCUSDT."));
        if (cursor < 1)
            return Problems.Invalid(
                "cursor",
                new LocalText("The next of an answer before.", "El next de una respuesta anterior.")
            );
        Timeframe? length = Timeframe.TryParse(timeframe, out var read) ? read : null;
        if (timeframe is not null && (length is null || !ChartQuery.Timeframes.Contains(read)))
        {
            var allowed = string.Join(' ', ChartQuery.Timeframes);
            return Problems.Invalid("timeframe", LocalText.Of($"Allowed: {allowed}.", $"Se admite: {allowed}."));
        }
        search = search with { Minutes = length?.Minutes, State = wanted };
        return null;
    }

    /// <summary>
    /// The scenarios with their grades, newest first. It begins with the rows of which there are fewest, each behind an index that has them in
    /// order.
    /// </summary>
    public string Sql()
    {
        var (from, number) = State switch
        {
            null => (
                "track_record s LEFT JOIN track_record g ON g.scenario = s.number WHERE s.scenario IS NULL",
                "s.number"
            ),
            RecordState.Running => (
                "track_record_waiting w JOIN track_record s ON s.number = w.number"
                    + " LEFT JOIN track_record g ON g.scenario = s.number WHERE g.number IS NULL",
                "w.number"
            ),
            _ => (
                "track_record g JOIN track_record s ON s.number = g.scenario"
                    + " WHERE g.scenario IS NOT NULL AND g.verdict = @verdict",
                "g.scenario"
            ),
        };
        var only = string.Concat(
            Cursor is null ? "" : $" AND {number} < @cursor",
            Symbol is null ? "" : " AND s.symbol = @symbol",
            Minutes is null ? "" : " AND s.minutes = @minutes",
            IsSimulated is null ? "" : " AND s.is_simulated = @simulated"
        );
        return $"SELECT {RecordReads.Prefixed("s")}, {RecordReads.Prefixed("g")} FROM {from}{only}"
            + $" ORDER BY {number} DESC LIMIT @most";
    }

    /// <summary>What is in the place of its names.</summary>
    public (string Name, object? Value)[] Values() =>
        [
            ("cursor", Cursor ?? 0),
            ("symbol", Symbol ?? ""),
            ("minutes", Minutes ?? 0),
            ("simulated", IsSimulated ?? false),
            ("verdict", State is { } state ? System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName($"{state}") : ""),
            ("most", Most),
        ];
}
