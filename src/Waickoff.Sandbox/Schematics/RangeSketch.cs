using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox.Schematics;

/// <summary>
/// Draws one trading range that is left upwards, after a fall (accumulation) or after a rise (re-accumulation); upside down it
/// is the other two. The skeleton of turns comes first, the noise is bridged between them, so a labelled extreme is the true
/// one; what noise can still break is checked on the finished candles, and a sketch that fails is thrown away.
/// </summary>
internal sealed class RangeSketch
{
    private const int Low = RangePencil.Low;
    private const int High = RangePencil.High;
    private const int MostAttempts = 500;

    private readonly Difficulty difficulty;
    private readonly RangePencil pencil;
    private readonly Sketch sketch;
    private readonly Random random;
    private readonly double height;
    private readonly double scale;
    private readonly bool isAfterFall;
    private int testedTurns;

    /// <summary>A spring that stays above the lows before it, under a rising line only: kept now and then.</summary>
    private bool isOdd;

    private RangeSketch(RangePencil pencil, Difficulty difficulty, bool isAfterFall)
    {
        this.pencil = pencil;
        (sketch, random, height, scale) = (pencil.Sketch, pencil.Random, pencil.Height, pencil.Scale);
        this.difficulty = difficulty;
        this.isAfterFall = isAfterFall;
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
        for (var attempt = 0; attempt < MostAttempts; attempt++)
        {
            var pencil = new RangePencil(noise, difficulty, startIndex, scale);
            if (new RangeSketch(pencil, difficulty, isAfterFall).TryDraw() is { } drawn)
                return drawn;
        }
        throw new InvalidOperationException($"No range of this difficulty keeps its labels true: {difficulty}.");
    }

    private SketchedRange? TryDraw()
    {
        var stop = isAfterFall ? Low : High;
        var start = DrawTrendAndClimax(stop);
        var climaxPrice = pencil.LastExtreme;
        pencil.StartEdges(start);
        pencil.Edge(stop).Add(start, climaxPrice);

        var reaction = DrawReactionAndTest(stop, climaxPrice);
        var turns = PhaseBTurns();
        for (var side = -stop; turns > 0; side = -side, turns--)
            DrawPhaseBTurn(side);

        var hasSpring = random.Chance(difficulty.SpringShare);
        var phaseCEnd = hasSpring ? DrawSpringAndTest(start) : DrawLastLow();
        DrawBreak();

        var end = RangeFacts.BreakOut(sketch.Candles, pencil.Edge(High), phaseCEnd, scale);
        var isTrue =
            end > 0
            && !isOdd
            && RangeFacts.LengthFits(end - start + 1, scale)
            && RangeFacts.TrendIsLong(sketch.Candles, start, scale)
            && RangeFacts.StaysInside(
                sketch.Candles,
                pencil.Edge(Low),
                pencil.Edge(High),
                (reaction, phaseCEnd),
                scale
            );
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
            [.. pencil.Events]
        );
    }

    // The trend, preliminary support and the climax. What shows in neither volume nor range is no climax, but the range starts there.

    private int DrawTrendAndClimax(int stop)
    {
        var longest = Math.Min(30, 3.4 * height / scale);
        var distance = Math.Clamp(height / scale * random.Between(1, 2.4), 9.5, longest) * scale;
        var (price, isMuted) = (stop * distance, pencil.IsMuted());
        var pace = random.Between(0.3, 0.65);
        if (!isMuted && random.Chance(0.7))
            DrawPreliminary(stop, distance, pace);

        var loudness = isMuted ? 0 : random.Between(1.3, 2.0);
        var range = isMuted ? random.Between(0.8, 1.2) : random.Between(1.8, 3.2);
        var turn = new DrawnTurn(stop, price, range, random.Between(0.4, 0.8), loudness);
        var band = RangePencil.Within(stop, price, -stop * 2.0);
        var end = sketch.LegTo(turn, pencil.Candles(price - sketch.Close, pace), band, new(0, isMuted ? 0 : 0.5));
        pencil.LastExtreme = price;
        if (!isMuted)
            pencil.Label(stop == Low ? "SC" : "BC", end, isMuted);
        return end;
    }

    private void DrawPreliminary(int stop, double distance, double pace)
    {
        var at = stop * distance * random.Between(0.55, 0.8);
        sketch.Leg(
            at,
            pencil.Candles(at - sketch.Close, pace),
            RangePencil.Within(stop, stop * distance, -stop * 2.0),
            new(0, 0.3)
        );
        var range = random.Between(1.6, 2.4);
        var turn = new DrawnTurn(
            -stop,
            at - (stop * range * 0.85),
            range,
            random.Between(0.1, 0.3),
            random.Between(1.2, 1.7)
        );
        pencil.Label(stop == Low ? "PS" : "PSY", sketch.Turn(turn), isMuted: false);
    }

    private int DrawReactionAndTest(int stop, double climaxPrice)
    {
        var isMuted = pencil.IsMuted();
        var reaction = pencil.DrawTurn(-stop, climaxPrice - (stop * height), 0.45, isMuted ? new(0, 0) : new(0.6, 0));
        pencil.Label("AR", reaction, isMuted);
        isMuted = pencil.IsMuted();
        var target = climaxPrice - (stop * pencil.Inside());
        var test = pencil.DrawTurn(stop, target, 0.32, isMuted ? new(0, 0) : new(-0.3, -0.6), isMuted ? 1 : 0.7);
        pencil.Label("ST", test, isMuted);
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
            pencil.DrawFailedBreak(side);
        }
        else if (side == High && roll < difficulty.FailureShare + difficulty.PokeShare)
        {
            var depth = random.Between(0.3, Math.Max(0.35, Math.Min(0.2 * height / scale, 1.5))) * scale;
            pencil.DrawPoke(side, testedTurns >= 2 ? "UTAD" : "UT", _ => depth, hasFailed: true);
        }
        else
        {
            var candles = pencil.Candles(pencil.Edge(side).At(sketch.Count) - sketch.Close, pencil.Pace(0.32));
            var target = pencil.Edge(side).At(sketch.Count + candles) - (side * pencil.Inside());
            var wave = pencil.IsMuted() ? new Loudness(0, 0) : new Loudness(side * 0.15, side * 0.15);
            pencil.DrawTurn(side, target, 0.32, wave, candles: candles);
        }
        testedTurns++;
    }

    // Phase C.

    private int DrawSpringAndTest(int start)
    {
        var lowest = sketch.Candles.Skip(start).Min(c => c.Low);
        var spring = pencil.DrawPoke(Low, "Spring", line => SpringDepth(line, lowest), hasFailed: false);
        if (!random.Chance(0.8))
            return spring;

        var springLow = pencil.LastExtreme;
        var bounce = pencil.Edge(Low).At(sketch.Count) + (random.Between(0.25, 0.5) * height);
        var candles = pencil.Candles(bounce - sketch.Close, pencil.Pace(0.4));
        var usual = new DrawnTurn(High, bounce, pencil.UsualRange(), random.Between(0.2, 0.7), 0);
        sketch.LegTo(usual, candles, RangePencil.Within(High, bounce, springLow), Loudness.Usual);
        var isMuted = pencil.IsMuted();
        candles = pencil.Candles(bounce - springLow, pencil.Pace(0.32));
        var line = pencil.Edge(Low).At(sketch.Count + candles);
        var target = Math.Max(line + (0.02 * height), springLow + 0.2) + (random.Between(0, 0.12) * height);
        pencil.LastExtreme = bounce;
        var test = pencil.DrawTurn(
            Low,
            target,
            0.32,
            isMuted ? new(0, 0) : new(-0.4, -0.7),
            0.6,
            candles,
            isEdge: false
        );
        pencil.Label("Test", test, isMuted);
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
        var candles = pencil.Candles(0.7 * height, pencil.Pace(0.32));
        var target = pencil.Edge(Low).At(sketch.Count + candles) + (random.Between(0.1, 0.4) * height);
        return pencil.DrawTurn(Low, target, 0.4, new(-0.1, -0.4), 0.8, candles, isEdge: false);
    }

    // Phase D: straight through the edge, or up to it, back, and through; then a back-up in part of the cases, and the mark-up.

    private void DrawBreak()
    {
        if (random.Chance(0.4))
            DrawStrengthAndLastSupport();
        var isMuted = pencil.IsMuted();
        var from = sketch.Count;
        var candles = pencil.Candles(pencil.Edge(High).At(from) - sketch.Close, pencil.Pace(0.42));
        var target = pencil.Edge(High).At(from + candles) + (random.Between(0.6, 2.2) * scale);
        var wave = isMuted ? new Loudness(0, 0) : new Loudness(0.3, 1.1);
        pencil.DrawTurn(High, target, 0.42, wave, isMuted ? 1 : 1.5, candles, isEdge: false);

        var backUp = pencil.Edge(High).At(sketch.Count + 6) + (random.Between(-0.35, 0.4) * scale);
        var hasBackUp = target - backUp > 0.4 * scale && random.Chance(0.55);
        if (hasBackUp)
        {
            var isQuiet = !pencil.IsMuted();
            var index = pencil.DrawTurn(Low, backUp, 0.35, isQuiet ? new(-0.3, -0.6) : new(0, 0), 0.7, isEdge: false);
            pencil.Label("BU", index, !isQuiet);
        }
        var floor = hasBackUp
            ? backUp
            : Math.Min(pencil.Edge(High).At(sketch.Count) - (0.4 * scale), sketch.Close - 0.2);
        var goal = pencil.Edge(High).At(sketch.Count) + (random.Between(8.5, 16) * scale);
        sketch.Leg(
            goal,
            pencil.Candles(goal - sketch.Close, pencil.Pace(0.45)),
            RangePencil.Within(High, goal + 1, floor),
            new(0.4, 0.1)
        );

        var close = from;
        while (sketch.Candles[close].Close <= pencil.Edge(High).At(close))
            close++;
        pencil.Label("JAC", close, isMuted);
    }

    private void DrawStrengthAndLastSupport()
    {
        var (isMuted, from) = (pencil.IsMuted(), pencil.LastExtreme);
        var candles = pencil.Candles(pencil.Edge(High).At(sketch.Count) - sketch.Close, pencil.Pace(0.4));
        var target = pencil.Edge(High).At(sketch.Count + candles) + (random.Between(-0.25, 0.05) * scale);
        var wave = isMuted ? new Loudness(0, 0) : new Loudness(0.3, 1.0);
        var strength = pencil.DrawTurn(High, target, 0.4, wave, isMuted ? 1 : 1.5, candles);
        pencil.Label("SOS", strength, isMuted);

        isMuted = pencil.IsMuted();
        var middle = (pencil.Edge(Low).At(sketch.Count) + pencil.Edge(High).At(sketch.Count)) / 2;
        var pullback = target - (random.Between(0.25, 0.58) * (target - from));
        var quiet = isMuted ? new Loudness(0, 0) : new Loudness(-0.3, -0.6);
        var support = pencil.DrawTurn(
            Low,
            Math.Max(pullback, middle + (0.03 * height)),
            0.4,
            quiet,
            0.7,
            isEdge: false
        );
        pencil.Label("LPS", support, isMuted);
    }
}
