using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;

namespace Waickoff.Cli.Detect;

/// <summary>The sessions at one candle: which are open, and what those that are open have traded so far.</summary>
internal readonly record struct SessionValue(
    bool Asia,
    bool London,
    bool NewYork,
    bool LondonKillZone,
    bool NewYorkKillZone,
    double AsiaHigh,
    double AsiaLow,
    double LondonHigh,
    double LondonLow,
    double NewYorkHigh,
    double NewYorkLow
);

/// <summary>The trading sessions as one value per candle.</summary>
internal sealed class SessionSeries(Timeframe timeframe) : IIndicator<SessionValue>
{
    public const int RuleVersion = 1;

    private readonly SessionClock clock = new();
    private readonly SessionRanges ranges = new(new Tape(timeframe));

    public int WarmUpCandles => 0;

    public void Add(in Candle closed, out SessionValue value) => value = Add(in closed);

    public SessionValue Add(in Candle closed)
    {
        ranges.Add(in closed);
        var open = clock.At(closed.OpenTimeMs);
        var (asia, london, newYork) = (RangeOf(Session.Asia), RangeOf(Session.London), RangeOf(Session.NewYork));
        return new SessionValue(
            open.HasFlag(OpenSessions.Asia),
            open.HasFlag(OpenSessions.London),
            open.HasFlag(OpenSessions.NewYork),
            open.HasFlag(OpenSessions.LondonKillZone),
            open.HasFlag(OpenSessions.NewYorkKillZone),
            asia.High,
            asia.Low,
            london.High,
            london.Low,
            newYork.High,
            newYork.Low
        );
    }

    /// <summary>At its last candle a session is completed already, and is still the one that is open.</summary>
    private (double High, double Low) RangeOf(Session session)
    {
        var range = ranges.Running(session) ?? ranges.Completed(session);
        return range is { } known && known.EndIndex == ranges.Tape.Index
            ? (known.High, known.Low)
            : (double.NaN, double.NaN);
    }
}
