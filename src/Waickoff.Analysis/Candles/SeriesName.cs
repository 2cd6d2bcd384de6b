namespace Waickoff.Analysis.Candles;

/// <summary>What a series is called wherever it is cited: the first three parts of every id.</summary>
/// <param name="Venue">Where the prices were made; <c>file</c> for a file that does not say.</param>
/// <param name="Symbol">The market as its venue spells it.</param>
/// <param name="Timeframe">The length of a candle.</param>
public readonly record struct SeriesName(string Venue, string Symbol, Timeframe Timeframe)
{
    /// <summary><c>venue:symbol:timeframe</c>.</summary>
    public override string ToString() => $"{Venue}:{Symbol}:{Timeframe}";
}
