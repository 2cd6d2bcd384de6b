using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using static Waickoff.Cli.Detect.DetectorOption;

namespace Waickoff.Cli.Detect;

/// <summary>All detectors by name: what can be chosen about each, and how it is made.</summary>
internal static class DetectorCatalog
{
    private const string Length = "length";
    private const string ReversalAtr = "reversalAtr";

    public static readonly IReadOnlyList<Detector> All =
    [
        .. Structure(),
        .. Waves(),
        .. Wyckoff(),
        .. Volume(),
        .. Indicators(),
    ];

    public static string Names { get; } = string.Join(' ', All.Select(d => d.Name).Order(StringComparer.Ordinal));

    public static Detector? Find(string name) =>
        All.FirstOrDefault(d => d.Name.Equals(name, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<Detector> Structure() =>
        [
            new TrackerDetector<Swing>(
                "swings",
                Swings.RuleVersion,
                [Count(Length, 5, to: 1_000)],
                "swing",
                s => (2 * s.Count(Length)) + 1,
                (s, tape, log) => new Swings(tape, s.Count(Length), log)
            ),
            new TrackerDetector<StructureEvent>(
                "structure",
                MarketStructure.RuleVersion,
                [Count(Length, 5, to: 1_000)],
                "break or sweep",
                s => (2 * s.Count(Length)) + 1,
                (s, tape, log) => new MarketStructure(tape, s.Count(Length), log)
            ),
            new TrackerDetector<OrderBlock>(
                "order-blocks",
                OrderBlocks.RuleVersion,
                [
                    Count(Length, 5, to: 1_000),
                    Choice("choice", "extreme", "extreme", "last-opposite"),
                    Choice("mitigation", "close", "close", "wick"),
                ],
                "order block",
                s => (2 * s.Count(Length)) + 1,
                (s, tape, log) =>
                    new OrderBlocks(
                        new MarketStructure(tape, s.Count(Length)),
                        options: new OrderBlockOptions(
                            s.Choice<OrderBlockChoice>("choice"),
                            MitigationByWick: s.Is("mitigation", "wick")
                        ),
                        log: log
                    )
            )
            {
                MainKind = "order-block",
            },
            new TrackerDetector<FairValueGap>(
                "fair-value-gaps",
                FairValueGaps.RuleVersion,
                [Number("minimumHeightAtr", 0, from: 0, to: 1_000), Flag("joined", false)],
                "fair value gap",
                _ => 3,
                (s, tape, log) =>
                    new FairValueGaps(
                        tape,
                        new FairValueGapOptions(s.Number("minimumHeightAtr"), s.Flag("joined")),
                        log
                    )
            )
            {
                MainKind = "fair-value-gap",
            },
            new TrackerDetector<LiquidityEvent>(
                "liquidity",
                Liquidity.RuleVersion,
                [Count(Length, 3, to: 1_000), Number("toleranceAtr", 0.1, from: 0, to: 1_000, aboveFrom: true)],
                "pool or previous level",
                s => (2 * s.Count(Length)) + 2,
                (s, tape, log) =>
                    new Liquidity(tape, new LiquidityOptions(s.Count(Length), s.Number("toleranceAtr")), log)
            ),
        ];

    private static IEnumerable<Detector> Waves() =>
        [
            new TrackerDetector<Turn>(
                "legs",
                Legs.RuleVersion,
                [Number(ReversalAtr, 3, from: 0, to: 1_000, aboveFrom: true)],
                "turning point",
                _ => 2,
                (s, tape, log) => new Legs(tape, s.Number(ReversalAtr), log)
            ),
            new TrackerDetector<FibonacciLeg>(
                "fibonacci",
                FibonacciLevels.RuleVersion,
                [
                    Choice("scale", "legs", "legs", "swings"),
                    Number(ReversalAtr, 3, from: 0, to: 1_000, aboveFrom: true),
                    Count(Length, 50, to: 1_000, inId: false),
                ],
                "completed leg",
                _ => 3,
                (s, tape, log) =>
                    s.Is("scale", "legs")
                        ? new FibonacciLevels(new Legs(tape, s.Number(ReversalAtr)), log)
                        : new FibonacciLevels(new Swings(tape, s.Count(Length)), log)
            )
            {
                MainKind = "fibonacci-leg",
            },
            new TrackerDetector<ElliottReading>(
                "elliott",
                ElliottWaves.RuleVersion,
                [
                    Number(ReversalAtr, 3, from: 0, to: 1_000, aboveFrom: true),
                    Number("minimumScore", 0.1, from: 0, to: 1),
                    Number("logSpanPercent", 30, from: 0, to: 1_000_000),
                    Flag("diagonals", false),
                ],
                "third turning point",
                _ => 4,
                (s, tape, log) =>
                    new ElliottWaves(
                        new Legs(tape, s.Number(ReversalAtr)),
                        new ElliottOptions(s.Number("minimumScore"), s.Number("logSpanPercent"), s.Flag("diagonals")),
                        log
                    )
            )
            {
                MainKind = "counts",
                Standing = last => [("counts", last?.Counts ?? default)],
            },
        ];

    private static IEnumerable<Detector> Wyckoff() =>
        [
            new WyckoffDetector(),
            new TrackerDetector<CompositeManReading>(
                "composite-man",
                CompositeMan.RuleVersion,
                [],
                "sign of the Composite Man",
                _ => 2,
                (_, tape, log) =>
                {
                    var legs = new Legs(tape);
                    return new CompositeMan(tape, legs, new MarketStructure(tape), new WyckoffEvents(tape, legs), log);
                }
            )
            {
                MainKind = "composite-man",
                Standing = last =>
                    [
                        ("activity", last?.Activity ?? CompositeManActivity.Unclear),
                        ("for", last?.For ?? default),
                        ("against", last?.Against ?? default),
                    ],
            },
        ];

    private static IEnumerable<Detector> Volume() =>
        [
            new VwapDetector(),
            new VolumeProfileDetector(),
            new TrackerDetector<DailyPoc>(
                "daily-poc",
                DailyPocs.RuleVersion,
                [],
                "completed day",
                _ => 2,
                (_, tape, log) => new DailyPocs(tape, log)
            )
            {
                MainKind = "daily-poc",
            },
            new TrackedSeriesDetector<WaveEffort, EffortResult>(
                "effort-result",
                WaveEfforts.RuleVersion,
                [Number(ReversalAtr, 3, from: 0, to: 1_000, aboveFrom: true)],
                "leg whose effort and result part",
                _ => 4,
                (s, tape, log) =>
                    (new WaveEfforts(new Legs(tape, s.Number(ReversalAtr)), log), () => EffortResult.Of(tape))
            ),
            new TrackedSeriesDetector<DeltaDivergence, DeltaValue>(
                "delta",
                VolumeDelta.RuleVersion,
                [Choice("anchor", "day", "day", "week", "month", "start"), Count(Length, 5, to: 1_000)],
                "divergence",
                s => (2 * s.Count(Length)) + 2,
                (s, tape, log) =>
                {
                    var delta = new VolumeDelta(s.Choice<AnchorPeriod>("anchor"));
                    return (new DeltaDivergences(tape, s.Count(Length), log), () => delta.Add(in tape.Current));
                }
            )
            {
                MainKind = "delta-divergence",
            },
        ];

    private static IEnumerable<Detector> Indicators() =>
        [
            new TrackedSeriesDetector<Squeeze, SqueezeValue>(
                "squeeze",
                Squeezes.RuleVersion,
                [],
                "squeeze or band walk",
                _ => 20,
                (_, tape, log) =>
                {
                    var squeezes = new Squeezes(tape, log);
                    return (squeezes, () => squeezes.Current);
                }
            ),
            new SeriesDetector<SessionValue>(
                "sessions",
                SessionSeries.RuleVersion,
                [],
                (_, timeframe) => new SessionSeries(timeframe)
            ),
            new SeriesDetector<BollingerValue>(
                "bollinger",
                BollingerBands.RuleVersion,
                [Count(Length, 20, from: 2), Number("deviations", 2, from: 0, to: 100, aboveFrom: true)],
                (s, _) => new BollingerBands(s.Count(Length), s.Number("deviations"))
            ),
            new SeriesDetector<KeltnerValue>(
                "keltner",
                KeltnerChannel.RuleVersion,
                [Count(Length, 20), Number("ranges", 1.5, from: 0, to: 100, aboveFrom: true)],
                (s, timeframe) => new KeltnerChannel(timeframe, s.Count(Length), s.Number("ranges"))
            ),
            new SeriesDetector<double>(
                "atr",
                AverageTrueRange.RuleVersion,
                [Count(Length, 14)],
                (s, timeframe) => new AverageTrueRange(timeframe, s.Count(Length))
            ),
            new SeriesDetector<double>(
                "ema",
                ExponentialAverage.RuleVersion,
                [Count(Length, 20)],
                (s, _) => new ExponentialAverage(s.Count(Length))
            ),
            new SeriesDetector<double>(
                "rsi",
                RelativeStrength.RuleVersion,
                [Count(Length, 14)],
                (s, _) => new RelativeStrength(s.Count(Length))
            ),
        ];
}
