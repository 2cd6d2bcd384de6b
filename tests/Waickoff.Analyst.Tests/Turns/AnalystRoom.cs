using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Analyst.Grounding;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Turns;
using Waickoff.Sandbox;
using Waickoff.Sandbox.Model;

namespace Waickoff.Analyst.Tests.Turns;

/// <summary>A session with the sandbox model: the real SDK over HTTP, a market that moves with the clock, a budget.</summary>
internal sealed class AnalystRoom : IAsyncDisposable
{
    /// <summary>2026-11-23 00:00 UTC.</summary>
    public const long StartMs = 1_795_392_000_000;

    private static readonly Lazy<CandleSeries> Series = new(() =>
        SimulatedMarket.Create("BTCUSDT", 7, Timeframe.M15, 3_200, StartMs + (200 * Timeframe.M15.Milliseconds))
    );

    private readonly MarketAnalyzer analyzer = new(Timeframe.M15, [Timeframe.M15, Timeframe.H1, Timeframe.H4]);
    private readonly ReaderLanguage language;
    private int candles;
    private MarketAnalysis? analysis;

    private AnalystRoom(SandboxModel model, AnalystTurns turns, HandClock clock, ReaderLanguage language)
    {
        (Model, Turns, Clock, this.language) = (model, turns, clock, language);
        Opening = StoredBriefing.Of(Current());
    }

    public SandboxModel Model { get; }

    public AnalystTurns Turns { get; }

    public HandClock Clock { get; }

    public SessionBudget Budget { get; set; } = new();

    public StoredBriefing Opening { get; }

    public List<TurnMemory> History { get; } = [];

    public IAnalystTools? Tools { get; set; }

    public static async Task<AnalystRoom> OpenAsync(
        ReaderLanguage language = ReaderLanguage.English,
        Func<SandboxModelOptions, SandboxModelOptions>? model = null,
        Action<AnalystOptions>? options = null
    )
    {
        var clock = new HandClock(StartMs);
        var sandbox = new SandboxModelOptions { Time = clock };
        var started = await SandboxModel.StartAsync(model?.Invoke(sandbox) ?? sandbox);
        var settings = new AnalystOptions { ApiKey = started.ApiKey, BaseUrl = started.BaseUrl };
        options?.Invoke(settings);
        return new AnalystRoom(started, new AnalystTurns(settings, clock), clock, language);
    }

    /// <summary>The briefing as the market stands.</summary>
    public MarketBriefing Current()
    {
        var series = Series.Value;
        while (candles < series.Count && series[candles].OpenTimeMs + Timeframe.M15.Milliseconds <= Clock.NowMs)
        {
            analyzer.Add(in series.Span[candles++]);
            analysis = null;
        }
        analysis ??= analyzer.Snapshot(
            new MarketFacts(
                "simulated",
                "BTCUSDT",
                IsSimulated: true,
                Tick: 0.01,
                NowMs: series[candles - 1].OpenTimeMs + Timeframe.M15.Milliseconds,
                new ValueList<SeriesFacts>([SeriesFacts.Of(series.ClosedAt(Clock.NowMs), "test")]),
                default
            )
        );
        return MarketBriefing.Write(analysis!, language);
    }

    public TurnRequest Request(string question, string? model = null, bool isShort = false) =>
        new(Opening, Current(), [.. History], question, model, isShort) { TokensLeft = Budget.Left, Tools = Tools };

    /// <summary>Asks, and ends the turn as the server does.</summary>
    public async Task<Answer> AskAsync(
        string question = "",
        string? model = null,
        bool isShort = false,
        Action<AnalystEvent>? seen = null,
        CancellationToken stop = default
    )
    {
        var events = new List<AnalystEvent>();
        await foreach (var told in Turns.AnswerAsync(Request(question, model, isShort), Budget, stop))
        {
            events.Add(told);
            seen?.Invoke(told);
        }
        var answer = new Answer(events, Budget.EndTurn(events.OfType<AnalystEvent.Ended>().Single().IsCharged));
        events[^1].ShouldBe(answer.End, "nothing comes behind the end");
        if (answer.End.Memory is { } memory)
            History.Add(memory);
        return answer;
    }

    public async ValueTask DisposeAsync()
    {
        Turns.Dispose();
        await Model.DisposeAsync();
    }
}

/// <summary>What came of a turn.</summary>
internal sealed record Answer(IReadOnlyList<AnalystEvent> Events, long Charged)
{
    public AnalystEvent.Ended End => Events.OfType<AnalystEvent.Ended>().Single();

    public IReadOnlyList<AnalystEvent.CallUsed> Calls => [.. Events.OfType<AnalystEvent.CallUsed>()];

    public IReadOnlyList<string> Codes => [.. Events.OfType<AnalystEvent.Noted>().Select(n => n.Code)];

    public string Model => Events.OfType<AnalystEvent.ModelChosen>().Last().Model;

    /// <summary>The sentences as they stand at the end.</summary>
    public IReadOnlyList<GroundedSentence> Sentences
    {
        get
        {
            var sentences = new List<GroundedSentence>();
            foreach (var told in Events)
            {
                if (told is AnalystEvent.Sentence sentence)
                {
                    sentence.Number.ShouldBe(sentences.Count + 1);
                    sentences.Add(sentence.Text);
                }
                else if (told is AnalystEvent.Replaced replaced)
                    sentences[replaced.Number - 1] = replaced.Text;
            }
            return sentences;
        }
    }

    public string Text => string.Concat(Sentences.Select(s => s.Text));
}

/// <summary>A clock that is set by hand; timers run as usual.</summary>
internal sealed class HandClock(long nowMs) : TimeProvider
{
    public long NowMs { get; set; } = nowMs;

    public override DateTimeOffset GetUtcNow() => DateTimeOffset.FromUnixTimeMilliseconds(NowMs);
}
