using Waickoff.Analysis;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;

namespace Waickoff.Analyst.Overlays;

/// <summary>
/// Writes what was found on one timeframe as overlays. The numbers come from <see cref="TimeframeNumbers"/>, as those of the briefing do, so
/// that a number an answer cites is the number its overlay shows.
/// </summary>
internal sealed partial class OverlayWriter
{
    private readonly MarketNumbers market;
    private readonly TimeframeNumbers numbers;
    private readonly NumberFormat format;
    private readonly MarketNames names;
    private readonly string language;
    private readonly int oldest;
    private readonly List<Overlay> written = [];

    private OverlayWriter(MarketNumbers market, TimeframeNumbers numbers, NumberFormat format, int candles)
    {
        (this.market, this.numbers, this.format) = (market, numbers, format);
        language = format.Language == ReaderLanguage.Spanish ? "es" : "en";
        names = MarketNames.In(format.Language);
        oldest = Math.Max(0, Analysis.Count - candles);
    }

    /// <summary>Everything of a timeframe that reaches into its last candles, in the order it is drawn: what lies behind first.</summary>
    public static IReadOnlyList<Overlay> Write(
        MarketNumbers market,
        TimeframeNumbers numbers,
        NumberFormat format,
        int candles
    )
    {
        var writer = new OverlayWriter(market, numbers, format, candles);
        writer.Profiles();
        writer.Wyckoff();
        writer.Zones();
        writer.Structure();
        writer.Waves();
        writer.Volume();
        writer.Bands();
        writer.Follow();
        writer.History();
        writer.Values();
        return writer.written;
    }

    private TimeframeAnalysis Analysis => numbers.Analysis;

    private int Last => Analysis.Count - 1;

    /// <summary>Open time of a candle.</summary>
    private long At(int index) => Analysis.Candles.Span[index].OpenTimeMs;

    /// <summary>Close of a candle.</summary>
    private long CloseOf(int index) => At(index) + Analysis.Timeframe.Milliseconds;

    private string Say(string english, string spanish) => language == "es" ? spanish : english;

    /// <summary>The quantities that are known, as they are printed.</summary>
    private OverlayNumber[] Print(params ReadOnlySpan<Quantity> quantities)
    {
        var printed = new List<OverlayNumber>(quantities.Length);
        foreach (ref readonly var quantity in quantities)
        {
            if (quantity.IsKnown)
                printed.Add(
                    new OverlayNumber(
                        quantity.What,
                        OverlayTexts.Name(quantity.What, language),
                        quantity.Value,
                        format.Write(quantity.Value, quantity.Form)
                    )
                );
        }
        return [.. printed];
    }

    /// <summary>
    /// Writes the findings of a log that reach into the candles that are shown. One with a life stands until a state ends it, one without is
    /// a thing of its moment. What answers speak of however long ago it was is always among them.
    /// </summary>
    private void Each<TFinding>(
        Findings<TFinding> findings,
        Func<FindingState, bool>? isEnd,
        Func<TFinding, Overlay?> write,
        Func<TFinding, bool>? isSpokenOf = null
    )
        where TFinding : struct, IFinding
    {
        for (var number = 0; number < findings.Count; number++)
        {
            var life = findings.LifeOf(number).ToList();
            var end = life.FindIndex(e => isEnd?.Invoke(e.State) == true);
            var reach =
                end >= 0 ? life[end].Index
                : isEnd is null ? findings[number].ConfirmedIndex
                : Last;
            var isShown = reach >= oldest || isSpokenOf?.Invoke(findings[number]) == true;
            if (!isShown || write(findings[number]) is not { } overlay)
                continue;
            written.Add(
                overlay with
                {
                    ToMs = end >= 0 ? At(life[end].Index) : overlay.ToMs,
                    IsStanding = end < 0 && overlay.IsStanding,
                    State = life.Count > 0 ? names.State(life[^1].State) : overlay.State,
                    Life = [.. life.Select(e => new OverlayStep(CloseOf(e.Index), names.State(e.State)))],
                }
            );
        }
    }
}
