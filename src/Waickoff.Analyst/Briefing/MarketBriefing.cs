using System.Text;
using Waickoff.Analysis;
using Waickoff.Analyst.Briefing.Writers;
using Waickoff.Analyst.Numbers;
using Waickoff.Analyst.Texts;
using Waickoff.Backtest.Evidence;

namespace Waickoff.Analyst.Briefing;

/// <summary>
/// What an analyst is told of a market: everything found, in words, each number with the id of its evidence. It keeps to a number of
/// tokens by leaving out the lines that matter least, and says how many.
/// </summary>
public sealed class MarketBriefing
{
    /// <summary>Room for three timeframes.</summary>
    public const int UsualTokens = 2_500;

    private MarketBriefing(
        MarketNumbers numbers,
        EvidenceBook book,
        string text,
        int leftOutLines,
        IReadOnlyList<BriefingSection> sections
    )
    {
        Numbers = numbers;
        Book = book;
        Text = text;
        LeftOutLines = leftOutLines;
        Sections = sections;
    }

    /// <summary>The text with ids.</summary>
    public string Text { get; }

    /// <summary>The evidence its ids stand for.</summary>
    public EvidenceBook Book { get; }

    /// <summary>How many lines had no room.</summary>
    public int LeftOutLines { get; }

    /// <summary>The language it is written in.</summary>
    public ReaderLanguage Language => Book.Format.Language;

    /// <summary>What it was written from.</summary>
    public MarketAnalysis Analysis => Numbers.Analysis;

    internal MarketNumbers Numbers { get; }

    /// <summary>What is told, part by part.</summary>
    internal IReadOnlyList<BriefingSection> Sections { get; }

    /// <summary>Writes the briefing of an analysis.</summary>
    /// <param name="analysis">What was found.</param>
    /// <param name="language">The reader's.</param>
    /// <param name="mostTokens">The most it may hold; what must always be said is said even where that is more.</param>
    /// <param name="studies">What was counted of its history by then; null while it is being counted, and then the briefing says so.</param>
    public static MarketBriefing Write(
        MarketAnalysis analysis,
        ReaderLanguage language,
        int mostTokens = UsualTokens,
        MarketStudies? studies = null
    )
    {
        ArgumentNullException.ThrowIfNull(analysis);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostTokens, 1);
        var numbers = new MarketNumbers(analysis, studies);
        var format = new NumberFormat(language, DecimalsOf(analysis));
        var sections = SectionsOf(numbers, BriefingTexts.In(language)).ToList();

        // Lines go in the order of their rank, of one rank those at the end of their section first, so that each timeframe gives some,
        // until the text fits. Each try is a whole new text: the ids count on without a hole.
        var order = sections
            .SelectMany(s => s.Lines.Select((line, place) => (line, place)))
            .Where(l => l.line.Rank > Rank.Always)
            .OrderByDescending(l => l.line.Rank)
            .ThenByDescending(l => l.place)
            .Select(l => l.line.Text)
            .ToList();
        var (fewest, most) = (0, order.Count);
        while (fewest < most)
        {
            var middle = (fewest + most) / 2;
            if (TokenCount.Of(Compose(middle).Text) <= mostTokens)
                most = middle;
            else
                fewest = middle + 1;
        }
        return Compose(most);

        MarketBriefing Compose(int leftOut)
        {
            var book = new EvidenceBook(analysis.Data.Symbol, format, analysis.AsOfMs);
            var text = new StringBuilder();
            var kept = Without(sections, [.. order.Take(leftOut)]);
            WriteSections(kept, book, text);
            if (leftOut > 0)
                Line(BriefingTexts.In(language).LeftOut(numbers.Lines(leftOut)), book, text);
            return new MarketBriefing(numbers, book, text.ToString(), leftOut, kept);
        }
    }

    private static IEnumerable<BriefingSection> SectionsOf(MarketNumbers numbers, BriefingTexts texts)
    {
        yield return new(Phrase.Empty, "", Known(DataWriter.Write(numbers, texts)));
        foreach (var timeframe in numbers.Timeframes)
        {
            Phrase heading = $"## {timeframe.Timeframe.ToString()}";
            yield return new(
                heading,
                timeframe.Timeframe.ToString(),
                Known([
                    .. WyckoffWriter.Write(timeframe, texts),
                    .. CompositeManWriter.Write(timeframe, texts),
                    .. SmartMoneyWriter.Write(timeframe, texts),
                    .. LiquidityWriter.Write(timeframe, texts),
                    .. WavesWriter.WriteFibonacci(timeframe, texts),
                    .. WavesWriter.WriteElliott(timeframe, texts),
                    .. BollingerWriter.Write(timeframe, texts),
                    .. VolumeWriter.Write(timeframe, texts),
                    .. ScenarioWriter.WriteConfluences(timeframe, texts, timeframe == numbers.Main),
                ])
            );
        }
        yield return new(texts.AgreementHeading(), "", Known(AgreementWriter.Write(numbers.Analysis.Agreement, texts)));
        foreach (var timeframe in numbers.Timeframes.OrderBy(t => t == numbers.Main ? 0 : 1))
            yield return new(
                texts.ScenariosHeading(timeframe.Timeframe.ToString()),
                timeframe.Timeframe.ToString(),
                Known(ScenarioWriter.WriteScenarios(timeframe, texts, timeframe == numbers.Main))
            );
        var history = HistoryTexts.In(texts.Language);
        yield return new(history.Heading(), "", Known(HistoryWriter.WriteMethod(numbers, history)));
        foreach (var timeframe in numbers.Timeframes.OrderBy(t => t == numbers.Main ? 0 : 1))
            yield return new(
                history.HeadingOn(timeframe.Timeframe.ToString()),
                timeframe.Timeframe.ToString(),
                Known(HistoryWriter.Write(timeframe, texts.Language, timeframe == numbers.Main))
            );
    }

    /// <summary>A line with a number that is not known yet is not said.</summary>
    private static List<BriefingLine> Known(IEnumerable<BriefingLine> lines) => [.. lines.Where(l => l.Text.IsKnown)];

    private static List<BriefingSection> Without(List<BriefingSection> sections, HashSet<Phrase> leftOut) =>
        [
            .. sections
                .Select(s => s with { Lines = [.. s.Lines.Where(l => !leftOut.Contains(l.Text))] })
                .Where(s => s.Lines.Count > 0),
        ];

    private static void WriteSections(List<BriefingSection> sections, EvidenceBook book, StringBuilder text)
    {
        foreach (var section in sections)
        {
            if (!section.Heading.IsEmpty)
            {
                text.Append('\n');
                Line(section.Heading, book, text);
            }
            foreach (var line in section.Lines)
                Line(line.Text, book, text);
        }
    }

    private static void Line(Phrase phrase, EvidenceBook book, StringBuilder text)
    {
        phrase.Write(text, book);
        text.Append('\n');
    }

    internal static int DecimalsOf(MarketAnalysis analysis) =>
        analysis.Data.Tick > 0
            ? PriceDecimals.OfTick(analysis.Data.Tick)
            : PriceDecimals.Infer(analysis.Timeframes[0].Candles.Span);
}
