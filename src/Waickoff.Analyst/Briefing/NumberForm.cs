namespace Waickoff.Analyst.Briefing;

/// <summary>What kind of number it is: how precisely it is printed and what it may be compared with.</summary>
public enum NumberForm
{
    /// <summary>A price, to the tick.</summary>
    Price,

    /// <summary>A percentage in percent units: one decimal, two below 1.</summary>
    Percent,

    /// <summary>The same with its sign always shown.</summary>
    SignedPercent,

    /// <summary>A part of a whole, 0 to 1, printed as a whole percentage.</summary>
    Share,

    /// <summary>A plain ratio: two decimals.</summary>
    Ratio,

    /// <summary>A whole number.</summary>
    Count,

    /// <summary>A z-score: one decimal, sign always shown.</summary>
    ZScore,

    /// <summary>A distance in ATR: one decimal.</summary>
    AtrMultiple,

    /// <summary>A multiple of the risk: one decimal and an R.</summary>
    RiskMultiple,

    /// <summary>A base volume: three digits, with k or M.</summary>
    Volume,

    /// <summary>A difference of volumes: the same with its sign always shown.</summary>
    SignedVolume,

    /// <summary>A mean outcome in multiples of the risk: two decimals, sign always shown, and an R.</summary>
    Expectancy,
}

/// <summary>The sign that belongs to a number and is part of its meaning.</summary>
public enum NumberUnit
{
    /// <summary>None, or a word beside it.</summary>
    None,

    /// <summary>A percent sign or the word for it.</summary>
    Percent,

    /// <summary>The R of a risk multiple.</summary>
    Risk,
}
