using System.Globalization;
using Waickoff.Analysis.Structure;

namespace Waickoff.Analysis.Tests.Structure;

public sealed class SessionClockTests
{
    [Theory]
    // Winter: London on UTC, New York five hours behind.
    [InlineData("2024-01-15T00:00", OpenSessions.Asia)]
    [InlineData("2024-01-15T08:00", OpenSessions.Asia | OpenSessions.London | OpenSessions.LondonKillZone)]
    [InlineData("2024-01-15T09:00", OpenSessions.London | OpenSessions.LondonKillZone)]
    [InlineData("2024-01-15T11:00", OpenSessions.London)]
    [InlineData("2024-01-15T14:29", OpenSessions.London)]
    [InlineData("2024-01-15T14:30", OpenSessions.London | OpenSessions.NewYork | OpenSessions.NewYorkKillZone)]
    [InlineData("2024-01-15T16:30", OpenSessions.NewYork | OpenSessions.NewYorkKillZone)]
    [InlineData("2024-01-15T17:30", OpenSessions.NewYork)]
    [InlineData("2024-01-15T21:00", OpenSessions.None)]
    // Summer time in New York since 10 March, in London only from 31 March.
    [InlineData("2024-03-08T13:30", OpenSessions.London)]
    [InlineData("2024-03-11T13:30", OpenSessions.London | OpenSessions.NewYork | OpenSessions.NewYorkKillZone)]
    [InlineData("2024-03-11T20:00", OpenSessions.None)]
    [InlineData("2024-03-30T07:00", OpenSessions.Asia)]
    [InlineData("2024-03-31T07:00", OpenSessions.Asia | OpenSessions.London | OpenSessions.LondonKillZone)]
    [InlineData("2024-04-01T15:30", OpenSessions.NewYork | OpenSessions.NewYorkKillZone)]
    // Back: London on 27 October, New York on 3 November.
    [InlineData("2024-10-26T07:00", OpenSessions.Asia | OpenSessions.London | OpenSessions.LondonKillZone)]
    [InlineData("2024-10-27T07:00", OpenSessions.Asia)]
    [InlineData("2024-11-01T13:30", OpenSessions.London | OpenSessions.NewYork | OpenSessions.NewYorkKillZone)]
    [InlineData("2024-11-04T13:30", OpenSessions.London)]
    public void Sessions_follow_local_time(string utc, OpenSessions expected)
    {
        new SessionClock().At(Ms(utc)).ShouldBe(expected);
    }

    /// <summary>Independent computation: the local time of day, converted for each moment alone.</summary>
    [Fact]
    public void The_order_of_questions_does_not_matter()
    {
        var clock = new SessionClock();
        var random = new Random(5);
        var times = Enumerable
            .Range(0, 3_000)
            .Select(_ => Ms("2021-01-01T00:00") + (random.NextInt64(2_628_000) * 60_000))
            .ToArray();
        foreach (var time in times.Concat(times.Order()))
            clock.At(time).ShouldBe(Naive(time), DateTimeOffset.FromUnixTimeMilliseconds(time).ToString("u"));
    }

    [Fact]
    public void A_closed_session_tells_the_hours_of_the_next_one()
    {
        new SessionClock()
            .HoursOf(Session.London, Ms("2024-03-30T16:30"))
            .ShouldBe(new SessionHours(Ms("2024-03-31T07:00"), Ms("2024-03-31T15:30")));
    }

    private static OpenSessions Naive(long timeMs)
    {
        var open = OpenSessions.None;
        var tokyo = LocalTime("Asia/Tokyo");
        var london = LocalTime("Europe/London");
        var newYork = LocalTime("America/New_York");
        open |= tokyo is >= 9 and < 18 ? OpenSessions.Asia : 0;
        open |= london is >= 8 and < 16.5 ? OpenSessions.London : 0;
        open |= london is >= 8 and < 11 ? OpenSessions.LondonKillZone : 0;
        open |= newYork is >= 9.5 and < 16 ? OpenSessions.NewYork : 0;
        open |= newYork is >= 9.5 and < 12.5 ? OpenSessions.NewYorkKillZone : 0;
        return open;

        double LocalTime(string zone) =>
            TimeZoneInfo
                .ConvertTimeBySystemTimeZoneId(DateTimeOffset.FromUnixTimeMilliseconds(timeMs), zone)
                .TimeOfDay.TotalHours;
    }

    private static long Ms(string utc) =>
        DateTimeOffset
            .Parse(utc, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)
            .ToUnixTimeMilliseconds();
}
