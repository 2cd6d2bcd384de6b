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
);

/// <summary>Keeps the high and low of the running and of the last completed session of each kind.</summary>
/// <remarks>
/// <para>Definition: a candle belongs to the session that is open when it opens. A session is completed at the close of the candle that
/// reaches its end or, where that is missing, of the first candle behind it.</para>
/// <para>Edge cases: a session counts only if the fold starts before it or with it. Candles longer than an hour are too coarse for this.</para>
/// </remarks>
public sealed class SessionRanges
{
    private readonly SessionClock clock = new();
    private readonly RunningSession[] sessions = [new(Session.Asia), new(Session.London), new(Session.NewYork)];
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
    public SessionRange? Running(Session session) => sessions[(int)session].Range;

    /// <summary>The last session that was completed; null before the first.</summary>
    public SessionRange? Completed(Session session) => sessions[(int)session].Completed;

    /// <summary>Takes the next closed candle.</summary>
    public void Add(in Candle closed)
    {
        Tape.Add(in closed);
        if (index == Tape.Index)
            return;
        index = Tape.Index;
        if (firstTimeMs < 0)
            firstTimeMs = closed.OpenTimeMs;
        foreach (var session in sessions)
            session.Add(in closed, index, closed.OpenTimeMs + Tape.Timeframe.Milliseconds, clock, firstTimeMs);
    }

    /// <summary>One session from its hours to its end.</summary>
    private sealed class RunningSession(Session session)
    {
        /// <summary>The hours that hold the current candle or come next.</summary>
        private SessionHours hours;
        private bool isRunning;
        private int startIndex;
        private int endIndex;
        private int highIndex;
        private double high;
        private int lowIndex;
        private double low;

        public SessionRange? Completed { get; private set; }

        public SessionRange? Range =>
            isRunning ? new SessionRange(session, hours, startIndex, endIndex, highIndex, high, lowIndex, low) : null;

        public void Add(in Candle closed, int index, long closeTimeMs, SessionClock clock, long firstTimeMs)
        {
            if (closed.OpenTimeMs >= hours.EndMs)
            {
                Complete();
                hours = clock.HoursOf(session, closed.OpenTimeMs);
            }
            if (closed.OpenTimeMs < hours.StartMs || hours.StartMs < firstTimeMs)
                return;
            if (!isRunning)
            {
                (isRunning, startIndex) = (true, index);
                (high, low) = (double.NegativeInfinity, double.PositiveInfinity);
            }
            endIndex = index;
            if (closed.High > high)
                (high, highIndex) = (closed.High, index);
            if (closed.Low < low)
                (low, lowIndex) = (closed.Low, index);
            if (closeTimeMs >= hours.EndMs)
                Complete();
        }

        private void Complete()
        {
            if (isRunning)
                Completed = Range;
            isRunning = false;
        }
    }
}
