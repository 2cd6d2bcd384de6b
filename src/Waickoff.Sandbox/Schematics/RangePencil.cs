using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>
/// Draws the turns of one range. A turn has one of three shapes: an extreme inside the range, a poke through an edge that comes
/// back, a break that fails.
/// </summary>
internal sealed class RangePencil
{
    public const int Low = -1;
    public const int High = +1;

    private readonly Difficulty difficulty;
    private readonly List<LabelledEvent> events = [];
    private FittedEdge? low;
    private FittedEdge? high;

    public RangePencil(MarketNoise noise, Difficulty difficulty, int startIndex, double scale)
    {
        this.difficulty = difficulty;
        Scale = scale;
        Random = noise.Random;
        Sketch = new Sketch(noise, difficulty, startIndex);
        Height = difficulty.Height * Math.Clamp(Random.Around(1, difficulty.HeightSpread), 0.37, 2.9) * scale;
    }

    public Random Random { get; }

    public Sketch Sketch { get; }

    /// <summary>Of the range, in mean candle ranges.</summary>
    public double Height { get; }

    /// <summary>Candle ranges of the scale it is drawn for: 1 for the base candles, 2 for candles four times as long.</summary>
    public double Scale { get; }

    /// <summary>The last turn that was drawn: the next leg starts there and stays on its side of it.</summary>
    public double LastExtreme { get; set; }

    public IEnumerable<LabelledEvent> Events => events.OrderBy(e => e.Index);

    /// <summary>The range begins: its edges are fitted from here on.</summary>
    public void StartEdges(int start) => (low, high) = (new FittedEdge(start, Height), new FittedEdge(start, Height));

    public FittedEdge Edge(int side) =>
        (side == Low ? low : high) ?? throw new InvalidOperationException("The range has not begun.");

    public void Label(string kind, int index, bool isMuted, bool hasFailed = false) =>
        events.Add(new LabelledEvent(kind, index, hasFailed, isMuted));

    public int DrawTurn(
        int side,
        double extreme,
        double pace,
        Loudness loudness,
        double range = 1,
        int candles = 0,
        bool isEdge = true
    )
    {
        if (candles == 0)
            candles = Candles(extreme - Sketch.Close, Pace(pace));
        var turn = new DrawnTurn(side, extreme, range * UsualRange(), Random.Between(0.25, 0.7), loudness.End);
        var index = Sketch.LegTo(turn, candles, Within(side, extreme, LastExtreme), loudness);
        LastExtreme = extreme;
        if (isEdge)
            Edge(side).Add(index, extreme);
        return index;
    }

    public int DrawPoke(int side, string kind, Func<double, double> depthAt, bool hasFailed)
    {
        ApproachEdge(side);
        var line = Edge(side).At(Sketch.Count);
        var (depth, isMuted) = (depthAt(line), IsMuted());
        var extreme = line + (side * depth);
        var loudness =
            isMuted ? 0
            : Random.Chance(0.6) ? Random.Between(0.7, 1.3)
            : -0.3;
        var outside = Random.Chance(0.6) ? 0 : Random.Next(1, 4);
        var backBy = outside == 0 ? depth + Random.Between(0.1, 0.5) : depth * Random.Between(0.1, 0.6);
        var range = Math.Max(Random.Between(1, 1.8), backBy / 0.9);
        var index = Sketch.Turn(new DrawnTurn(side, extreme, range, backBy / range, loudness));
        if (outside > 1)
        {
            var hugging = Within(side, extreme, line + (side * 0.02));
            Sketch.Leg(line + (side * 0.4 * depth), outside - 1, hugging, Loudness.Usual, wildness: 0.4);
        }
        if (outside > 0)
        {
            var inside = Edge(side).At(Sketch.Count) - (side * Random.Between(0.15, 0.7));
            Sketch.Leg(inside, 1, Within(side, extreme, inside - side), Loudness.Usual);
        }
        Label(kind, index, isMuted, hasFailed);
        LastExtreme = extreme;
        Edge(side).Add(index, extreme);
        return index;
    }

    public void DrawFailedBreak(int side)
    {
        ApproachEdge(side);
        var (line, isMuted) = (Edge(side).At(Sketch.Count), IsMuted());
        var first = Sketch.Count;
        var (near, far) = (line + (side * 0.04), line + (side * 0.42));
        var loudness = isMuted ? new Loudness(0, 0) : new Loudness(1.2, 0.2);
        Sketch.Leg(line + (side * 0.2), 1, Within(side, far, near), loudness);
        Sketch.Leg(line + (side * 0.15), Random.Next(4, 8), Within(side, far, near), loudness, wildness: 0.35);
        var cluster = Sketch.Candles.Skip(first).ToList();
        var extreme = side > 0 ? cluster.Max(c => c.High) : cluster.Min(c => c.Low);
        var index = first + cluster.FindIndex(c => (side > 0 ? c.High : c.Low) == extreme);
        Sketch.Leg(
            line - (side * Random.Between(0.8, 1.5)),
            2,
            Within(side, extreme, line - (side * 4)),
            Loudness.Usual
        );
        Label(side > 0 ? "SOS" : "SOW", first, isMuted, hasFailed: true);
        LastExtreme = extreme;
        Edge(side).Add(index, extreme);
    }

    /// <summary>A leg to just inside an edge, with no wick beyond it.</summary>
    private void ApproachEdge(int side)
    {
        var edge = Edge(side);
        var candles = Candles(edge.At(Sketch.Count) - Sketch.Close, Pace(0.32));
        var toClose = edge.At(Sketch.Count + candles) - (side * Random.Between(0.1, 0.6));
        var band = Within(side, edge.At(Sketch.Count), LastExtreme);
        var slope = (edge.At(Sketch.Count + candles) - edge.At(Sketch.Count)) / candles;
        band = side > 0 ? band with { CeilingSlope = slope } : band with { FloorSlope = slope };
        Sketch.Leg(toClose, candles, band, Loudness.Usual);
    }

    /// <summary>Everything between the extreme ahead and the one behind, a little inside of both.</summary>
    public static Band Within(int side, double ahead, double behind) =>
        side > 0
            ? new Band(behind + Sketch.Clearance, ahead - Sketch.Clearance)
            : new Band(ahead + Sketch.Clearance, behind - Sketch.Clearance);

    /// <summary>How far inside an edge a turn stops.</summary>
    public double Inside() => Math.Min(0.22, -0.06 * Math.Log(1 - Random.NextDouble())) * Height;

    public bool IsMuted() => Random.Chance(difficulty.MutedShare);

    public double UsualRange() => Math.Clamp(Random.Around(1, 0.35), 0.5, 2);

    public double Pace(double median) => Random.Around(median, 0.3);

    public int Candles(double distance, double pace) => Math.Max(4, (int)Math.Round(Math.Abs(distance) * Scale / pace));
}
