using System.Text.Json;
using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Backtest.Strategies;
using Waickoff.Server.Charts;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Backtests;

/// <summary>Makes a plan of what was asked for, or says what of it cannot be used and what is allowed.</summary>
internal sealed class BacktestPlanning(
    BacktestHistory history,
    BacktestOptions options,
    MarketRoom room,
    TimeProvider time
)
{
    private const string UsualTimeframe = "1h";

    /// <exception cref="ProblemException">Something of it cannot be used.</exception>
    public async Task<(BacktestPlan Plan, string Name)> PlanAsync(
        StartBacktest.Request request,
        CancellationToken cancel
    )
    {
        var text = TextOf(request);
        var grid = request.Grid;
        if (grid is not null && request.Parameters is not null)
            throw Refused(
                "parameters",
                "Give a grid or parameters, not both.",
                "Da una rejilla o parámetros, no ambos."
            );
        var symbols = SymbolsOf(request, grid is null ? 1 : BacktestOptions.MostSymbols);
        if (grid is not null)
            CheckGrid(grid, symbols.Count);
        var timeframe = TimeframeOf(request.Timeframe ?? UsualTimeframe);
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var to = Math.Min(request.To?.ToUnixTimeMilliseconds() ?? now, now);
        var from = request.From?.ToUnixTimeMilliseconds();
        if (from < 0 || from >= to)
            throw Refused(
                "from",
                "A moment before the end of the period.",
                "Un momento anterior al final del periodo."
            );
        var markets = new List<PlannedMarket>();
        var most = 0L;
        foreach (var symbol in symbols)
        {
            var span = await history.SpanAsync(symbol, cancel) ?? throw new ProblemException(ChartProblems.NoData);
            markets.Add(new PlannedMarket(symbol, span.Venue));
            most = Math.Max(most, CandlesOf(span, symbol, timeframe, from, to));
        }
        var plan = new BacktestPlan(
            text,
            request.Parameters,
            grid,
            markets,
            timeframe.ToString(),
            from,
            to,
            KnownMs: now,
            most
        );
        var places = plan.Places();
        if (most * places.Count * markets.Count > options.MostWork)
            throw new ProblemException(
                BacktestProblems.TooMuchWork(most * places.Count * markets.Count, options.MostWork)
            );
        return (plan, ReadAll(plan, places));
    }

    /// <summary>Numbers beyond what a number can be; null where there are none.</summary>
    public static Problem? OfNumbers(StartBacktest.Request request)
    {
        var numbers = new LocalText("Numbers up to 1e15.", "Números hasta 1e15.");
        return request.Parameters?.Values.All(double.IsFinite) == false ? Problems.Invalid("parameters", numbers)
            : request.Grid?.Values.All(v => v?.All(double.IsFinite) != false) == false
                ? Problems.Invalid("grid", numbers)
            : null;
    }

    /// <summary>Reads the strategy at every point, so that a bad value is refused at once.</summary>
    private static string ReadAll(BacktestPlan plan, IReadOnlyList<IReadOnlyDictionary<string, double>> places)
    {
        try
        {
            var name = "";
            foreach (var place in places)
                name = plan.Read(place).Name;
            return name;
        }
        catch (StrategyException e)
        {
            throw new ProblemException(BacktestProblems.Rule(e));
        }
    }

    private static string TextOf(StartBacktest.Request request)
    {
        var hasRule = request.Rule is { ValueKind: not JsonValueKind.Null };
        if (request.Strategy is null != hasRule)
            throw Refused(
                "strategy",
                "Name a strategy of the library, or give a rule; one of them.",
                "Nombra una estrategia de la biblioteca o da una regla; una de las dos."
            );
        if (request.Strategy is not { } name)
            return request.Rule!.Value.GetRawText();
        var names = string.Join(' ', StrategyLibrary.Names);
        return (StrategyLibrary.Names.Contains(name) ? StrategyLibrary.Find(name) : null)
            ?? throw Refused("strategy", $"Allowed: {names}.", $"Se admite: {names}.");
    }

    private IReadOnlyList<string> SymbolsOf(StartBacktest.Request request, int most)
    {
        var symbols = request.Symbols;
        if (
            symbols.Count == 0
            || symbols.Count > most
            || symbols.Distinct().Count() < symbols.Count
            || symbols.Except(room.Symbols).Any()
        )
            throw Refused(
                "symbols",
                $"1 to {most}, each once, of: {string.Join(' ', room.Symbols)}.",
                $"De 1 a {most}, cada uno una vez, de: {string.Join(' ', room.Symbols)}."
            );
        return symbols;
    }

    private void CheckGrid(IReadOnlyDictionary<string, IReadOnlyList<double>> grid, int symbols)
    {
        if (grid.Count is 0 or > 10 || grid.Values.Any(v => v is not { Count: > 0 } || v.Distinct().Count() < v.Count))
            throw Refused(
                "grid",
                "1 to 10 parameters of the strategy, each with one or more different numbers.",
                "De 1 a 10 parámetros de la estrategia, cada uno con uno o más números distintos."
            );
        var count = grid.Values.Aggregate(
            (long)symbols,
            (product, values) => Math.Min(int.MaxValue, product * values.Count)
        );
        if (count > options.MostPoints)
            throw new ProblemException(BacktestProblems.TooManyPoints(count, options.MostPoints));
    }

    private static Timeframe TimeframeOf(string text) =>
        Timeframe.TryParse(text, out var timeframe)
            ? timeframe
            : throw Refused("timeframe", "Such as 15m, 1h, 4h or 1d.", "Como 15m, 1h, 4h o 1d.");

    private long CandlesOf(MarketSpan span, string symbol, Timeframe timeframe, long? from, long to)
    {
        if (!span.Recorded.Any(r => r == timeframe || Resampler.CanBuild(r, timeframe)))
        {
            var recorded = string.Join(' ', span.Recorded);
            throw Refused(
                "timeframe",
                $"Of {symbol} there are {recorded} and multiples of these.",
                $"De {symbol} hay {recorded} y sus múltiplos."
            );
        }
        // The candles that open in the period and close in it.
        var first = timeframe.Floor(Math.Max(from ?? 0, span.FirstMs) + timeframe.Milliseconds - 1);
        var candles = (timeframe.Floor(Math.Min(to, span.EndMs)) - first) / timeframe.Milliseconds;
        if (candles < 1)
            throw new ProblemException(BacktestProblems.NothingInPeriod(symbol, span));
        return candles > options.MostCandles
            ? throw new ProblemException(BacktestProblems.TooManyCandles(candles, options.MostCandles))
            : candles;
    }

    private static ProblemException Refused(string field, string english, string spanish) =>
        new(Problems.Invalid(field, new LocalText(english, spanish)));
}
