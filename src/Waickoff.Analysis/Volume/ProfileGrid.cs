using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>The prices of some candles, and why there is no profile of them if there is none.</summary>
internal readonly record struct ProfileRange(double Low, double High, ProfileAbsence Absence)
{
    public double Clamp(double price) => Math.Clamp(price, Low, High);
}

/// <summary>The rows of a profile: all multiples of one height, from the one that holds the lowest price.</summary>
internal readonly struct ProfileGrid
{
    /// <summary>50 rows, one more for the alignment, and one for a flat candle at the very top.</summary>
    public const int MostRows = RowsInRange + 2;

    private const int RowsInRange = 50;

    /// <summary>A price this near to an edge, in rows, lies on it.</summary>
    private const double OnEdge = 1e-9;

    /// <summary>The height of a flat candle, in rows, so that its volume can be divided by it.</summary>
    private const double FlatRows = 1e-12;

    /// <summary>A range of fewer steps of the number format than this is one price.</summary>
    private const double SmallestRangeSteps = 1e5;

    private readonly double firstRow;
    private readonly double bottom;
    private readonly Place top;
    private readonly double rowsPerPrice;
    private readonly double onEdge;

    public ProfileGrid(in ProfileRange prices, double tick)
    {
        RowHeight = (prices.High - prices.Low) / RowsInRange;
        if (tick > 0)
            RowHeight = Math.Ceiling((RowHeight / tick) - OnEdge) * tick;
        rowsPerPrice = 1 / RowHeight;
        onEdge = Math.Max(OnEdge, 4 * (Math.BitIncrement(prices.High) - prices.High) / RowHeight);
        firstRow = Math.Floor((prices.Low / RowHeight) + onEdge);
        bottom = firstRow * RowHeight;
        top = PlaceOf(prices.High);
    }

    public double RowHeight { get; }

    public static ProfileRange RangeOf(ReadOnlySpan<Candle> candles)
    {
        var (low, high, volume) = (double.PositiveInfinity, 0.0, 0.0);
        foreach (ref readonly var candle in candles)
        {
            // Plain comparisons, as no price is NaN: new extremes are rare, and guessing that costs a third of Math.Min.
            low = candle.Low < low ? candle.Low : low;
            high = candle.High > high ? candle.High : high;
            volume = candle.Volume > volume ? candle.Volume : volume;
        }
        var isOnePrice = high - low < SmallestRangeSteps * (Math.BitIncrement(high) - high);
        var absence =
            candles.IsEmpty ? ProfileAbsence.NoCandles
            : volume <= 0 ? ProfileAbsence.NoVolume
            : isOnePrice ? ProfileAbsence.NoRange
            : ProfileAbsence.None;
        return new ProfileRange(low, high, absence);
    }

    /// <summary>The lower edge of a row, which is the upper edge of the one below.</summary>
    public double Edge(int row) => (firstRow + row) * RowHeight;

    /// <summary>Spreads the volume of each candle and returns the rows there are; they start empty.</summary>
    public Span<double> Spread(ReadOnlySpan<Candle> candles, Span<double> rows)
    {
        rows = rows[..(top.Row + 1)];
        // Whether the next candle crosses an edge cannot be guessed, so it is not asked: both ends are added, to sums of their own, as one
        // addition would wait for the other where they meet in one row.
        Span<double> ends = stackalloc double[rows.Length];
        foreach (ref readonly var candle in candles)
        {
            var (from, to) = (PlaceOf(candle.Low), PlaceOf(candle.High));
            var crossed = to.Row - from.Row;
            var height = double.MaxNative(crossed + (to.Part - from.Part), FlatRows);
            var perRow = candle.Volume / height;
            rows[from.Row] += perRow * double.MinNative(1 - from.Part, height);
            ends[to.Row] += perRow * to.Part * Math.Min(crossed, 1);
            for (var row = from.Row + 1; row < to.Row; row++)
                rows[row] += perRow;
        }
        for (var row = 0; row < rows.Length; row++)
            rows[row] += ends[row];
        // A top that lies on an edge has a row above it only where a flat candle stands there.
        return top.Part == 0 && rows[^1] == 0 ? rows[..^1] : rows;
    }

    private Place PlaceOf(double price) => OnGrid((price - bottom) * rowsPerPrice);

    private Place OnGrid(double rows)
    {
        var row = double.ConvertToIntegerNative<int>(rows);
        var part = rows - row;
        return part > 1 - onEdge ? new Place(row + 1, 0)
            : part < onEdge ? new Place(row, 0)
            : new Place(row, part);
    }

    /// <summary>A row and how far up in it, from 0 to below 1.</summary>
    private readonly record struct Place(int Row, double Part);
}
