using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>What was traded in one session.</summary>
/// <param name="Session">Which session.</param>
/// <param name="Hours">When it is or was open.</param>
/// <param name="StartIndex">Its first candle.</param>
/// <param name="EndIndex">Its last candle so far.</param>
/// <param name="HighIndex">The candle of its high; of equal ones the first.</param>
/// <param name="High">Its high.</param>
/// <param name="LowIndex">The candle of its low; of equal ones the first.</param>
/// <param name="Low">Its low.</param>
public readonly record struct SessionRange(
    Session Session,
    SessionHours Hours,
    int StartIndex,
    int EndIndex,
    int HighIndex,
    double High,
    int LowIndex,
    double Low
)
{
    internal SessionRange Add(in Candle candle, int index)
    {
        var next = this with { EndIndex = index };
        if (candle.High > High)
            next = next with { High = candle.High, HighIndex = index };
        if (candle.Low < Low)
            next = next with { Low = candle.Low, LowIndex = index };
        return next;
    }
}

/// <summary>Keeps the high and low of the running and of the last completed session of each kind.</summary>
/// <remarks>
/// <para>Definition: a candle belongs to the session that is open when it opens. A session is completed at the close of the candle that
/// reaches its end or, where that is missing, of the first candle behind it.</para>
/// <para>Edge cases: a session counts only if the fold starts before it or with it. Candles longer than an hour are too coarse for this.</para>
/// </remarks>
public sealed class SessionRanges
{
    private readonly SessionClock clock = new();
    private readonly SessionRange?[] running = new SessionRange?[3];
    private readonly SessionRange?[] completed = new SessionRange?[3];
    private long firstTimeMs = -1;
    private int index;

    /// <summary>Starts behind the last candle of the tape.</summary>
    public SessionRanges(Tape tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        Tape = tape;
        index = tape.Index;
    }

    /// <summary>The candles it reads.</summary>
    public Tape Tape { get; }

    /// <summary>The session that is open, up to the current candle; null while it is closed or its start was not seen.</summary>
    public SessionRange? Running(Session session) => running[(int)session];

    /// <summary>The last session that was completed; null before the first.</summary>
    public SessionRange? Completed(Session session) => completed[(int)session];

    /// <summary>Takes the next closed candle.</summary>
    public void Add(in Candle closed)
    {
        Tape.Add(in closed);
        if (index == Tape.Index)
            return;
        index = Tape.Index;
        if (firstTimeMs < 0)
            firstTimeMs = closed.OpenTimeMs;
        Advance(Session.Asia, in closed);
        Advance(Session.London, in closed);
        Advance(Session.NewYork, in closed);
    }

    private void Advance(Session session, in Candle closed)
    {
        ref var range = ref running[(int)session];
        if (range is { } last && closed.OpenTimeMs >= last.Hours.EndMs)
            Complete(session);

        var hours = clock.HoursOf(session, closed.OpenTimeMs);
        if (!hours.Contains(closed.OpenTimeMs) || hours.StartMs < firstTimeMs)
            return;
        range = range is { } open
            ? open.Add(in closed, index)
            : new SessionRange(session, hours, index, index, index, closed.High, index, closed.Low);
        if (closed.OpenTimeMs + Tape.Timeframe.Milliseconds >= hours.EndMs)
            Complete(session);
    }

    private void Complete(Session session)
    {
        completed[(int)session] = running[(int)session];
        running[(int)session] = null;
    }
}
