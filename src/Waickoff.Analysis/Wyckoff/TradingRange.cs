using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Waves;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>The running state of one range. What is known of it for good stands in the <see cref="WyckoffLog"/>.</summary>
internal sealed class TradingRange
{
    /// <summary>A turn further than this share of the height from the edge does not shape it.</summary>
    private const double EdgeZone = 0.25;

    private readonly EdgeLine support;
    private readonly EdgeLine resistance;

    public TradingRange(int id, in RangeStart start)
    {
        (Id, Start, Stop, Height) = (id, start.Stop.Index, new Facing(start.Stop.Side), start.Height);
        support = new EdgeLine(id, Start, Height, isResistance: false);
        resistance = new EdgeLine(id, Start, Height, isResistance: true);
        Up = new RangeSide(Facing.Up);
        Down = new RangeSide(Facing.Down);
    }

    public int Id { get; }

    public int Start { get; }

    /// <summary>The side that sees the stopping extreme as its support: up for a range after a decline.</summary>
    public Facing Stop { get; }

    /// <summary>The height between the first extremes of both edges, in price: the measure of all shares of the height.</summary>
    public double Height { get; }

    public RangeSide Up { get; }

    public RangeSide Down { get; }

    public WyckoffPhase Phase { get; set; } = WyckoffPhase.A;

    public WyckoffReading Reading { get; set; } = WyckoffReading.Unknown;

    public Score Score { get; } = new();

    /// <summary>Volume and range of the climax; <c>NaN</c> where the trend stopped without one.</summary>
    public (double Volume, double Range) Climax { get; set; } = (double.NaN, double.NaN);

    /// <summary>Returns to either edge since the automatic reaction.</summary>
    public int Tests { get; set; }

    public bool HasTestedStop { get; set; }

    public bool IsOver { get; set; }

    /// <summary>The last candle that was read.</summary>
    public int ReadTo { get; set; }

    /// <summary>The next turning point to read, of the zigzag and of the finer one.</summary>
    public int NextTurn { get; set; }

    public int NextMinorTurn { get; set; }

    public RangeSide Toward(Side side) => side == Side.Bullish ? Up : Down;

    /// <summary>Support at a candle as a side sees it.</summary>
    public double Support(Facing facing, int index) =>
        facing.Turn((facing.IsUp ? support : resistance).Version.At(index));

    /// <summary>Resistance at a candle as a side sees it.</summary>
    public double Resistance(Facing facing, int index) => -Support(facing.Opposite, index);

    /// <summary>Mid-range at a candle as a side sees it.</summary>
    public double Middle(Facing facing, int index) => Resistance(facing, index) - (Height / 2);

    /// <summary>The edge that a low (bullish) or a high (bearish) belongs to.</summary>
    public EdgeLine Edge(Side side) => side == Side.Bullish ? support : resistance;

    /// <summary>Whether a turn lies near enough to the edge of its side to shape it.</summary>
    public bool Shapes(in Turn turn)
    {
        var facing = new Facing(turn.Side);
        return Math.Abs(facing.Turn(turn.Level) - Support(facing, turn.Index)) <= EdgeZone * Height;
    }
}
