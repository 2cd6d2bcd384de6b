namespace Waickoff.Backtest;

/// <summary>The detectors that can be asked for.</summary>
[Flags]
public enum MarketParts
{
    /// <summary>Candles and scales only.</summary>
    None = 0,

    /// <summary>Structure of the internal scale.</summary>
    Internal = 1,

    /// <summary>Structure of the swing scale.</summary>
    Swing = 2,

    /// <summary>Order blocks, with the internal structure and the gaps they read.</summary>
    OrderBlocks = 4,

    /// <summary>Fair value gaps.</summary>
    Gaps = 8,

    /// <summary>Pools and previous highs and lows.</summary>
    Liquidity = 16,

    /// <summary>The zigzag.</summary>
    Legs = 32,

    /// <summary>Wyckoff ranges and events, with the zigzag they read.</summary>
    Wyckoff = 64,

    /// <summary>Squeezes and bands.</summary>
    Squeezes = 128,

    /// <summary>The volume-weighted price.</summary>
    Vwap = 256,

    /// <summary>All of them.</summary>
    All = 511,
}
