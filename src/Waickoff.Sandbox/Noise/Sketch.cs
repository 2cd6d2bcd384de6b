namespace Waickoff.Sandbox.Noise;

/// <summary>A candle before it has a price: log price in mean candle ranges, 0 at the start of its sketch.</summary>
internal readonly record struct SketchCandle(
    double Open,
    double High,
    double Low,
    double Close,
    double LogVolume,
    double TakerShare
)
{
    /// <summary>Upside down: buyers and sellers change places.</summary>
    public SketchCandle Mirrored() => new(-Open, -Low, -High, -Close, LogVolume, 1 - TakerShare);

    public SketchCandle ShiftedBy(double by) =>
        this with
        {
            Open = Open + by,
            High = High + by,
            Low = Low + by,
            Close = Close + by,
        };
}

/// <summary>Where a leg may go: a floor and a ceiling that may slope.</summary>
internal readonly record struct Band(double Floor, double Ceiling, double FloorSlope = 0, double CeilingSlope = 0)
{
    public static readonly Band Open = new(double.NegativeInfinity, double.PositiveInfinity);

    public double FloorAt(int step) => Floor + (FloorSlope * step);

    public double CeilingAt(int step) => Ceiling + (CeilingSlope * step);
}

/// <summary>How loud a stretch is: added to log volume at its start and at its end.</summary>
internal readonly record struct Loudness(double Start, double End)
{
    public static readonly Loudness Usual = new(0, 0);

    public double At(double part) => Start + ((End - Start) * part);
}

/// <summary>One candle drawn on purpose. Side -1 is a low, +1 a high.</summary>
/// <param name="Side">Which extreme is drawn.</param>
/// <param name="Extreme">The low or high.</param>
/// <param name="Range">High minus low.</param>
/// <param name="ClosePosition">How far the close is from the extreme, as a share of the range.</param>
/// <param name="Loudness">Added to log volume.</param>
internal readonly record struct DrawnTurn(
    int Side,
    double Extreme,
    double Range,
    double ClosePosition,
    double Loudness
);

/// <summary>
/// A stretch of chart under the pencil, in log price with the mean candle range as unit. Legs are random bridges: fat-tailed
/// noise that starts and ends where it is told and is reflected at its band, so that a drawn extreme is the true one.
/// </summary>
internal sealed class Sketch(MarketNoise noise, Difficulty difficulty, int startIndex)
{
    /// <summary>Deviation of a return in mean candle ranges; the tests check that the mean range comes out as 1.</summary>
    private const double Sigma = 0.65;

    /// <summary>How far other candles keep from a drawn extreme.</summary>
    public const double Clearance = 0.06;

    private readonly List<SketchCandle> candles = [];
    private readonly Random random = noise.Random;

    public IReadOnlyList<SketchCandle> Candles => candles;

    public int Count => candles.Count;

    public double Close => candles.Count > 0 ? candles[^1].Close : 0;

    /// <summary>A walk without aim.</summary>
    public void Wander(int count, double drift = 0, double wildness = 1)
    {
        for (var k = 0; k < count; k++)
        {
            var volatility = noise.NextVolatility(startIndex + Count) * wildness;
            var close = Close + drift + (Sigma * volatility * noise.NextShock(reversion: 0.03));
            AddCandle(close, volatility, double.NegativeInfinity, double.PositiveInfinity, loudness: 0);
        }
    }

    /// <summary>A bridge of noise to a close.</summary>
    public void Leg(double toClose, int count, in Band band, Loudness loudness, double wildness = 1)
    {
        if (count < 1)
            return;
        var steps = new double[count];
        var volatilities = new double[count];
        var (sum, total) = (0.0, 0.0);
        for (var k = 0; k < count; k++)
        {
            volatilities[k] = wildness * noise.NextVolatility(startIndex + Count + k);
            steps[k] = Sigma * volatilities[k] * noise.NextShock(difficulty.Reversion);
            sum += steps[k];
            total += volatilities[k];
        }
        var (correction, free) = (toClose - Close - sum, Close);
        for (var k = 0; k < count; k++)
        {
            free += steps[k] + (correction * volatilities[k] / total);
            var (floor, ceiling) = (band.FloorAt(k + 1), band.CeilingAt(k + 1));
            var close = k == count - 1 ? toClose : Reflect(free, floor, ceiling);
            AddCandle(close, volatilities[k], floor, ceiling, loudness.At((k + 1.0) / count));
        }
    }

    /// <summary>A leg that ends in a drawn extreme; returns the index of that candle.</summary>
    public int LegTo(in DrawnTurn turn, int count, in Band band, Loudness loudness, double wildness = 1)
    {
        var room = turn.Side > 0 ? turn.Extreme - band.FloorAt(count) : band.CeilingAt(count) - turn.Extreme;
        var fitting = turn with { Range = Math.Min(turn.Range, 0.8 * room) };
        var openAt = turn.Extreme - (turn.Side * fitting.Range * random.Between(0.55, 0.95));
        Leg(openAt, Math.Max(1, count - 1), in band, loudness, wildness);
        return Turn(in fitting);
    }

    /// <summary>A candle with a drawn extreme; returns its index.</summary>
    public int Turn(in DrawnTurn turn)
    {
        var volatility = noise.NextVolatility(startIndex + Count);
        var open = Close;
        var close = turn.Extreme - (turn.Side * turn.Range * turn.ClosePosition);
        var other = turn.Extreme - (turn.Side * turn.Range);
        var (high, low) = turn.Side > 0 ? (turn.Extreme, other) : (other, turn.Extreme);
        Record(
            open,
            Math.Max(high, Math.Max(open, close)),
            Math.Min(low, Math.Min(open, close)),
            close,
            volatility,
            turn.Loudness
        );
        return Count - 1;
    }

    private void AddCandle(double close, double volatility, double floor, double ceiling, double loudness)
    {
        var open = Close;
        var (upper, lower) = (Wick(open - close, volatility), Wick(open - close, volatility));
        var high = ((open + close + upper) / 2);
        var low = ((open + close - lower) / 2);
        high = Math.Max(Math.Max(open, close), Math.Min(high, ceiling));
        low = Math.Min(Math.Min(open, close), Math.Max(low, floor));
        Record(open, high, low, close, volatility, loudness);
    }

    /// <summary>Twice the distance from the middle of open and close to the extreme of a Brownian bridge between them.</summary>
    private double Wick(double body, double volatility) =>
        Math.Sqrt((body * body) - (2 * Sigma * Sigma * volatility * volatility * Math.Log(1 - random.NextDouble())));

    private double Reflect(double price, double floor, double ceiling)
    {
        if (price > floor && price < ceiling)
            return price;
        // What is left of a fat tail after one reflection is laid somewhere inside, near the edge it ran into.
        var mirrored = price <= floor ? (2 * floor) - price : (2 * ceiling) - price;
        if (mirrored > floor && mirrored < ceiling)
            return mirrored;
        var room = Math.Min(ceiling - floor, 2) * random.NextDouble();
        return price <= floor ? floor + room : ceiling - room;
    }

    private void Record(double open, double high, double low, double close, double volatility, double loudness)
    {
        var logVolume = noise.LogVolume(startIndex + Count, high - low, volatility) + loudness;
        var position = high > low ? (close - low) / (high - low) : 0.5;
        var share = 0.5 + (0.12 * ((2 * position) - 1)) + (0.05 * random.Gauss());
        candles.Add(new SketchCandle(open, high, low, close, logVolume, Math.Clamp(share, 0.03, 0.97)));
    }
}
