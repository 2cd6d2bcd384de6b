namespace Waickoff.Sandbox.Exchange;

/// <summary>What a venue can do wrong. The first are of candles over REST, then answers as such, then streams.</summary>
public enum SandboxFault
{
    /// <summary>One candle inside the answer is left out.</summary>
    Gap1,

    /// <summary>Three candles are left out.</summary>
    Gap3,

    /// <summary>24 candles are left out.</summary>
    Gap24,

    /// <summary>500 candles are left out.</summary>
    Gap500,

    /// <summary>Rows come twice.</summary>
    DuplicateRows,

    /// <summary>The rows stand the other way round.</summary>
    ReversedRows,

    /// <summary>Rows of a longer interval stand among them.</summary>
    InterleavedInterval,

    /// <summary>The forming candle comes as if it had closed: where the venue writes a close time, it is past.</summary>
    UnclosedLast,

    /// <summary>A closed candle is not what it was.</summary>
    RevisedCandle,

    /// <summary>A price is 0.</summary>
    ZeroPrice,

    /// <summary>A price is negative.</summary>
    NegativePrice,

    /// <summary>A price is <c>NaN</c>.</summary>
    NaNPrice,

    /// <summary>A price is <c>Infinity</c>.</summary>
    InfinitePrice,

    /// <summary>A candle reaches up to ten times its price.</summary>
    Spike,

    /// <summary>A candle has volume 0.</summary>
    ZeroVolume,

    /// <summary>Times are in seconds.</summary>
    SecondsNotMilliseconds,

    /// <summary>What the venue writes as a string comes as a number, and the other way round.</summary>
    SwappedNumberTypes,

    /// <summary>A row ends too early.</summary>
    MissingField,

    /// <summary>The JSON is cut off in the middle.</summary>
    TruncatedJson,

    /// <summary>A web page with status 200.</summary>
    Html,

    /// <summary>No rows at all.</summary>
    EmptyArray,

    /// <summary>A small compressed answer that unpacks to 256 MB.</summary>
    GzipBomb,

    /// <summary>The candles of another symbol.</summary>
    WrongSymbol,

    /// <summary>The symbol is not traded any more: its candles end when the fault was set.</summary>
    Delisted,

    /// <summary>429, on Bybit retCode 10006; <see cref="FaultSetting.Value"/> is Retry-After in seconds.</summary>
    TooManyRequests,

    /// <summary>418, on Bybit 403; <see cref="FaultSetting.Value"/> is Retry-After in seconds.</summary>
    Banned,

    /// <summary>A 5xx answer; <see cref="FaultSetting.Value"/> is the status.</summary>
    ServerError,

    /// <summary>The answer comes after <see cref="FaultSetting.Value"/> milliseconds.</summary>
    SlowAnswer,

    /// <summary>The connection is cut instead of an answer; a client may ask once more by itself when it had kept that connection.</summary>
    ConnectionReset,

    /// <summary>A stream breaks after <see cref="FaultSetting.Value"/> seconds of the exchange's clock.</summary>
    StreamDropAfterSeconds,

    /// <summary>A stream breaks after <see cref="FaultSetting.Value"/> messages.</summary>
    StreamDropAfterMessages,

    /// <summary>A message is overtaken by the one behind it.</summary>
    StreamOutOfOrder,

    /// <summary>A message is sent twice.</summary>
    StreamDuplicates,

    /// <summary>The connection stays open and nothing is sent.</summary>
    StreamSilent,

    /// <summary>Something that is no JSON instead of a message.</summary>
    StreamGarbage,
}

/// <summary>The venues of the exchange.</summary>
public enum SandboxVenue
{
    /// <summary>Binance spot.</summary>
    Binance,

    /// <summary>Bybit, spot and perpetual.</summary>
    Bybit,
}

/// <summary>What a request asks for.</summary>
public enum SandboxEndpoint
{
    /// <summary>Candles.</summary>
    Candles,

    /// <summary>Trades.</summary>
    Trades,

    /// <summary>The list of instruments.</summary>
    Instruments,

    /// <summary>Tickers.</summary>
    Tickers,

    /// <summary>The time, and pings.</summary>
    Time,
}

/// <summary>When a fault strikes. What is not named is everything.</summary>
public sealed record FaultSetting
{
    /// <summary>How often it strikes: the next so many requests or messages; null until it is cleared.</summary>
    public int? Times { get; init; }

    /// <summary>Only this symbol, as the venue spells it.</summary>
    public string? Symbol { get; init; }

    /// <summary>Only this venue.</summary>
    public SandboxVenue? Venue { get; init; }

    /// <summary>Which requests an answer fault hits; candle requests where none is named. Candle faults hit nothing else.</summary>
    public SandboxEndpoint? Endpoint { get; init; }

    /// <summary>How likely it strikes each time, 0 to 1, drawn from the seed.</summary>
    public double Probability { get; init; } = 1;

    /// <summary>Seconds, milliseconds, messages or a status, as the fault says; null for its usual one.</summary>
    public long? Value { get; init; }
}
