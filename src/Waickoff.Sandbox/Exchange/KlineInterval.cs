using Waickoff.Analysis.Candles;

namespace Waickoff.Sandbox.Exchange;

/// <summary>The length of a kline as a venue offers it: whole minutes or days at UTC multiples, weeks from Monday, calendar months.</summary>
internal sealed class KlineInterval
{
    private const int Week = 7 * 1440;
    private const int Month = 30 * 1440;

    /// <summary>1970-01-05, the first Monday.</summary>
    private const long MondayMs = 4 * 86_400_000L;

    private static readonly Dictionary<string, KlineInterval> OfBinance = Table(
        ("1s", 0),
        ("1m", 1),
        ("3m", 3),
        ("5m", 5),
        ("15m", 15),
        ("30m", 30),
        ("1h", 60),
        ("2h", 120),
        ("4h", 240),
        ("6h", 360),
        ("8h", 480),
        ("12h", 720),
        ("1d", 1440),
        ("3d", 3 * 1440),
        ("1w", Week),
        ("1M", Month)
    );

    private static readonly Dictionary<string, KlineInterval> OfBybit = Table(
        ("1", 1),
        ("3", 3),
        ("5", 5),
        ("15", 15),
        ("30", 30),
        ("60", 60),
        ("120", 120),
        ("240", 240),
        ("360", 360),
        ("720", 720),
        ("D", 1440),
        ("W", Week),
        ("M", Month)
    );

    private readonly int minutes;

    private KlineInterval(string code, int minutes)
    {
        Code = code;
        this.minutes = minutes;
    }

    /// <summary>How the venue spells it.</summary>
    public string Code { get; }

    /// <summary>The timeframe of our own that it is; null for seconds, weeks and months.</summary>
    public Timeframe? Timeframe => minutes is 0 or Week or Month ? null : new Timeframe(minutes);

    /// <summary>True where candles of a minute or longer can fill it.</summary>
    public bool IsServed => minutes > 0;

    /// <summary>The shortest of Binance that is longer, up to a day; a day for the longest.</summary>
    public static KlineInterval LongerThan(Timeframe timeframe) =>
        OfBinance.Values.FirstOrDefault(i => i.Timeframe > timeframe) ?? OfBinance["1d"];

    public static KlineInterval? Binance(string? code) => code is null ? null : OfBinance.GetValueOrDefault(code);

    public static KlineInterval? Bybit(string? code) => code is null ? null : OfBybit.GetValueOrDefault(code);

    /// <summary>The open time of the kline that holds a moment.</summary>
    public long Floor(long timeMs) =>
        minutes switch
        {
            0 => timeMs - (timeMs % 1_000),
            Week => timeMs - ((timeMs - MondayMs) % (Week * 60_000L)),
            Month => MonthOf(timeMs).ToUnixTimeMilliseconds(),
            _ => timeMs - (timeMs % (minutes * 60_000L)),
        };

    /// <summary>The moment at which the kline that holds a moment has closed.</summary>
    public long EndOf(long timeMs) =>
        minutes switch
        {
            0 => Floor(timeMs) + 1_000,
            Month => MonthOf(timeMs).AddMonths(1).ToUnixTimeMilliseconds(),
            _ => Floor(timeMs) + (minutes * 60_000L),
        };

    private static DateTimeOffset MonthOf(long timeMs)
    {
        var time = DateTimeOffset.FromUnixTimeMilliseconds(timeMs);
        return new DateTimeOffset(time.Year, time.Month, 1, 0, 0, 0, TimeSpan.Zero);
    }

    private static Dictionary<string, KlineInterval> Table(params (string Code, int Minutes)[] rows) =>
        rows.ToDictionary(r => r.Code, r => new KlineInterval(r.Code, r.Minutes));
}
