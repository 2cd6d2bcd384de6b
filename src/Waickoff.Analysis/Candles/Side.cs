namespace Waickoff.Analysis.Candles;

/// <summary>The direction a finding argues for.</summary>
public enum Side
{
    /// <summary>Argues for neither.</summary>
    None,

    /// <summary>Argues for higher prices: a low pivot, a swept low, a broken high.</summary>
    Bullish,

    /// <summary>Argues for lower prices: a high pivot, a swept high, a broken low.</summary>
    Bearish,
}

/// <summary>Arithmetic on sides.</summary>
public static class Sides
{
    /// <summary>The other side; none stays none.</summary>
    public static Side Opposite(this Side side) =>
        side switch
        {
            Side.Bullish => Side.Bearish,
            Side.Bearish => Side.Bullish,
            Side.None => Side.None,
        };

    /// <summary>+1 for bullish, -1 for bearish, 0 for none.</summary>
    public static int Sign(this Side side) =>
        side switch
        {
            Side.Bullish => 1,
            Side.Bearish => -1,
            Side.None => 0,
        };
}
