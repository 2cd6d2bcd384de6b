using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Wyckoff;

/// <summary>
/// The score behind the readings: points of evidence for the one side and the other. Shares grow with the exponential of the difference;
/// a fixed share stands for not knowing, so that a side needs a clear lead to be named.
/// </summary>
internal sealed class Score
{
    private const double NotKnowing = 1;
    private const double NamedShare = 0.5;
    private readonly double[] standing = new double[Enum.GetValues<EvidenceType>().Length];
    private double events;

    /// <summary>Adds points for a side for good.</summary>
    public void Add(Side side, double points) => events += side.Sign() * points;

    /// <summary>Puts the points of a measure in place of its last ones; true when that changes the score.</summary>
    public bool Put(EvidenceType type, double signedPoints)
    {
        var isChange = standing[(int)type] != signedPoints;
        standing[(int)type] = signedPoints;
        return isChange;
    }

    /// <summary>The shares of the bullish reading, the bearish one, and neither.</summary>
    public (double Bullish, double Bearish, double Unknown) Shares()
    {
        var lead = events;
        foreach (var points in standing)
            lead += points;
        // Rounded, so that a tie is one whatever the order in which the points came.
        lead = Math.Round(Math.Clamp(lead, -20, 20), 9);
        var (up, down, unknown) = (Math.Exp(lead), Math.Exp(-lead), Math.Exp(NotKnowing));
        var sum = up + down + unknown;
        return (up / sum, down / sum, unknown / sum);
    }

    /// <summary>The side that is named, or none.</summary>
    public Side Lead()
    {
        var (bullish, bearish, _) = Shares();
        return bullish > NamedShare ? Side.Bullish
            : bearish > NamedShare ? Side.Bearish
            : Side.None;
    }
}
