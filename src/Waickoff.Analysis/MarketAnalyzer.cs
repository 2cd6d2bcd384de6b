using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis;

/// <summary>
/// The analysis of one market on several timeframes from one stream of base candles. A higher candle is built here and enters its own
/// analysis only when it has closed; a base candle enters before the higher candles it completes.
/// </summary>
public sealed class MarketAnalyzer
{
    private readonly Analyzer[] analyzers;

    /// <summary>What builds the candles of each timeframe; null for the base, which needs no building.</summary>
    private readonly Resampler?[] resamplers;

    /// <summary>The base candles, kept apart only where the base itself is not analysed.</summary>
    private readonly AppendLog<Candle>? stream;

    /// <summary>The last analysis of each timeframe: it holds until its own next candle, which for a long one is far away.</summary>
    private readonly Built[] built;

    /// <summary>Starts without candles.</summary>
    /// <param name="baseTimeframe">The timeframe of the stream.</param>
    /// <param name="timeframes">The timeframes to analyse: multiples of the base, the base itself among them or not.</param>
    /// <param name="capacity">How many base candles to make room for at once; more may come.</param>
    /// <exception cref="ArgumentException">A timeframe is not a multiple of the base, or there is none.</exception>
    public MarketAnalyzer(Timeframe baseTimeframe, IReadOnlyCollection<Timeframe> timeframes, int capacity = 0)
    {
        ArgumentNullException.ThrowIfNull(timeframes);
        if (timeframes.Count == 0)
            throw new ArgumentException("At least one timeframe is needed.", nameof(timeframes));
        BaseTimeframe = baseTimeframe;
        var ordered = timeframes.Distinct().Order().ToArray();
        analyzers = [.. ordered.Select(t => new Analyzer(t, capacity * baseTimeframe.Minutes / t.Minutes))];
        stream = ordered[0] == baseTimeframe ? null : new AppendLog<Candle>(capacity);
        resamplers = [.. ordered.Select(t => t == baseTimeframe ? null : new Resampler(baseTimeframe, t))];
        built = new Built[analyzers.Length];
    }

    /// <summary>The timeframe of the stream.</summary>
    public Timeframe BaseTimeframe { get; }

    /// <summary>The analyses, shortest timeframe first.</summary>
    public IReadOnlyList<Analyzer> Analyzers => analyzers;

    /// <summary>
    /// Takes a candle that was recorded at a higher timeframe, for the time before the base stream starts. All of a timeframe come before
    /// the first base candle.
    /// </summary>
    public void AddRecorded(Timeframe timeframe, in Candle closed)
    {
        var place = Array.FindIndex(analyzers, a => a.Timeframe == timeframe);
        if (place < 0)
            throw new ArgumentException($"{timeframe} is not analysed here.", nameof(timeframe));
        analyzers[place].Add(in closed);
        TellLower(place);
    }

    /// <summary>Takes the next closed base candle.</summary>
    /// <exception cref="ArgumentException">The candle is impossible or not later than the one before it.</exception>
    public void Add(in Candle closed)
    {
        stream?.Add(in closed);
        for (var i = 0; i < analyzers.Length; i++)
        {
            if (resamplers[i] is not { } resampler)
            {
                analyzers[i].Add(in closed);
                continue;
            }
            foreach (ref readonly var candle in resampler.Add(in closed))
            {
                // Where recorded candles lead up to the stream, the first built one may cover the same time: the recorded one stays.
                if (analyzers[i].LastOpenTimeMs >= candle.OpenTimeMs)
                    continue;
                analyzers[i].Add(in candle);
                TellLower(i);
            }
        }
    }

    /// <summary>
    /// The analysis as it stands, without the timeframes its data call missing; null before the first closed candle of any timeframe.
    /// </summary>
    public MarketAnalysis? Snapshot(MarketFacts data)
    {
        ArgumentNullException.ThrowIfNull(data);
        var finest = stream?.Snapshot() ?? analyzers[0].Candles;
        var timeframes = Enumerable
            .Range(0, analyzers.Length)
            .Where(i => !data.Missing.Contains(analyzers[i].Timeframe))
            .Select(i => Snapshot(i, finest, data.Tick))
            .OfType<TimeframeAnalysis>()
            .ToArray();
        return timeframes.Length == 0
            ? null
            : new MarketAnalysis(data, new ValueList<TimeframeAnalysis>(timeframes), Agreement.Of(timeframes));
    }

    private TimeframeAnalysis? Snapshot(int place, ReadOnlyMemory<Candle> finest, double tick)
    {
        var analyzer = analyzers[place];
        if (finest.IsEmpty)
            return analyzer.Snapshot();
        if (built[place] is { Analysis: { } last } same && same.Tick == tick && last.Count == analyzer.Count)
            return last;
        var analysis = analyzer.Snapshot(finest, tick);
        // Recorded candles may be ahead of the stream: what volume was traded in them is not known yet.
        if (analysis?.AsOfMs <= finest.Span[^1].OpenTimeMs + BaseTimeframe.Milliseconds)
            built[place] = new Built(tick, analysis);
        return analysis;
    }

    private void TellLower(int place)
    {
        if (place > 0)
            analyzers[place - 1].HigherBias = analyzers[place].Bias;
    }

    private readonly record struct Built(double Tick, TimeframeAnalysis? Analysis);
}
