using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.TrackRecord;
using Waickoff.Testing;

namespace Waickoff.Backtest.Tests.TrackRecord;

/// <summary>Scenarios at the start of a <see cref="CandleBuilder"/>: price at 100, a zone from 98 to 99, wrong below 97, targets above 103.</summary>
internal static class Scenarios
{
    public const int Horizon = 6;

    public static readonly PublishedScenario Bullish = new()
    {
        Venue = "binance",
        IsSimulated = false,
        Symbol = "BTCUSDT",
        Timeframe = Timeframe.M15,
        Side = Side.Bullish,
        MadeMs = CandleBuilder.StartMs,
        Close = 100,
        Bottom = 98,
        Top = 99,
        Confirmation = 101,
        Invalidation = 97,
        LowerInvalidation = null,
        Targets = new ValueList<double>([103.0, 105.5]),
        HorizonCandles = Horizon,
        RuleVersion = 1,
        CandleCount = 400,
        DataHash = CandleDigest.Of([]),
    };

    public static readonly PublishedScenario Neutral = Bullish with
    {
        Side = Side.None,
        Confirmation = null,
        Bottom = 97,
        Top = 103,
        Invalidation = 103,
        LowerInvalidation = 97,
        Targets = default,
    };

    /// <summary>Upside down around 100.</summary>
    public static PublishedScenario Mirrored(PublishedScenario s) =>
        s with
        {
            Side = s.Side.Opposite(),
            Close = 200 - s.Close,
            Bottom = 200 - s.Top,
            Top = 200 - s.Bottom,
            Confirmation = 200 - s.Confirmation,
            Invalidation = 200 - s.Invalidation,
            Targets = new ValueList<double>([.. s.Targets.Select(t => 200 - t)]),
        };

    public static CandleSeries Mirrored(CandleSeries series) =>
        new(
            series.Timeframe,
            [
                .. series
                    .Span.ToArray()
                    .Select(c =>
                        c with
                        {
                            Open = 200 - c.Open,
                            High = 200 - c.Low,
                            Low = 200 - c.High,
                            Close = 200 - c.Close,
                        }
                    ),
            ]
        );
}
