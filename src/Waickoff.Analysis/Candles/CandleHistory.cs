namespace Waickoff.Analysis.Candles;

/// <summary>The last candles of a tape with their scores, by index: for rules that look back a bounded way.</summary>
internal sealed class CandleHistory
{
    private readonly MeasuredCandle[] ring;
    private readonly int mask;

    /// <param name="capacity">How many candles are kept; a power of two.</param>
    public CandleHistory(int capacity)
    {
        ring = new MeasuredCandle[capacity];
        mask = capacity - 1;
    }

    /// <summary>The oldest candle that is kept.</summary>
    public int FirstIndex { get; private set; }

    public ref readonly MeasuredCandle this[int index] => ref ring[index & mask];

    public void Add(in Candle candle, Tape tape)
    {
        ring[tape.Index & mask] = new MeasuredCandle(candle, tape.VolumeZ, tape.RangeZ, tape.Atr);
        FirstIndex = Math.Max(tape.StartIndex, tape.Index - mask);
    }
}

/// <summary>A candle with what it measured when it closed.</summary>
internal readonly record struct MeasuredCandle(Candle Candle, double VolumeZ, double RangeZ, double Atr);
