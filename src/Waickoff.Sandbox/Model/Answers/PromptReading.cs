using System.Text.RegularExpressions;
using Waickoff.Sandbox.Model.Requests;

namespace Waickoff.Sandbox.Model.Answers;

/// <summary>The language of an answer.</summary>
public enum AnswerLanguage
{
    /// <summary>67.412,5</summary>
    Spanish,

    /// <summary>67,412.5</summary>
    English,
}

/// <summary>A prompt as whoever answers it understands it.</summary>
public sealed partial record PromptReading
{
    /// <summary>Looked for when they are asked for: counting does not need them.</summary>
    private IReadOnlyList<ToldFact>? facts;

    /// <summary>The rules.</summary>
    public required string System { get; init; }

    /// <summary>All texts of the user, results of tools included, in order.</summary>
    public required IReadOnlyList<string> Told { get; init; }

    /// <summary>The text of the last message, without results of tools.</summary>
    public required string Question { get; init; }

    /// <summary>The tools that may be used.</summary>
    public required IReadOnlyList<string> Tools { get; init; }

    /// <summary>How many messages there are.</summary>
    public required int Messages { get; init; }

    /// <summary>True when the last message brings what tools gave.</summary>
    public required bool HasToolResults { get; init; }

    /// <summary>The language asked for.</summary>
    public required AnswerLanguage Language { get; init; }

    /// <summary>The lines with evidence, oldest first.</summary>
    public IReadOnlyList<ToldFact> Facts => facts ??= FactsOf(Told);

    internal static PromptReading Of(Field root, IReadOnlyList<Field> messages, IReadOnlyList<Field> tools)
    {
        var system = root.Optional("system") is { } rules ? TextOf(rules) : "";
        var told = messages.Where(m => MessageRules.RoleOf(m) != "assistant").SelectMany(TextsOf).ToList();
        var last = messages[^1];
        var content = last.Required("content");
        var question = content.IsText
            ? content.Text()
            : string.Join('\n', MessageRules.BlocksOf(last).Where(b => Type(b) == "text").Select(TextOf));
        return new PromptReading
        {
            System = system,
            Told = told,
            Question = question,
            Tools = [.. tools.Select(t => t.Required("name").Text())],
            Messages = messages.Count,
            HasToolResults = MessageRules.BlocksOf(last).Any(b => Type(b) == "tool_result"),
            Language = LanguageOf(question, system),
        };
    }

    private static string Type(Field block) => block.Required("type").Text();

    private static IEnumerable<string> TextsOf(Field message)
    {
        var content = message.Required("content");
        return content.IsText ? [content.Text()] : content.Items().Select(TextOf);
    }

    /// <summary>The text of a block, a list of blocks or what a tool gave; nothing for an image.</summary>
    private static string TextOf(Field part)
    {
        if (part.IsText)
            return part.Text();
        if (!part.IsObject)
            return string.Join('\n', part.Items().Select(TextOf));
        if (part.Optional("text") is { IsText: true } text)
            return text.Text();
        return part.Optional("content") is { } inner ? TextOf(inner) : "";
    }

    /// <summary>The language that is named last, else that of the rules.</summary>
    private static AnswerLanguage LanguageOf(string question, string system)
    {
        foreach (var text in (string[])[question, system])
            if (NamedLanguage().Matches(text) is [.., var named])
                return named.Groups["spanish"].Success ? AnswerLanguage.Spanish : AnswerLanguage.English;
        return SpanishWord().Count(system) > EnglishWord().Count(system)
            ? AnswerLanguage.Spanish
            : AnswerLanguage.English;
    }

    private static List<ToldFact> FactsOf(IReadOnlyList<string> told)
    {
        var facts = new List<ToldFact>();
        foreach (var text in told)
        {
            var label = "";
            foreach (
                var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            )
            {
                if (line.StartsWith('#'))
                    label = TimeframeName().Match(line) is { Success: true } found ? found.Value : "";
                else if (Cited().IsMatch(line))
                    facts.Add(new ToldFact(line.TrimStart('-', '*', ' '), label));
            }
        }
        return facts;
    }

    internal static IReadOnlyList<CitedNumber> NumbersOf(string text) =>
        [
            .. Cited()
                .Matches(text)
                .Select(m => new CitedNumber(m.Groups["number"].Value, m.Groups["id"].Value, m.Index)),
        ];

    /// <summary>What is not whole is no number, so that a letter or digit before it is part of it.</summary>
    [GeneratedRegex(@"(?<number>\d(?:[\d.,]*\d)?)(?:\s?[%kMR])?\[\[(?<id>e\d{1,6})\]\]")]
    private static partial Regex Cited();

    [GeneratedRegex(@"(?<![\w.,])\d{1,2}[mhdw](?!\w)")]
    private static partial Regex TimeframeName();

    [GeneratedRegex(
        @"\b(?:answer|reply|respond|write|responde|contesta|escribe)[^.\n]{0,30}\b(?:(?<spanish>spanish|español|castellano)|english|inglés)\b",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex NamedLanguage();

    [GeneratedRegex(@"\b(?:el|la|los|las|de|que|en|una?|con|por|para|es|del)\b", RegexOptions.IgnoreCase)]
    private static partial Regex SpanishWord();

    [GeneratedRegex(@"\b(?:the|of|and|to|in|an?|is|with|for|that|it|on)\b", RegexOptions.IgnoreCase)]
    private static partial Regex EnglishWord();
}

/// <summary>A line of the prompt with numbers that carry evidence.</summary>
/// <param name="Line">The line.</param>
/// <param name="Timeframe">The timeframe of its section; empty for none.</param>
public sealed record ToldFact(string Line, string Timeframe)
{
    /// <summary>Its numbers.</summary>
    public IReadOnlyList<CitedNumber> Numbers => PromptReading.NumbersOf(Line);

    /// <summary>The line as it can be repeated anywhere: with its timeframe in front.</summary>
    public string Labelled =>
        Timeframe.Length == 0 || Line.StartsWith(Timeframe, StringComparison.Ordinal) ? Line : $"{Timeframe}: {Line}";
}

/// <summary>A number with the evidence it names.</summary>
/// <param name="Printed">Its digits, without sign and unit.</param>
/// <param name="Id">The evidence.</param>
/// <param name="Start">Where it stands in its text.</param>
public readonly record struct CitedNumber(string Printed, string Id, int Start);
