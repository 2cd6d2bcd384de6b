using Waickoff.Analysis.Candles;
using Waickoff.Sandbox.Noise;

namespace Waickoff.Sandbox;

/// <summary>What makes a simulated symbol plausible.</summary>
/// <param name="Price">About where it trades.</param>
/// <param name="Tick">The grid of its prices.</param>
/// <param name="MeanRange">High minus low of a mean 15-minute candle, as a share of the price.</param>
/// <param name="MeanVolume">Base volume of a usual 15-minute candle.</param>
/// <param name="Seed">Sets it apart from the others at the same seed.</param>
internal sealed record SimulatedSymbol(double Price, double Tick, double MeanRange, double MeanVolume, int Seed)
{
    public static readonly IReadOnlyDictionary<string, SimulatedSymbol> All = new Dictionary<string, SimulatedSymbol>
    {
        ["BTCUSDT"] = new(97_000, 0.01, 0.0035, 220, 11),
        ["ETHUSDT"] = new(3_400, 0.01, 0.0045, 4_500, 23),
        ["SOLUSDT"] = new(190, 0.01, 0.0060, 42_000, 37),
        ["BNBUSDT"] = new(650, 0.01, 0.0038, 2_600, 41),
        ["XRPUSDT"] = new(2.2, 0.0001, 0.0055, 2_400_000, 53),
        ["ADAUSDT"] = new(0.75, 0.0001, 0.0062, 1_900_000, 67),
        ["DOGEUSDT"] = new(0.24, 0.00001, 0.0063, 9_500_000, 71),
        ["AVAXUSDT"] = new(32, 0.01, 0.0064, 48_000, 83),
        ["LINKUSDT"] = new(17, 0.01, 0.0060, 65_000, 97),
        ["DOTUSDT"] = new(6.2, 0.001, 0.0060, 130_000, 103),
    };

    /// <summary>A symbol of the list, or one made up from the letters of its name.</summary>
    public static SimulatedSymbol Of(string symbol)
    {
        if (All.TryGetValue(symbol, out var known))
            return known;
        var hash = 17;
        foreach (var letter in symbol)
            hash = unchecked((hash * 31) + letter) & 0x7FFF_FFFF;
        var price = Math.Round(Math.Exp(hash % 1000 / 150.0), 2);
        return new SimulatedSymbol(price, 0.0001, 0.006, 100_000 / price, hash % 100_000);
    }

    /// <summary>A candle n times as long has a range of about the root of n and n times the volume.</summary>
    public Pricing PricingOf(Timeframe timeframe)
    {
        var length = timeframe.Minutes / (double)Timeframe.M15.Minutes;
        return new Pricing(Price, Tick, MeanRange * Math.Sqrt(length), MeanVolume * length);
    }
}
