using Shouldly;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Testing;

/// <summary>The laws every detector obeys. A detector's tests call <see cref="Check"/> once.</summary>
public static class DetectorLaws
{
    /// <summary>
    /// Checks the laws on random series: what is known after n candles is what a run over the first n finds; nothing confirmed
    /// changes; upside down only swaps the sides; doubled prices double the levels; short and flat input finds nothing.
    /// </summary>
    /// <param name="create">Makes the tracker.</param>
    /// <param name="mirroredKind">How a kind is called upside down; by default high and low change places.</param>
    /// <param name="mainKind">The kind a variant is compared as upside down; itself by default.</param>
    /// <param name="seed">The first seed of the series.</param>
    /// <param name="isMirrored">
    /// The findings that upside down must be found again; all by default. A test that leaves some out says why the law cannot hold.
    /// </param>
    public static void Check<TFinding>(
        Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create,
        Func<string, string>? mirroredKind = null,
        Func<string, string>? mainKind = null,
        int seed = 1,
        Func<TFinding, bool>? isMirrored = null
    )
        where TFinding : struct, IFinding
    {
        for (var s = seed; s < seed + 3; s++)
        {
            var series = RandomCandles.Walk(s, 4_000);
            var log = Detection.Detect(series, create);
            log.Count.ShouldBeGreaterThan(0, $"seed {s}: a law about nothing proves nothing");
            NothingIsRewritten(series, create, s);
            OrderedAndUnique(log, series.Count, s);
            var isCompared = isMirrored ?? (_ => true);
            UpsideDownSwapsTheSides(
                series,
                create,
                mirroredKind ?? SwapHighAndLow,
                mainKind ?? (kind => kind),
                isCompared,
                s
            );
            DoubledPricesDoubleTheLevels(series, create, s);
        }
        ShortInputFindsNothing(create);
    }

    /// <summary>A run over any prefix finds the same findings and events, in the same order, as the whole run up to there.</summary>
    public static void NothingIsRewritten<TFinding>(
        CandleSeries series,
        Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create,
        int seed,
        int prefixes = 12
    )
        where TFinding : struct, IFinding
    {
        var whole = Detection.Detect(series, create);
        var random = new Random(seed);
        for (var k = 0; k < prefixes; k++)
        {
            var count = random.Next(1, series.Count);
            var part = Detection.Detect(new CandleSeries(series.Timeframe, series.Span[..count].ToArray()), create);
            var because = $"seed {seed}, first {count} candles";
            Same(part.Findings.ToArray(), whole.Findings.ToArray().Where(f => f.ConfirmedIndex < count), because);
            Same(part.Events.ToArray(), whole.Events.ToArray().Where(e => e.Index < count), because);
        }
    }

    private static void OrderedAndUnique<TFinding>(FindingLog<TFinding> log, int count, int seed)
        where TFinding : struct, IFinding
    {
        var findings = log.Findings.ToArray();
        findings.ShouldAllBe(
            f => f.Index >= 0 && f.ConfirmedIndex >= f.Index && f.ConfirmedIndex < count,
            $"seed {seed}"
        );
        findings.Select(f => f.ConfirmedIndex).ShouldBeInOrder(SortDirection.Ascending, $"seed {seed}");
        findings.Select(Identity).ShouldBeUnique($"seed {seed}");
        var events = log.Events.ToArray();
        events.Select(e => e.Index).ShouldBeInOrder(SortDirection.Ascending, $"seed {seed}");
        events.Select(e => (e.Finding, e.State)).ShouldBeUnique($"seed {seed}: each state once");
        events.ShouldAllBe(e => e.Index > findings[e.Finding].ConfirmedIndex, $"seed {seed}");
    }

    private static void UpsideDownSwapsTheSides<TFinding>(
        CandleSeries series,
        Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create,
        Func<string, string> mirroredKind,
        Func<string, string> mainKind,
        Func<TFinding, bool> isCompared,
        int seed
    )
        where TFinding : struct, IFinding
    {
        var expected = Detection
            .Detect(series, create)
            .Findings.ToArray()
            .Where(isCompared)
            .Select(f =>
                (
                    mirroredKind(f.Kind),
                    f.Side.Opposite(),
                    f.Index,
                    f.ConfirmedIndex,
                    Rounded(RandomCandles.Ceiling - f.Level)
                )
            );
        var found = Detection
            .Detect(RandomCandles.Mirror(series), create)
            .Findings.ToArray()
            .Where(isCompared)
            .Select(f => (mainKind(f.Kind), f.Side, f.Index, f.ConfirmedIndex, Rounded(f.Level)));
        Same(Sorted(found), Sorted(expected), $"seed {seed}, upside down");
    }

    private static void DoubledPricesDoubleTheLevels<TFinding>(
        CandleSeries series,
        Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create,
        int seed
    )
        where TFinding : struct, IFinding
    {
        var single = Detection.Detect(series, create);
        var doubled = Detection.Detect(RandomCandles.Scale(series, 2), create);
        Same(
            doubled.Findings.ToArray().Select(RoundedIdentity),
            single.Findings.ToArray().Select(f => (f.Kind, f.Side, f.Index, f.ConfirmedIndex, Rounded(2 * f.Level))),
            $"seed {seed}, doubled"
        );
        Same(doubled.Events.ToArray(), single.Events.ToArray(), $"seed {seed}, doubled");
    }

    private static void ShortInputFindsNothing<TFinding>(Func<Tape, FindingLog<TFinding>, Tracker<TFinding>> create)
        where TFinding : struct, IFinding
    {
        for (var count = 0; count < 3; count++)
        {
            var series = new CandleSeries(Timeframe.M15, RandomCandles.Walk(7, 10).Span[..count].ToArray());
            Detection.Detect(series, create).Count.ShouldBe(0, $"{count} candles");
        }
        Detection.Detect(new CandleBuilder().Flat(600, 100).Build(), create).Count.ShouldBe(0, "flat");
    }

    private static (string, string?, Side, int, int, double) Identity<TFinding>(TFinding f)
        where TFinding : struct, IFinding => (f.Kind, f.Variant, f.Side, f.Index, f.ConfirmedIndex, f.Level);

    private static (string, Side, int, int, double) RoundedIdentity<TFinding>(TFinding f)
        where TFinding : struct, IFinding => (f.Kind, f.Side, f.Index, f.ConfirmedIndex, Rounded(f.Level));

    private static string SwapHighAndLow(string kind) =>
        kind.Contains("high", StringComparison.Ordinal)
            ? kind.Replace("high", "low", StringComparison.Ordinal)
            : kind.Replace("low", "high", StringComparison.Ordinal);

    /// <summary>Compares two long lists and shows only where they part.</summary>
    private static void Same<T>(IEnumerable<T> found, IEnumerable<T> expected, string because)
    {
        var (left, right) = (found.ToList(), expected.ToList());
        var length = Math.Min(left.Count, right.Count);
        for (var i = 0; i < length; i++)
            left[i].ShouldBe(right[i], $"{because}, place {i} of {right.Count}");
        left.Count.ShouldBe(right.Count, $"{because}, first extra: {left.Concat(right).ElementAtOrDefault(length)}");
    }

    /// <summary>Means of grid prices often lie half way between two sixth decimals, where the last bit decides: so not quite half way.</summary>
    private static double Rounded(double level) => Math.Round(level + 3e-8, 6);

    private static IEnumerable<(string, Side, int, int, double)> Sorted(
        IEnumerable<(string Kind, Side Side, int Index, int Confirmed, double Level)> findings
    ) =>
        findings
            .OrderBy(f => f.Confirmed)
            .ThenBy(f => f.Index)
            .ThenBy(f => f.Kind)
            .ThenBy(f => f.Side)
            .ThenBy(f => f.Level);
}
