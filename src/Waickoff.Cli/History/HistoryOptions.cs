using System.CommandLine;
using Waickoff.Analysis.Candles;
using Waickoff.Cli.Commands;
using Waickoff.Cli.Live;
using Waickoff.Market;

namespace Waickoff.Cli.History;

/// <summary>The options by which backtests, evidence and sweeps are told their candles, and how these are read.</summary>
internal sealed class HistoryOptions
{
    public const string Text = "text";
    public const string Json = "json";

    private readonly Strings strings;
    private readonly HistoryStrings texts;

    public HistoryOptions(Strings strings)
    {
        this.strings = strings;
        texts = HistoryStrings.For(strings.Language);
        Candles = CandleSource.CandlesOption(strings);
        Simulated = new("--simulated") { Description = LiveStrings.For(strings.Language).SimulatedOption };
        Timeframe = new("--timeframe") { Description = texts.TimeframeOption, DefaultValueFactory = _ => "1h" };
        From = new("--from") { Description = texts.FromOption, HelpName = "TIME" };
        To = new("--to") { Description = texts.ToOption, HelpName = "TIME" };
        Format = new("--format") { Description = texts.FormatOption, DefaultValueFactory = _ => Text };
        Format.AcceptOnlyFromAmong(Text, Json);
    }

    public Option<string?> Candles { get; }
    public Option<bool> Simulated { get; }
    public Option<string> Timeframe { get; }
    public Option<string?> From { get; }
    public Option<string?> To { get; }
    public Option<string> Format { get; }

    public void AddTo(Command command)
    {
        foreach (var option in (Option[])[Timeframe, From, To, Candles, Simulated, Format])
            command.Add(option);
    }

    /// <summary>The candles of a market in the period asked for.</summary>
    /// <exception cref="UsageException">There are none, or the period is reversed.</exception>
    public async Task<HistorySeries> LoadAsync(ParseResult parsed, string symbol, CancellationToken cancel)
    {
        var timeframe = CandleSource.ReadTimeframes([parsed.GetRequiredValue(Timeframe)], strings)[0];
        var from = CandleSource.ReadTime(parsed.GetValue(From), strings);
        var to = CandleSource.ReadTime(parsed.GetValue(To), strings);
        if (from >= to)
            throw new UsageException(texts.Reversed);
        var notes = new List<string>();
        var path = parsed.GetValue(Candles);
        var live = LiveStrings.For(strings.Language);
        var feed =
            path is not null || parsed.GetValue(Simulated)
                ? CandleSource.Open(path, symbol)
                : await LiveSource.OpenAsync(symbol, to, live, notes, cancel);
        // All there is, so that a period without candles can be answered with those there are.
        var market = MarketData.Load(feed, symbol, [timeframe]);
        var all = market.Timeframes[0].Candles;
        var series = to is { } end ? all.ClosedAt(end) : all;
        if (series.Count == 0 || from > series[series.Count - 1].OpenTimeMs)
            throw new UsageException(NoCandles(all, from, to));
        foreach (var note in notes)
            await Console.Error.WriteLineAsync(note);
        var finer = market.Base.Timeframe < timeframe ? market.Base : null;
        return new HistorySeries(market.Symbol, market.Source, market.IsSimulated, series, finer, from);
    }

    private string NoCandles(CandleSeries all, long? from, long? to)
    {
        var wanted =
            $"{(from is { } f ? HistoryText.Time(f) : "")} .. {(to is { } t ? HistoryText.Time(t) : "")}".Trim();
        var last = all[all.Count - 1].OpenTimeMs + all.Timeframe.Milliseconds;
        return texts.NoCandles(wanted, HistoryText.Time(all[0].OpenTimeMs), HistoryText.Time(last));
    }
}

/// <summary>The candles a command was told.</summary>
/// <param name="Symbol">The market, as its venue spells it.</param>
/// <param name="Source">Where they lie.</param>
/// <param name="IsSimulated">True when no market made them.</param>
/// <param name="Series">All up to the end of the period.</param>
/// <param name="Finer">Finer candles, or null.</param>
/// <param name="FromMs">Where the period begins; null for all.</param>
internal sealed record HistorySeries(
    string Symbol,
    string Source,
    bool IsSimulated,
    CandleSeries Series,
    CandleSeries? Finer,
    long? FromMs
)
{
    /// <summary>The candles of the period alone.</summary>
    public CandleSeries SeriesFrom()
    {
        var first = 0;
        while (FromMs is { } from && first < Series.Count && Series[first].OpenTimeMs < from)
            first++;
        return first == 0 ? Series : new CandleSeries(Series.Timeframe, Series.Span[first..].ToArray());
    }
}
