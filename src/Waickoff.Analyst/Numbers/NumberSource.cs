using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Numbers;

/// <summary>A finding or candle that numbers are taken from: what it says becomes evidence that names it.</summary>
/// <param name="Timeframe">The timeframe it was found on; null for the whole market.</param>
/// <param name="Id">Its id.</param>
internal readonly record struct NumberSource(Timeframe? Timeframe, string Id)
{
    public Quantity Price(string what, double value) => Of(what, value, NumberForm.Price);

    public Quantity Percent(string what, double value) => Of(what, value, NumberForm.Percent);

    public Quantity SignedPercent(string what, double value) => Of(what, value, NumberForm.SignedPercent);

    public Quantity Share(string what, double value) => Of(what, value, NumberForm.Share);

    public Quantity Ratio(string what, double value) => Of(what, value, NumberForm.Ratio);

    public Quantity Count(string what, double value) => Of(what, value, NumberForm.Count);

    public Quantity ZScore(string what, double value) => Of(what, value, NumberForm.ZScore);

    public Quantity Atr(string what, double value) => Of(what, value, NumberForm.AtrMultiple);

    public Quantity Risk(string what, double value) => Of(what, value, NumberForm.RiskMultiple);

    public Quantity Expectancy(string what, double value) => Of(what, value, NumberForm.Expectancy);

    public Quantity Volume(string what, double value) => Of(what, value, NumberForm.Volume);

    public Quantity SignedVolume(string what, double value) => Of(what, value, NumberForm.SignedVolume);

    private Quantity Of(string what, double value, NumberForm form) => new(what, value, form, Timeframe, Id);
}
