namespace Waickoff.Analysis.Wyckoff;

/// <summary>What one side has shown in a range, as that side sees it: its spring, its drive, its last point.</summary>
internal sealed class RangeSide(Facing facing)
{
    public Facing Facing { get; } = facing;

    /// <summary>The stay over resistance under way.</summary>
    public Excursion Outside { get; } = new();

    /// <summary>The leg toward resistance under way.</summary>
    public DriveLeg Leg { get; } = new();

    /// <summary>The number of the spring or upthrust that still stands; -1 when there is none.</summary>
    public int SpringNumber { get; set; } = -1;

    /// <summary>The low of the last spring, standing or not.</summary>
    public double SpringLow { get; set; } = double.PositiveInfinity;

    public int SpringIndex { get; set; } = -1;

    public bool HasTest { get; set; }

    /// <summary>The lower of the last two lows; a spring goes below it.</summary>
    public double LowToUndercut => Math.Min(LastLow, LowBefore);

    private double LastLow { get; set; } = double.PositiveInfinity;

    private double LowBefore { get; set; } = double.PositiveInfinity;

    /// <summary>The number of the sign of strength that still stands; -1 when there is none.</summary>
    public int DriveNumber { get; set; } = -1;

    /// <summary>True when the sign that stands has closed beyond the edge.</summary>
    public bool HasBroken { get; set; }

    public bool HasLastPoint { get; set; }

    public void TakeLow(double low) => (LastLow, LowBefore) = (low, LastLow);

    public void StandOn(int driveNumber, bool isBreak) =>
        (DriveNumber, HasBroken, HasLastPoint) = (driveNumber, isBreak, false);
}

/// <summary>A stay over resistance, from the first candle over it to the first close back inside.</summary>
internal sealed class Excursion
{
    public bool IsOpen { get; private set; }

    /// <summary>Its highest candle.</summary>
    public int HighIndex { get; private set; }

    public double High { get; private set; }

    /// <summary>The furthest over the edge of its time, in price.</summary>
    public double Depth { get; private set; }

    /// <summary>Closes outside, and how many of the last in a row lie far outside.</summary>
    public int Closes { get; private set; }

    public int FarCloses { get; private set; }

    /// <summary>The first close outside, and the first of the last row of far ones.</summary>
    public int FirstClose { get; private set; }

    public int FirstFarClose { get; private set; }

    /// <summary>What has been made of it so far.</summary>
    public bool IsPressing { get; set; }

    public bool IsExit { get; set; }

    public bool IsDrive { get; set; }

    public void Open()
    {
        (IsOpen, High, Depth) = (true, double.NegativeInfinity, 0);
        (Closes, FarCloses) = (0, 0);
        (IsPressing, IsExit, IsDrive) = (false, false, false);
    }

    public void Extend(int index, double high, double edge)
    {
        if (high > High)
            (HighIndex, High) = (index, high);
        Depth = Math.Max(Depth, high - edge);
    }

    public void CloseOutside(int index, bool isFar)
    {
        if (++Closes == 1)
            FirstClose = index;
        FarCloses = isFar ? FarCloses + 1 : 0;
        if (FarCloses == 1)
            FirstFarClose = index;
    }

    public void End() => IsOpen = false;
}

/// <summary>A leg toward resistance: the low it rose from, its high, and the pullback from there.</summary>
internal sealed class DriveLeg
{
    public int LowIndex { get; private set; }

    public double Low { get; private set; } = double.PositiveInfinity;

    public int HighIndex { get; private set; }

    public double High { get; private set; }

    public int PullbackIndex { get; private set; }

    public double Pullback { get; private set; }

    /// <summary>True once the pullback was weighed; each is weighed once.</summary>
    public bool IsWeighed { get; set; }

    /// <summary>How much of the leg the pullback gave back.</summary>
    public double GivenBack => (High - Pullback) / (High - Low);

    public void Start(int index, double low)
    {
        (LowIndex, Low, HighIndex, High) = (index, low, index, double.NegativeInfinity);
        (PullbackIndex, Pullback, IsWeighed) = (index, double.PositiveInfinity, false);
    }

    public void Extend(int index, double high, double low)
    {
        if (high > High)
            (HighIndex, High, PullbackIndex, Pullback, IsWeighed) = (
                index,
                high,
                index,
                double.PositiveInfinity,
                false
            );
        else if (low < Pullback)
            (PullbackIndex, Pullback, IsWeighed) = (index, low, false);
    }
}
