namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// An edge of a range: the least-squares line through the confirmed turns on its side, flat with one turn, its slope limited to 20 % of
/// the height over the range's length so far. It is fitted again only when a turn is confirmed.
/// </summary>
internal sealed class EdgeLine(bool isResistance)
{
    private const double MostSlopeShare = 0.2;
    private readonly List<(int Index, double Level)> turns = [];

    public EdgeVersion Version { get; private set; }

    public bool IsKnown => turns.Count > 0;

    public int TurnCount => turns.Count;

    /// <summary>Adds a turn and fits the line again.</summary>
    public EdgeVersion Add(int index, double level, int rangeId, int confirmedIndex, int rangeStart, double height)
    {
        turns.Add((index, level));
        var (meanIndex, meanLevel) = (0.0, 0.0);
        foreach (var turn in turns)
            (meanIndex, meanLevel) = (meanIndex + turn.Index, meanLevel + turn.Level);
        (meanIndex, meanLevel) = (meanIndex / turns.Count, meanLevel / turns.Count);

        var (spread, lean) = (0.0, 0.0);
        foreach (var turn in turns)
        {
            var d = turn.Index - meanIndex;
            (spread, lean) = (spread + (d * d), lean + (d * (turn.Level - meanLevel)));
        }
        var most = MostSlopeShare * height / Math.Max(1, confirmedIndex - rangeStart);
        var slope = spread > 0 ? Math.Clamp(lean / spread, -most, most) : 0;
        var anchor = (int)Math.Round(meanIndex);
        var anchorLevel = meanLevel + (slope * (anchor - meanIndex));
        return Version = new EdgeVersion(rangeId, isResistance, confirmedIndex, anchor, anchorLevel, slope);
    }
}
