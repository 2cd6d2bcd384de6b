using Waickoff.Analysis;

namespace Waickoff.Market;

/// <summary>The symbol or the candles asked for cannot be used: the reader's to mend, said in one line.</summary>
public abstract class MarketInputException(LocalText text, Exception? cause = null) : Exception(text.English, cause)
{
    /// <summary>The line the reader sees: what is wrong, where, and what is expected.</summary>
    public LocalText Text { get; } = text;
}
