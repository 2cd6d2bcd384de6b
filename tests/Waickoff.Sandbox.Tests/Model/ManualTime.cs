namespace Waickoff.Sandbox.Tests.Model;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class ManualTime(DateTimeOffset start) : TimeProvider
{
    private DateTimeOffset now = start;

    public static ManualTime Of(int year, int month, int day) =>
        new(new DateTimeOffset(year, month, day, 0, 0, 0, default));

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan step) => now += step;
}
