using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>The running state of one range. What is known of it for good stands in the <see cref="WyckoffLog"/>.</summary>
internal sealed class TradingRange
{
    /// <summary>Turns further than this share of the height from an edge do not shape it.</summary>
    private const double EdgeZone = 0.33;

    private readonly EdgeLine support = new(isResistance: false);
    private readonly EdgeLine resistance = new(isResistance: true);

    public TradingRange(int id, int start, Facing stop)
    {
        (Id, Start, Stop) = (id, start, stop);
        Up = new RangeSide(Facing.Up);
        Down = new RangeSide(Facing.Down);
    }

    public int Id { get; }

    public int Start { get; }

    /// <summary>The side that sees the stopping extreme as its support: up for a range after a decline.</summary>
    public Facing Stop { get; }

    public RangeSide Up { get; }

    public RangeSide Down { get; }

    public WyckoffPhase Phase { get; set; } = WyckoffPhase.A;

    public WyckoffReading Reading { get; set; } = WyckoffReading.Unknown;

    public Score Score { get; } = new();

    /// <summary>Returns to either edge since the automatic rally.</summary>
    public int Tests { get; set; }

    public bool HasTestedStop { get; set; }

    public bool IsOver { get; set; }

    /// <summary>True once both edges are known.</summary>
    public bool HasEdges => support.IsKnown && resistance.IsKnown;

    /// <summary>The height by the edges at a candle, in price.</summary>
    public double HeightAt(int index) => resistance.Version.At(index) - support.Version.At(index);

    public RangeSide Toward(Side side) => side == Side.Bullish ? Up : Down;

    /// <summary>Support at a candle as a side sees it.</summary>
    public double Support(Facing facing, int index) =>
        facing.Turn((facing.IsUp ? support : resistance).Version.At(index));

    /// <summary>Resistance at a candle as a side sees it.</summary>
    public double Resistance(Facing facing, int index) =>
        facing.Turn((facing.IsUp ? resistance : support).Version.At(index));

    /// <summary>Adds a turn to the edge of its side.</summary>
    public EdgeVersion AddToEdge(in Turn turn, int confirmedIndex, double height) =>
        (turn.Side == Side.Bullish ? support : resistance).Add(
            turn.Index,
            turn.Level,
            Id,
            confirmedIndex,
            Start,
            height
        );

    /// <summary>Whether a turn lies near enough to the edge of its side to shape it.</summary>
    public bool Shapes(in Turn turn)
    {
        var facing = new Facing(turn.Side);
        var inside = facing.Turn(turn.Level) - Support(facing, turn.Index);
        return Math.Abs(inside) <= EdgeZone * HeightAt(turn.Index);
    }
}

/// <summary>What one side has shown in a range, as that side sees it: its spring, its drive, its last point.</summary>
internal sealed class RangeSide(Facing facing)
{
    public Facing Facing { get; } = facing;

    public FalseBreakWatch FalseBreak { get; } = new(facing);

    /// <summary>The number of the spring or upthrust that still stands; -1 when there is none.</summary>
    public int SpringNumber { get; set; } = -1;

    public bool HasTest { get; set; }

    /// <summary>The first close of the excursion over resistance; -1 while price is inside.</summary>
    public int BreakIndex { get; set; } = -1;

    /// <summary>How many closes in a row lie at least 0.5 ATR over resistance.</summary>
    public int ClosesFarOutside { get; set; }

    /// <summary>The first of those closes.</summary>
    public int FirstFarIndex { get; set; } = -1;

    /// <summary>The number of the sign of strength that still stands; -1 when there is none.</summary>
    public int DriveNumber { get; set; } = -1;

    /// <summary>The low the drive rose from, as the side sees it.</summary>
    public (int Index, double Level) DriveStart { get; set; } = (-1, double.NaN);

    /// <summary>The high the drive has reached, as the side sees it.</summary>
    public (int Index, double Level) DriveHigh { get; set; } = (-1, double.NaN);

    public bool HasLastPoint { get; set; }
}

/// <summary>
/// The score behind the readings: points of evidence for the one side and the other. Shares grow with the exponential of the difference;
/// a fixed share stands for not knowing, so that a side needs a clear lead to be named.
/// </summary>
internal sealed class Score
{
    private const double NotKnowing = 1;
    private const double NamedShare = 0.5;
    private readonly double[] standing = new double[Enum.GetValues<EvidenceType>().Length];
    private double events;

    /// <summary>Adds points for a side for good.</summary>
    public void Add(Side side, double points) => events += side.Sign() * points;

    /// <summary>Puts the points of a measure in place of its last ones; true when that changes the score.</summary>
    public bool Put(EvidenceType type, double signedPoints)
    {
        var isChange = standing[(int)type] != signedPoints;
        standing[(int)type] = signedPoints;
        return isChange;
    }

    /// <summary>The shares of the bullish reading, the bearish one, and neither.</summary>
    public (double Bullish, double Bearish, double Unknown) Shares()
    {
        var lead = events;
        foreach (var points in standing)
            lead += points;
        lead = Math.Clamp(lead, -20, 20);
        var (up, down, unknown) = (Math.Exp(lead), Math.Exp(-lead), Math.Exp(NotKnowing));
        var sum = up + down + unknown;
        return (up / sum, down / sum, unknown / sum);
    }

    /// <summary>The side that is named, or none.</summary>
    public Side Lead()
    {
        var (bullish, bearish, _) = Shares();
        return bullish > NamedShare ? Side.Bullish
            : bearish > NamedShare ? Side.Bearish
            : Side.None;
    }
}
