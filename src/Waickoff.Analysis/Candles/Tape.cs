using System.Runtime.CompilerServices;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Volume;

namespace Waickoff.Analysis.Candles;

/// <summary>
/// The closed candles as they come in, with the scales every rule measures by. It is the root all trackers stand on: each
/// candle is checked and measured here once, however many trackers read it.
/// </summary>
/// <remarks>Adding the candle the tape already stands at changes nothing; an earlier or impossible one is refused.</remarks>
public sealed class Tape
{
    private readonly AverageTrueRange atr14;
    private readonly AverageTrueRange atr200;
    private readonly VolumeScore volumeScore = new();
    private readonly LogScore rangeScore = new();
    private Candle current;
    private bool isStarted;

    /// <summary>Starts before the first candle.</summary>
    /// <param name="timeframe">The length of each candle.</param>
    /// <param name="startIndex">The index the first candle will have: above 0 for a fold that restarts behind a long hole.</param>
    public Tape(Timeframe timeframe, int startIndex = 0)
    {
        Timeframe = timeframe;
        StartIndex = startIndex;
        Index = startIndex - 1;
        atr14 = new AverageTrueRange(timeframe, 14);
        atr200 = new AverageTrueRange(timeframe, 200);
    }

    /// <summary>The length of each candle.</summary>
    public Timeframe Timeframe { get; }

    /// <summary>The index of the first candle of this fold.</summary>
    public int StartIndex { get; }

    /// <summary>The index of the current candle; one less than <see cref="StartIndex"/> before the first.</summary>
    public int Index { get; private set; }

    /// <summary>The current candle.</summary>
    public ref readonly Candle Current => ref current;

    /// <summary>How many candles this fold has seen.</summary>
    public int Count => Index - StartIndex + 1;

    /// <summary>True when candles are missing between the current one and the one before it.</summary>
    public bool IsAfterHole { get; private set; }

    /// <summary>False for a partial candle, which confirms nothing by itself.</summary>
    public bool CanConfirm { get; private set; }

    /// <summary>The true range of the current candle, in price units.</summary>
    public double TrueRange { get; private set; }

    /// <summary>ATR(14), in price units; before 14 candles the mean of the true ranges so far.</summary>
    public double Atr { get; private set; }

    /// <summary>ATR(200), in price units; before 200 candles the mean of the true ranges so far.</summary>
    public double Atr200 { get; private set; }

    /// <summary>Volume as a z-score of its logarithm against the 40 candles before it, less the daily season; <c>NaN</c> where unknown.</summary>
    public double VolumeZ { get; private set; } = double.NaN;

    /// <summary>High minus low as a z-score of its logarithm against the 40 candles before it; <c>NaN</c> where unknown.</summary>
    public double RangeZ { get; private set; } = double.NaN;

    /// <summary>A distance in price as a multiple of <see cref="Atr"/>; <c>NaN</c> while nothing has moved yet.</summary>
    public double InAtr(double distance) => Atr > 0 ? distance / Atr : double.NaN;

    /// <summary>Takes the next closed candle.</summary>
    /// <exception cref="ArgumentException">The candle is impossible or not later than the one before it.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Add(in Candle closed)
    {
        // Every tracker asks; all but the first find the candle taken.
        if (closed.OpenTimeMs != current.OpenTimeMs || !isStarted)
            Take(in closed);
    }

    private void Take(in Candle closed)
    {
        var problem = CandleRules.Problem(in closed, Timeframe, isStarted ? current.OpenTimeMs : null);
        if (problem is not null)
            throw new ArgumentException($"Candle {Index + 1}: {problem}.", nameof(closed));

        IsAfterHole = isStarted && closed.OpenTimeMs - current.OpenTimeMs > Timeframe.Milliseconds;
        CanConfirm = !closed.IsPartial;
        TrueRange = AverageTrueRange.TrueRange(in closed, isStarted && !IsAfterHole ? current.Close : double.NaN);
        atr14.Add(TrueRange);
        atr200.Add(TrueRange);
        (Atr, Atr200) = (atr14.Scale, atr200.Scale);
        VolumeZ = volumeScore.Add(in closed);
        RangeZ = rangeScore.Add(LogScore.Log(closed.Range));
        current = closed;
        isStarted = true;
        Index++;
    }

    /// <summary>True when the hole between two candles is too long for any rule to see across it.</summary>
    public static bool IsRestart(long earlierOpenTimeMs, long laterOpenTimeMs, Timeframe timeframe) =>
        laterOpenTimeMs - earlierOpenTimeMs > (CandleRules.LongestHoleCandles + 1) * timeframe.Milliseconds;
}
