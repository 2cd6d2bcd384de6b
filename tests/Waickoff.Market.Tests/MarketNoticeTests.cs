using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Tests;

public sealed class MarketNoticeTests
{
    /// <summary>2025-10-22 00:00 UTC.</summary>
    private const long TimeMs = 1_761_091_200_000;

    [Theory]
    [InlineData(MarketNoticeKind.FinerThanData, "1h is missing", "falta 1h")]
    [InlineData(MarketNoticeKind.NotAMultiple, "cannot be built from 15m", "no se puede construir con velas de 15m")]
    [InlineData(MarketNoticeKind.NotRecordedThen, "at 2025-10-22 00:00 UTC", "el 2025-10-22 00:00 UTC")]
    [InlineData(MarketNoticeKind.TooManyHoles, "3.5 % of its last 1000", "el 3,5 % de sus últimas 1000")]
    [InlineData(MarketNoticeKind.RecordedUntil, "until 2025-10-22 00:00 UTC", "hasta el 2025-10-22 00:00 UTC")]
    [InlineData(MarketNoticeKind.RecordedBeyond, "beyond the last 15m candle", "más allá de la última vela de 15m")]
    [InlineData(
        MarketNoticeKind.Outliers,
        "25 times the mean range: 3 of the last 1000, the newest of 2025-10-22 00:00 UTC",
        "25 veces el rango medio: 3 de las últimas 1000, la más reciente del 2025-10-22 00:00 UTC"
    )]
    [InlineData(MarketNoticeKind.LaterThanData, "end at 2025-10-22 00:00 UTC", "terminan el 2025-10-22 00:00 UTC")]
    public void It_can_be_said_in_English_and_in_Spanish(MarketNoticeKind kind, string english, string spanish)
    {
        var notice = new MarketNotice(kind, Timeframe.H1, Timeframe.M15, TimeMs, Percent: 3.5, Count: 3);

        notice.Describe("en").ShouldContain(english);
        notice.Describe("es").ShouldContain(spanish);
    }

    [Fact]
    public void Only_what_takes_a_timeframe_away_is_a_refusal()
    {
        Enum.GetValues<MarketNoticeKind>()
            .Where(kind => new MarketNotice(kind, Timeframe.H1, Timeframe.M15).IsRefusal)
            .ShouldBe([
                MarketNoticeKind.FinerThanData,
                MarketNoticeKind.NotAMultiple,
                MarketNoticeKind.NotRecordedThen,
                MarketNoticeKind.TooManyHoles,
            ]);
    }
}
