namespace Waickoff.Analysis.Waves;

/// <summary>What waves and degrees are called.</summary>
internal static class ElliottNames
{
    private const long HourMs = 3_600_000;
    private const long DayMs = 24 * HourMs;
    private static readonly string[] Motive = ["0", "1", "2", "3", "4", "5"];
    private static readonly string[] Corrective = ["0", "A", "B", "C"];

    /// <summary>The label at the end of a wave; <c>0</c> at the start of the count.</summary>
    public static string Wave(ElliottPattern pattern, int wave) => Labels(pattern)[wave];

    /// <summary>The wave behind the last label: behind a complete impulse a correction begins, and the other way round.</summary>
    public static string CurrentWave(ElliottPattern pattern, int waves)
    {
        var labels = Labels(pattern);
        return waves + 1 < labels.Length ? labels[waves + 1]
            : labels == Motive ? Corrective[1]
            : Motive[1];
    }

    /// <summary>The degree of a count whose waves last this long on average.</summary>
    public static ElliottDegree Degree(long meanWaveMs) =>
        meanWaveMs switch
        {
            >= 365 * DayMs => ElliottDegree.Cycle,
            >= 91 * DayMs => ElliottDegree.Primary,
            >= 21 * DayMs => ElliottDegree.Intermediate,
            >= 4 * DayMs => ElliottDegree.Minor,
            >= 18 * HourMs => ElliottDegree.Minute,
            >= 3 * HourMs => ElliottDegree.Minuette,
            _ => ElliottDegree.Subminuette,
        };

    private static string[] Labels(ElliottPattern pattern) =>
        pattern is ElliottPattern.Impulse or ElliottPattern.Diagonal ? Motive : Corrective;
}
