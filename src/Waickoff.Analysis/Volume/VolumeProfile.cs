using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Volume;

/// <summary>The volume traded in one row of prices.</summary>
/// <param name="Low">Lower edge, inside the row.</param>
/// <param name="High">Upper edge, no longer inside.</param>
/// <param name="Volume">Base volume.</param>
public readonly record struct ProfileRow(double Low, double High, double Volume)
{
    /// <summary>Half way between the edges.</summary>
    public double Middle => (Low + High) / 2;
}

/// <summary>How the volume of some candles spreads over prices.</summary>
/// <remarks>
/// <para>Definition: each candle's volume is spread evenly from its low to its high over the rows it overlaps; a flat candle's falls into
/// one. A row is a fiftieth of the range, rounded up to the tick where that is known, half-open, and aligned at multiples of its height.
/// The point of control is the largest row, of equal ones the nearest to the middle row, then the lower. The value area grows from it by
/// the larger of the two rows above and the two below (equal: above; at an end what remains counts as the pair) until it holds 70 %.
/// High and low volume nodes are local maxima above the 80th and local minima below the 20th percentile of the rows, smoothed 1-2-1.</para>
/// <para>Source: J. Peter Steidlmayer's market profile, on volume; the pair rule is the one of the CBOT handbook.</para>
/// <para>Units: prices; base volume.</para>
/// <para>Confirmation: the last of the candles. It is computed from a span, not folded: it always has a first candle.</para>
/// <para>Life: none.</para>
/// <para>Edge cases: volumes that differ by rounding only, a part in 1e9, are equal. Levels never leave the range of the candles, so
/// those of an edge row that reaches beyond it lie at its end. No candles, no volume, or all at one price: none.</para>
/// </remarks>
public sealed record VolumeProfile
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    /// <summary>The part of the volume the value area holds.</summary>
    public const double ValueShare = 0.7;

    private VolumeProfile(IReadOnlyList<ProfileRow> rows) => Rows = rows;

    /// <summary>The rows from the lowest up, without a hole between them.</summary>
    public IReadOnlyList<ProfileRow> Rows { get; }

    /// <summary>Point of control: the middle of the row with the most volume.</summary>
    public double Poc { get; private init; }

    /// <summary>Upper edge of the value area.</summary>
    public double Vah { get; private init; }

    /// <summary>Lower edge of the value area.</summary>
    public double Val { get; private init; }

    /// <summary>High volume nodes: row middles, from the lowest up.</summary>
    public IReadOnlyList<double> Hvn { get; private init; } = [];

    /// <summary>Low volume nodes: row middles, from the lowest up.</summary>
    public IReadOnlyList<double> Lvn { get; private init; } = [];

    /// <summary>The height of each row, in price units.</summary>
    public double RowHeight { get; private init; }

    /// <summary>The volume of all rows.</summary>
    public double Volume { get; private init; }

    /// <summary>The profile of some candles; null when there is none.</summary>
    /// <param name="candles">The finest candles at hand.</param>
    /// <param name="tick">The smallest step of the price; 0 where it is unknown.</param>
    public static VolumeProfile? Compute(ReadOnlySpan<Candle> candles, double tick = 0) =>
        Compute(candles, tick, out _);

    /// <summary>The profile of some candles; null when there is none, with the reason.</summary>
    /// <param name="candles">The finest candles at hand.</param>
    /// <param name="tick">The smallest step of the price; 0 where it is unknown.</param>
    /// <param name="absence">Why there is none.</param>
    public static VolumeProfile? Compute(ReadOnlySpan<Candle> candles, double tick, out ProfileAbsence absence)
    {
        if (!(tick >= 0 && double.IsFinite(tick)))
            throw new ArgumentOutOfRangeException(nameof(tick), tick, "A tick is 0 where unknown, else above 0.");
        var prices = ProfileGrid.RangeOf(candles);
        absence = prices.Absence;
        if (absence != ProfileAbsence.None)
            return null;

        var grid = new ProfileGrid(prices, tick);
        Span<double> volumes = stackalloc double[ProfileGrid.MostRows];
        volumes = grid.Spread(candles, volumes);
        return Read(in grid, volumes, in prices);
    }

    /// <summary>The levels alone, without rows and nodes, for those who need one a day.</summary>
    internal static ProfileLevels? LevelsOf(ReadOnlySpan<Candle> candles)
    {
        var prices = ProfileGrid.RangeOf(candles);
        if (prices.Absence != ProfileAbsence.None)
            return null;
        var grid = new ProfileGrid(prices, tick: 0);
        Span<double> volumes = stackalloc double[ProfileGrid.MostRows];
        return LevelsOf(in grid, in prices, ProfileArea.Of(grid.Spread(candles, volumes), ValueShare));
    }

    private static ProfileLevels LevelsOf(in ProfileGrid grid, in ProfileRange prices, in ProfileArea area) =>
        new(
            prices.Clamp((grid.Edge(area.Poc) + grid.Edge(area.Poc + 1)) / 2),
            prices.Clamp(grid.Edge(area.Last + 1)),
            prices.Clamp(grid.Edge(area.First)),
            area.Total
        );

    private static VolumeProfile Read(in ProfileGrid grid, ReadOnlySpan<double> volumes, in ProfileRange prices)
    {
        var rows = new ProfileRow[volumes.Length];
        for (var i = 0; i < rows.Length; i++)
            rows[i] = new ProfileRow(grid.Edge(i), grid.Edge(i + 1), volumes[i]);
        var levels = LevelsOf(in grid, in prices, ProfileArea.Of(volumes, ValueShare));
        var (high, low) = ProfileNodes.Of(volumes);
        return new VolumeProfile(rows)
        {
            Poc = levels.Poc,
            Vah = levels.Vah,
            Val = levels.Val,
            Hvn = Middles(high, rows, in prices),
            Lvn = Middles(low, rows, in prices),
            RowHeight = grid.RowHeight,
            Volume = levels.Volume,
        };
    }

    private static double[] Middles(List<int> nodes, ProfileRow[] rows, in ProfileRange prices)
    {
        var middles = new double[nodes.Count];
        for (var i = 0; i < middles.Length; i++)
            middles[i] = prices.Clamp(rows[nodes[i]].Middle);
        return middles;
    }
}

/// <summary>Why there is no profile.</summary>
public enum ProfileAbsence
{
    /// <summary>There is one.</summary>
    None,

    /// <summary>There were no candles.</summary>
    NoCandles,

    /// <summary>Nothing was traded.</summary>
    NoVolume,

    /// <summary>All was traded at one price, so there is nothing to divide into rows.</summary>
    NoRange,
}

/// <summary>The levels of a profile.</summary>
internal readonly record struct ProfileLevels(double Poc, double Vah, double Val, double Volume);
