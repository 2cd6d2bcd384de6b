namespace Waickoff.Analysis.Structure;

/// <summary>The trading sessions.</summary>
public enum Session
{
    /// <summary>09:00 to 18:00 in Tokyo.</summary>
    Asia,

    /// <summary>08:00 to 16:30 in London.</summary>
    London,

    /// <summary>09:30 to 16:00 in New York.</summary>
    NewYork,
}

/// <summary>The sessions and kill zones that are open at a time.</summary>
[Flags]
public enum OpenSessions
{
    /// <summary>None is open.</summary>
    None = 0,

    /// <summary>The Asian session.</summary>
    Asia = 1,

    /// <summary>The London session.</summary>
    London = 2,

    /// <summary>The New York session.</summary>
    NewYork = 4,

    /// <summary>The first three hours of London.</summary>
    LondonKillZone = 8,

    /// <summary>The first three hours of New York.</summary>
    NewYorkKillZone = 16,
}

/// <summary>One day's session, half-open, in milliseconds UTC.</summary>
/// <param name="StartMs">Its first moment.</param>
/// <param name="EndMs">The first moment after it.</param>
public readonly record struct SessionHours(long StartMs, long EndMs)
{
    /// <summary>True from the start up to the end.</summary>
    public bool Contains(long timeMs) => timeMs >= StartMs && timeMs < EndMs;
}

/// <summary>Says which sessions are open at a time.</summary>
/// <remarks>
/// <para>Definition: sessions are kept in local time by IANA zone, so that they move with summer time; half-open. Kill zones are the first
/// three hours of London and New York.</para>
/// <para>Source: exchange hours of Tokyo, London and New York; the kill zones of the smart money literature (ICT).</para>
/// <para>Edge cases: crypto trades every day, so the sessions of weekends and holidays count like any other.</para>
/// <para>The hours of a day are computed once and kept until they are over, so that asking in time order costs a few comparisons. An
/// instance is not safe for use by several threads.</para>
/// </remarks>
public sealed class SessionClock
{
    private const long KillZoneMs = 3 * 3_600_000;
    private const long DayMs = 24 * 3_600_000;

    private readonly LocalHours asia = new("Asia/Tokyo", new TimeOnly(9, 0), new TimeOnly(18, 0));
    private readonly LocalHours london = new("Europe/London", new TimeOnly(8, 0), new TimeOnly(16, 30));
    private readonly LocalHours newYork = new("America/New_York", new TimeOnly(9, 30), new TimeOnly(16, 0));

    /// <summary>The sessions and kill zones open at a time in milliseconds UTC.</summary>
    public OpenSessions At(long timeMs) =>
        Open(asia, timeMs, OpenSessions.Asia, OpenSessions.None)
        | Open(london, timeMs, OpenSessions.London, OpenSessions.LondonKillZone)
        | Open(newYork, timeMs, OpenSessions.NewYork, OpenSessions.NewYorkKillZone);

    /// <summary>The hours of a session that holds a time or, when it is closed then, of the next one.</summary>
    public SessionHours HoursOf(Session session, long timeMs) =>
        session switch
        {
            Session.Asia => asia.At(timeMs),
            Session.London => london.At(timeMs),
            Session.NewYork => newYork.At(timeMs),
        };

    private static OpenSessions Open(LocalHours local, long timeMs, OpenSessions open, OpenSessions killZone)
    {
        var hours = local.At(timeMs);
        return !hours.Contains(timeMs) ? OpenSessions.None
            : timeMs < hours.StartMs + KillZoneMs ? open | killZone
            : open;
    }

    /// <summary>One session's local hours, with those that were asked for last.</summary>
    private sealed class LocalHours(string zoneId, TimeOnly open, TimeOnly close)
    {
        private readonly TimeZoneInfo zone = TimeZoneInfo.FindSystemTimeZoneById(zoneId);
        private DateOnly day;
        private SessionHours current;
        private long previousEndMs = long.MaxValue;

        public SessionHours At(long timeMs)
        {
            if (timeMs < previousEndMs || timeMs >= current.EndMs)
                Find(timeMs);
            return current;
        }

        private void Find(long timeMs)
        {
            if (timeMs < previousEndMs || timeMs >= current.EndMs + DayMs)
            {
                var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
                day = DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(time, zone).DateTime).AddDays(-1);
                current = HoursOf(day);
            }
            while (timeMs >= current.EndMs)
            {
                previousEndMs = current.EndMs;
                day = day.AddDays(1);
                current = HoursOf(day);
            }
        }

        /// <summary>Clocks change at night: opening times exist once on every day, and the same clock holds until the close.</summary>
        private SessionHours HoursOf(DateOnly localDay)
        {
            var opening = localDay.ToDateTime(open);
            var startMs = new DateTimeOffset(opening, zone.GetUtcOffset(opening)).ToUnixTimeMilliseconds();
            return new SessionHours(startMs, startMs + (long)(close - open).TotalMilliseconds);
        }
    }
}
