using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Volume;
using static Waickoff.Cli.Detect.DetectorOption;

namespace Waickoff.Cli.Detect;

/// <summary>The volume profile of all candles, or of the last day or week of them.</summary>
internal sealed class VolumeProfileDetector()
    : Detector(
        "volume-profile",
        VolumeProfile.RuleVersion,
        [Choice(Span, All, All, "day", "week"), Number(Tick, 0, from: 0, to: 1_000_000)]
    )
{
    private const string Span = "span";
    private const string All = "all";
    private const string Tick = "tick";

    public override DetectionResult Detect(CandleSeries series, DetectorSettings settings)
    {
        var candles = Chosen(series, settings);
        var profile = VolumeProfile.Compute(candles, settings.Number(Tick), out var absence);
        var reason = absence switch
        {
            ProfileAbsence.None => "a profile, nothing to find",
            ProfileAbsence.NoCandles => "no candles",
            ProfileAbsence.NoVolume => "no volume was traded",
            ProfileAbsence.NoRange => "all was traded at one price",
        };
        return new DetectionResult(NoFindings.List, reason)
        {
            Members =
            [
                ("firstIndex", series.Count - candles.Length),
                ("rows", profile?.Rows ?? []),
                ("poc", profile?.Poc ?? double.NaN),
                ("vah", profile?.Vah ?? double.NaN),
                ("val", profile?.Val ?? double.NaN),
                ("hvn", profile?.Hvn ?? []),
                ("lvn", profile?.Lvn ?? []),
            ],
        };
    }

    public override Action<CandleSeries> Repeatable(CandleSeries series, DetectorSettings settings) =>
        input => VolumeProfile.Compute(Chosen(input, settings), settings.Number(Tick));

    private static ReadOnlySpan<Candle> Chosen(CandleSeries series, DetectorSettings settings)
    {
        var candles = series.Span;
        if (settings.Is(Span, All) || candles.IsEmpty)
            return candles;
        var days = settings.Is(Span, "day") ? 1 : 7;
        var end = candles[^1].OpenTimeMs + series.Timeframe.Milliseconds;
        var first = candles.Length;
        while (first > 0 && candles[first - 1].OpenTimeMs >= end - (days * Timeframe.D1.Milliseconds))
            first--;
        return candles[first..];
    }
}
