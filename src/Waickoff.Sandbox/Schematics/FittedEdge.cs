namespace Waickoff.Sandbox.Schematics;

/// <summary>
/// An edge of a range: the least-squares line through its turns, flat for one turn, its slope limited to 20 % of the range's
/// height over its length up to the candle it is asked for. Earlier versions stay, so that a candle can be held against the line
/// of its time.
/// </summary>
internal sealed class FittedEdge(int rangeStart, double height)
{
    private readonly List<(int Index, double Price)> turns = [];
    private readonly List<(int FromIndex, Line Line)> versions = [];

    /// <summary>The newest line at a candle.</summary>
    public double At(int index) => At(versions[^1].Line, index);

    /// <summary>The line that was known at a candle, there.</summary>
    public double KnownAt(int index)
    {
        var version = versions.FindLast(v => v.FromIndex <= index);
        return At(version == default ? versions[0].Line : version.Line, index);
    }

    public void Add(int index, double price)
    {
        turns.Add((index, price));
        var (middle, mean) = (turns.Average(t => (double)t.Index), turns.Average(t => t.Price));
        var spread = turns.Sum(t => (t.Index - middle) * (t.Index - middle));
        var slope = spread > 0 ? turns.Sum(t => (t.Index - middle) * (t.Price - mean)) / spread : 0;
        versions.Add((index + 1, new Line(middle, mean, slope)));
    }

    private double At(in Line line, int index)
    {
        var limit = 0.2 * height / Math.Max(1, index - rangeStart);
        return line.Mean + (Math.Clamp(line.Slope, -limit, limit) * (index - line.MiddleIndex));
    }

    private readonly record struct Line(double MiddleIndex, double Mean, double Slope);
}
