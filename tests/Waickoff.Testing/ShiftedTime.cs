namespace Waickoff.Testing;

/// <summary>The clock of the machine, moved: it goes on by itself from wherever it was set.</summary>
public sealed class ShiftedTime : TimeProvider
{
    private long shiftTicks;

    /// <summary>How far it is ahead of the machine; behind where negative.</summary>
    public TimeSpan Shift
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref shiftTicks));
        set => Interlocked.Exchange(ref shiftTicks, value.Ticks);
    }

    /// <summary>A clock that shows a time now.</summary>
    public static ShiftedTime At(DateTimeOffset now) => new() { Shift = now - System.GetUtcNow() };

    /// <inheritdoc />
    public override DateTimeOffset GetUtcNow() => base.GetUtcNow() + Shift;
}
