using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>
/// Draws one trading range that is left upwards, after a fall (accumulation) or after a rise (re-accumulation); upside down it
/// is the other two. The skeleton of turns comes first, the noise is bridged between them, so a labelled extreme is the true
/// one; what noise can still break is checked on the finished candles, and a sketch that fails is thrown away.
/// </summary>
internal sealed class RangeSketch
{
    private const int Low = -1;
    private const int High = +1;

    private readonly Difficulty difficulty;
    private readonly Random random;
    private readonly Sketch sketch;
    private readonly bool isAfterFall;
    private readonly double height;

    /// <summary>Candle ranges of the scale it is drawn for: 1 for the base candles, 2 for candles four times as long.</summary>
    private readonly double scale;
    private readonly List<LabelledEvent> events = [];
    private FittedEdge low = null!;
    private FittedEdge high = null!;
    private double lastExtreme;
    private int testedTurns;

    /// <summary>A spring that stays above the lows before it, under a rising line only: kept now and then.</summary>
    private bool isOdd;

    private RangeSketch(MarketNoise noise, Difficulty difficulty, int startIndex, bool isAfterFall, double scale)
    {
        this.difficulty = difficulty;
        this.isAfterFall = isAfterFall;
        this.scale = scale;
        random = noise.Random;
        sketch = new Sketch(noise, difficulty, startIndex);
        var limited = Math.Clamp(random.Around(1, difficulty.HeightSpread), 0.37, 2.9);
        height = difficulty.Height * limited * scale;
    }

    /// <summary>A range whose labels are true of its candles.</summary>
    public static SketchedRange Draw(
        MarketNoise noise,
        Difficulty difficulty,
        int startIndex,
        bool isAfterFall,
        double scale = 1
    )
    {
        while (true)
        {
            var drawn = new RangeSketch(noise, difficulty, startIndex, isAfterFall, scale).TryDraw();
            if (drawn is not null)
                return drawn;
        }
    }

    private SketchedRange? TryDraw()
    {
        var stop = isAfterFall ? Low : High;
        var start = DrawTrendAndClimax(stop);
        var climaxPrice = lastExtreme;
        low = new FittedEdge(start, height);
        high = new FittedEdge(start, height);
        Edge(stop).Add(start, climaxPrice);

        var reaction = DrawReactionAndTest(stop, climaxPrice);
        var turns = PhaseBTurns();
        for (var side = -stop; turns > 0; side = -side, turns--)
            DrawPhaseBTurn(side);

        var hasSpring = random.Chance(difficulty.SpringShare);
        var phaseCEnd = hasSpring ? DrawSpringAndTest(start) : DrawLastLow();
        DrawBreak();

        var end = RangeFacts.BreakOut(sketch.Candles, high, phaseCEnd, scale);
        var isTrue =
            end > 0
            && !isOdd
            && RangeFacts.LengthFits(end - start + 1, scale)
            && RangeFacts.TrendIsLong(sketch.Candles, start, scale)
            && RangeFacts.StaysInside(sketch.Candles, low, high, (reaction, phaseCEnd), scale);
        if (!isTrue)
            return null;
        var far = climaxPrice - (stop * height);
        return new SketchedRange(
            sketch.Candles,
            hasSpring ? 1 : 2,
            start,
            phaseCEnd,
            end,
            Math.Min(climaxPrice, far),
            Math.Max(climaxPrice, far),
            [.. events.OrderBy(e => e.Index)]
        );
    }

    // The trend, preliminary support and the climax. After a fall the climax keeps its name even when it is muted.

    private int DrawTrendAndClimax(int stop)
    {
        var longest = Math.Min(30, 3.4 * height / scale);
        var distance = Math.Clamp(height / scale * random.Between(1, 2.4), 9.5, longest) * scale;
        var (price, isMuted) = (stop * distance, IsMuted());
        var pace = random.Between(0.3, 0.65);
        if (!isMuted && random.Chance(0.7))
            DrawPreliminary(stop, distance, pace);

        var loudness = isMuted ? 0 : random.Between(1.3, 2.0);
        var range = isMuted ? random.Between(0.8, 1.2) : random.Between(1.8, 3.2);
        var turn = new DrawnTurn(stop, price, range, random.Between(0.4, 0.8), loudness);
        var band = Within(stop, price, -stop * 2.0);
        var end = sketch.LegTo(turn, Candles(price - sketch.Close, pace), band, new(0, isMuted ? 0 : 0.5));
        lastExtreme = price;
        if (!isMuted || isAfterFall)
            events.Add(new(stop == Low ? "SC" : "BC", end, IsMuted: isMuted));
        return end;
    }

    private void DrawPreliminary(int stop, double distance, double pace)
    {
        var at = stop * distance * random.Between(0.55, 0.8);
        sketch.Leg(at, Candles(at - sketch.Close, pace), Within(stop, stop * distance, -stop * 2.0), new(0, 0.3));
        var range = random.Between(1.6, 2.4);
        var turn = new DrawnTurn(
            -stop,
            at - (stop * range * 0.85),
            range,
            random.Between(0.1, 0.3),
            random.Between(1.2, 1.7)
        );
        events.Add(new(stop == Low ? "PS" : "PSY", sketch.Turn(turn)));
    }

    private int DrawReactionAndTest(int stop, double climaxPrice)
    {
        var isMuted = IsMuted();
        var reaction = DrawTurn(-stop, climaxPrice - (stop * height), 0.45, isMuted ? new(0, 0) : new(0.6, 0));
        events.Add(new("AR", reaction, IsMuted: isMuted));
        isMuted = IsMuted();
        var target = climaxPrice - (stop * Inside());
        var test = DrawTurn(stop, target, 0.32, isMuted ? new(0, 0) : new(-0.3, -0.6), isMuted ? 1 : 0.7);
        events.Add(new("ST", test, IsMuted: isMuted));
        testedTurns = 1;
        return reaction;
    }

    /// <summary>How many turns phase B has, so that the last one is a high.</summary>
    private int PhaseBTurns()
    {
        var pairs = random.NextDouble() switch
        {
            < 0.35 => 0,
            < 0.7 => 1,
            < 0.9 => 2,
            _ => 3,
        };
        return (2 * pairs) + (isAfterFall ? 1 : 0);
    }

    private void DrawPhaseBTurn(int side)
    {
        var roll = random.NextDouble();
        if (roll < difficulty.FailureShare)
        {
            DrawFailedBreak(side);
        }
        else if (side == High && roll < difficulty.FailureShare + difficulty.PokeShare)
        {
            var depth = random.Between(0.3, Math.Max(0.35, Math.Min(0.2 * height / scale, 1.5))) * scale;
            DrawPoke(side, testedTurns >= 2 ? "UTAD" : "UT", _ => depth, hasFailed: true);
        }
        else
        {
            var candles = Candles(Edge(side).At(sketch.Count) - sketch.Close, Pace(0.32));
            var target = Edge(side).At(sketch.Count + candles) - (side * Inside());
            var wave = IsMuted() ? new Loudness(0, 0) : new Loudness(side * 0.15, side * 0.15);
            DrawTurn(side, target, 0.32, wave, candles: candles);
        }
        testedTurns++;
    }

    // Phase C.

    private int DrawSpringAndTest(int start)
    {
        var lowest = sketch.Candles.Skip(start).Min(c => c.Low);
        var spring = DrawPoke(Low, "Spring", line => SpringDepth(line, lowest), hasFailed: false);
        if (!random.Chance(0.8))
            return spring;

        var springLow = lastExtreme;
        var bounce = low.At(sketch.Count) + (random.Between(0.25, 0.5) * height);
        var candles = Candles(bounce - sketch.Close, Pace(0.4));
        var usual = new DrawnTurn(High, bounce, UsualRange(), random.Between(0.2, 0.7), 0);
        sketch.LegTo(usual, candles, Within(High, bounce, springLow), Loudness.Usual);
        var isMuted = IsMuted();
        candles = Candles(bounce - springLow, Pace(0.32));
        var line = low.At(sketch.Count + candles);
        var target = Math.Max(line + (0.02 * height), springLow + 0.2) + (random.Between(0, 0.12) * height);
        lastExtreme = bounce;
        var test = DrawTurn(Low, target, 0.32, isMuted ? new(0, 0) : new(-0.4, -0.7), 0.6, candles, isEdge: false);
        events.Add(new("Test", test, IsMuted: isMuted));
        return test;
    }

    /// <summary>Below the line, and when that is not too deep, below every low of the range.</summary>
    private double SpringDepth(double line, double lowest)
    {
        var (least, deepest) = (0.25 * scale, Math.Max(0.35 * scale, 0.24 * height));
        var toLowest = Math.Max(0, line - lowest) + least;
        var shallowest = toLowest < deepest ? toLowest : least;
        isOdd |= toLowest >= deepest && random.Chance(0.7);
        return random.Between(shallowest, Math.Min(deepest, shallowest + (1.2 * scale)));
    }

    private int DrawLastLow()
    {
        var candles = Candles(0.7 * height, Pace(0.32));
        var target = low.At(sketch.Count + candles) + (random.Between(0.1, 0.4) * height);
        return DrawTurn(Low, target, 0.4, new(-0.1, -0.4), 0.8, candles, isEdge: false);
    }

    // Phase D: straight through the edge, or up to it, back, and through; then a back-up in part of the cases, and the mark-up.

    private void DrawBreak()
    {
        if (random.Chance(0.4))
            DrawStrengthAndLastSupport();
        var isMuted = IsMuted();
        var from = sketch.Count;
        var candles = Candles(high.At(from) - sketch.Close, Pace(0.42));
        var target = high.At(from + candles) + (random.Between(0.6, 2.2) * scale);
        var wave = isMuted ? new Loudness(0, 0) : new Loudness(0.3, 1.1);
        DrawTurn(High, target, 0.42, wave, isMuted ? 1 : 1.5, candles, isEdge: false);

        var backUp = high.At(sketch.Count + 6) + (random.Between(-0.35, 0.4) * scale);
        var hasBackUp = target - backUp > 0.4 * scale && random.Chance(0.55);
        if (hasBackUp)
        {
            var isQuiet = !IsMuted();
            var index = DrawTurn(Low, backUp, 0.35, isQuiet ? new(-0.3, -0.6) : new(0, 0), 0.7, isEdge: false);
            events.Add(new("BU", index, IsMuted: !isQuiet));
        }
        var floor = hasBackUp ? backUp : Math.Min(high.At(sketch.Count) - (0.4 * scale), sketch.Close - 0.2);
        var goal = high.At(sketch.Count) + (random.Between(8.5, 16) * scale);
        sketch.Leg(goal, Candles(goal - sketch.Close, Pace(0.45)), Within(High, goal + 1, floor), new(0.4, 0.1));

        var close = from;
        while (sketch.Candles[close].Close <= high.At(close))
            close++;
        events.Add(new("JAC", close, IsMuted: isMuted));
    }

    private void DrawStrengthAndLastSupport()
    {
        var (isMuted, from) = (IsMuted(), lastExtreme);
        var candles = Candles(high.At(sketch.Count) - sketch.Close, Pace(0.4));
        var target = high.At(sketch.Count + candles) + (random.Between(-0.25, 0.05) * scale);
        var wave = isMuted ? new Loudness(0, 0) : new Loudness(0.3, 1.0);
        var strength = DrawTurn(High, target, 0.4, wave, isMuted ? 1 : 1.5, candles);
        events.Add(new("SOS", strength, IsMuted: isMuted));

        isMuted = IsMuted();
        var middle = (low.At(sketch.Count) + high.At(sketch.Count)) / 2;
        var pullback = target - (random.Between(0.25, 0.58) * (target - from));
        var quiet = isMuted ? new Loudness(0, 0) : new Loudness(-0.3, -0.6);
        var support = DrawTurn(Low, Math.Max(pullback, middle + (0.03 * height)), 0.4, quiet, 0.7, isEdge: false);
        events.Add(new("LPS", support, IsMuted: isMuted));
    }

    // The three shapes a turn can have: an extreme inside, a poke through the edge that comes back, a break that fails.

    private int DrawTurn(
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
            candles = Candles(extreme - sketch.Close, Pace(pace));
        var turn = new DrawnTurn(side, extreme, range * UsualRange(), random.Between(0.25, 0.7), loudness.End);
        var index = sketch.LegTo(turn, candles, Within(side, extreme, lastExtreme), loudness);
        lastExtreme = extreme;
        if (isEdge)
            Edge(side).Add(index, extreme);
        return index;
    }

    private int DrawPoke(int side, string kind, Func<double, double> depthAt, bool hasFailed)
    {
        ApproachEdge(side);
        var line = Edge(side).At(sketch.Count);
        var (depth, isMuted) = (depthAt(line), IsMuted());
        var extreme = line + (side * depth);
        var loudness =
            isMuted ? 0
            : random.Chance(0.6) ? random.Between(0.7, 1.3)
            : -0.3;
        var outside = random.Chance(0.6) ? 0 : random.Next(1, 4);
        var backBy = outside == 0 ? depth + random.Between(0.1, 0.5) : depth * random.Between(0.1, 0.6);
        var range = Math.Max(random.Between(1, 1.8), backBy / 0.9);
        var index = sketch.Turn(new DrawnTurn(side, extreme, range, backBy / range, loudness));
        if (outside > 1)
        {
            var hugging = Within(side, extreme, line + (side * 0.02));
            sketch.Leg(line + (side * 0.4 * depth), outside - 1, hugging, Loudness.Usual, wildness: 0.4);
        }
        if (outside > 0)
        {
            var inside = Edge(side).At(sketch.Count) - (side * random.Between(0.15, 0.7));
            sketch.Leg(inside, 1, Within(side, extreme, inside - side), Loudness.Usual);
        }
        events.Add(new(kind, index, hasFailed, isMuted));
        lastExtreme = extreme;
        Edge(side).Add(index, extreme);
        return index;
    }

    private void DrawFailedBreak(int side)
    {
        ApproachEdge(side);
        var (line, isMuted) = (Edge(side).At(sketch.Count), IsMuted());
        var first = sketch.Count;
        var (near, far) = (line + (side * 0.04), line + (side * 0.42));
        var loudness = isMuted ? new Loudness(0, 0) : new Loudness(1.2, 0.2);
        sketch.Leg(line + (side * 0.2), 1, Within(side, far, near), loudness);
        sketch.Leg(line + (side * 0.15), random.Next(4, 8), Within(side, far, near), loudness, wildness: 0.35);
        var cluster = sketch.Candles.Skip(first).ToList();
        var extreme = side > 0 ? cluster.Max(c => c.High) : cluster.Min(c => c.Low);
        var index = first + cluster.FindIndex(c => (side > 0 ? c.High : c.Low) == extreme);
        sketch.Leg(
            line - (side * random.Between(0.8, 1.5)),
            2,
            Within(side, extreme, line - (side * 4)),
            Loudness.Usual
        );
        events.Add(new(side > 0 ? "SOS" : "SOW", first, HasFailed: true, isMuted));
        lastExtreme = extreme;
        Edge(side).Add(index, extreme);
    }

    /// <summary>A leg to just inside an edge, with no wick beyond it.</summary>
    private void ApproachEdge(int side)
    {
        var edge = Edge(side);
        var candles = Candles(edge.At(sketch.Count) - sketch.Close, Pace(0.32));
        var toClose = edge.At(sketch.Count + candles) - (side * random.Between(0.1, 0.6));
        var band = Within(side, edge.At(sketch.Count), lastExtreme);
        var slope = (edge.At(sketch.Count + candles) - edge.At(sketch.Count)) / candles;
        band = side > 0 ? band with { CeilingSlope = slope } : band with { FloorSlope = slope };
        sketch.Leg(toClose, candles, band, Loudness.Usual);
    }

    private FittedEdge Edge(int side) => side == Low ? low : high;

    /// <summary>Everything between the extreme ahead and the one behind, a little inside of both.</summary>
    private static Band Within(int side, double ahead, double behind) =>
        side > 0
            ? new Band(behind + Sketch.Clearance, ahead - Sketch.Clearance)
            : new Band(ahead + Sketch.Clearance, behind - Sketch.Clearance);

    /// <summary>How far inside an edge a turn stops.</summary>
    private double Inside() => Math.Min(0.22, -0.06 * Math.Log(1 - random.NextDouble())) * height;

    private bool IsMuted() => random.Chance(difficulty.MutedShare);

    private double UsualRange() => Math.Clamp(random.Around(1, 0.35), 0.5, 2);

    private double Pace(double median) => random.Around(median, 0.3);

    private int Candles(double distance, double pace) =>
        Math.Max(4, (int)Math.Round(Math.Abs(distance) * scale / pace));
}
