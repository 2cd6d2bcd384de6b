using System.Text;
using System.Text.RegularExpressions;
using Waickoff.Sandbox.Model.Requests;

namespace Waickoff.Sandbox.Model.Answers;

/// <summary>
/// Writes an honest answer: lines of the prompt that carry evidence, repeated as they are, with plain sentences between them, until it
/// is long enough. What it is told to rewrite line by line it rewrites so.
/// </summary>
internal static partial class AnswerWriter
{
    /// <summary>Facts in a row before a plain sentence.</summary>
    private const int FactsInRow = 2;

    /// <summary>Writes it.</summary>
    /// <param name="reading">The prompt.</param>
    /// <param name="tokens">About how long.</param>
    /// <param name="meter">How tokens are counted.</param>
    /// <param name="random">What to choose is drawn from it.</param>
    public static ModelAnswer Write(PromptReading reading, int tokens, TokenMeter meter, Random random)
    {
        var phrases = AnswerPhrases.In(reading.Language);
        var facts = reading.Facts.ToArray();
        random.Shuffle(facts);
        var wanted = WantedLine().Matches(reading.Question);
        return wanted.Count > 0 && reading.Messages > 1
            ? new ModelAnswer(Rewrite(wanted, facts, phrases))
            : new ModelAnswer(Compose(reading, facts, phrases, meter.Bytes(tokens), random));
    }

    private static string Compose(
        PromptReading reading,
        ToldFact[] facts,
        AnswerPhrases phrases,
        long bytes,
        Random random
    )
    {
        var text = new StringBuilder();
        var written = 0L;
        var headings = WholeAnalysis().IsMatch(reading.Question) ? phrases.Headings : [];
        var isFull = false;
        Add(facts.Length > 0 ? phrases.Opening : phrases.NothingKnown);
        var first = random.Next(phrases.Between.Count);
        for (var i = 0; !isFull; i++)
        {
            // The headings share the length out among them.
            var heading = (int)(written * headings.Count / Math.Max(bytes, 1));
            if (heading < headings.Count && !text.ToString().Contains(headings[heading], StringComparison.Ordinal))
                Add(headings[heading]);
            if (facts.Length > 0 && i % (FactsInRow + 1) < FactsInRow)
                Add(facts[(i - (i / (FactsInRow + 1))) % facts.Length].Labelled);
            else
                Add(phrases.Between[(first + i) % phrases.Between.Count]);
        }
        return text.ToString().TrimEnd('\n');

        void Add(string line)
        {
            var length = Encoding.UTF8.GetByteCount(line) + 1;
            isFull = written > 0 && written + (length / 2) > bytes;
            if (isFull)
                return;
            text.Append(line).Append('\n');
            written += length;
        }
    }

    private static string Rewrite(MatchCollection wanted, ToldFact[] facts, AnswerPhrases phrases) =>
        string.Join(
            '\n',
            wanted.Select(
                (line, i) =>
                    $"{line.Groups["number"].Value}| {(facts.Length > 0 ? facts[i % facts.Length].Labelled : phrases.Between[i % phrases.Between.Count])}"
            )
        );

    /// <summary>A line of a list of sentences to write anew: <c>3| sentence</c>.</summary>
    [GeneratedRegex(@"^(?<number>\d{1,3})\| \S", RegexOptions.Multiline)]
    private static partial Regex WantedLine();

    [GeneratedRegex(@"whole analysis|análisis (?:completo|entero)", RegexOptions.IgnoreCase)]
    private static partial Regex WholeAnalysis();
}
