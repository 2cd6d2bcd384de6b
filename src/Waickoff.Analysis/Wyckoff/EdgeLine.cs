namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// An edge of a range: the least-squares line through the confirmed turns on its side, flat with one turn, its slope limited to 20 % of
/// the height over the range's length so far. It is fitted again only when a turn is confirmed.
/// </summary>
internal sealed class EdgeLine(int rangeId, int rangeStart, double height, bool isResistance)
{
    private const double MostRiseShare = 0.2;
    private readonly List<(int Index, double Level)> turns = [];

    public EdgeVersion Version { get; private set; }

    /// <summary>Adds a turn and fits the line again; false when the turn is in it already.</summary>
    public bool Add(int index, double level, int confirmedIndex)
    {
        if (turns.Exists(t => t.Index == index))
            return false;
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
        var slope = spread > 0 ? lean / spread : 0;
        var anchor = (int)Math.Round(meanIndex);
        Version = new EdgeVersion(
            rangeId,
            isResistance,
            confirmedIndex,
            anchor,
            meanLevel,
            slope,
            rangeStart,
            MostRiseShare * height
        );
        return true;
    }
}
