using Waickoff.Market.Feeds;

namespace Waickoff.Sandbox.Exchange;

/// <summary>What a sandbox exchange serves, and how its time goes.</summary>
public sealed record SandboxExchangeOptions
{
    /// <summary>Where the candles come from. What opens after the exchange's clock is not shown yet.</summary>
    public required ICandleFeed Feed { get; init; }

    /// <summary>Real time: it paces the clock, the limits and slow answers; the system's where none is given.</summary>
    public TimeProvider? Time { get; init; }

    /// <summary>What the exchange's own clock shows at the start, in UTC milliseconds.</summary>
    public required long StartMs { get; init; }

    /// <summary>How fast its clock goes: 0 stands and moves only by hand, 1 is real time.</summary>
    public double Speed { get; init; }

    /// <summary>Draws trades and faults; the same seed gives the same bytes.</summary>
    public int Seed { get; init; }

    /// <summary>Port of the Binance server; 0 lets the system choose.</summary>
    public int BinancePort { get; init; }

    /// <summary>Port of the Bybit server; 0 lets the system choose.</summary>
    public int BybitPort { get; init; }

    /// <summary>Weight a caller of Binance may use in a minute.</summary>
    public int BinanceWeightLimit { get; init; } = 6_000;

    /// <summary>Calls that go on after a 429 before Binance bans.</summary>
    public int CallsBeforeBan { get; init; } = 3;

    /// <summary>How long Binance bans.</summary>
    public TimeSpan BinanceBan { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Requests a caller of Bybit may make in five seconds.</summary>
    public int BybitRequestLimit { get; init; } = 600;

    /// <summary>How long Bybit bans.</summary>
    public TimeSpan BybitBan { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>How many trades are made of each recorded candle, 4 or more; the forming candle is sent after each.</summary>
    public int TradesPerCandle { get; init; } = 12;
}
