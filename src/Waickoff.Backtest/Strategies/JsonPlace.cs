using System.Globalization;
using System.Text.Json;
using Waickoff.Analysis;
using Texts = Waickoff.Backtest.Strategies.StrategyTexts;

namespace Waickoff.Backtest.Strategies;

/// <summary>A value in a document with the way to it, so that every complaint names its place.</summary>
internal readonly record struct JsonPlace(JsonElement Value, string Path)
{
    public bool IsObject => Value.ValueKind == JsonValueKind.Object;

    public bool IsText => Value.ValueKind == JsonValueKind.String;

    public bool IsNumber => Value.ValueKind == JsonValueKind.Number;

    /// <summary>A complaint about this value.</summary>
    public StrategyException Refused(LocalText allowed) => new(Path, Shown(), allowed);

    /// <summary>The object's members, of which none but these may exist.</summary>
    public void OnlyMembers(params ReadOnlySpan<string> names)
    {
        if (!IsObject)
            throw Refused(Texts.ObjectWith(names));
        foreach (var member in Value.EnumerateObject())
        {
            if (!names.Contains(member.Name))
                throw new StrategyException($"{Path}.{member.Name}", Texts.UnknownMember, Texts.Names(names.ToArray()));
        }
    }

    public JsonPlace? Member(string name) =>
        IsObject && Value.TryGetProperty(name, out var value) ? new JsonPlace(value, $"{Path}.{name}") : null;

    public JsonPlace Required(string name, LocalText allowed) =>
        Member(name) ?? throw new StrategyException($"{Path}.{name}", Texts.Missing, allowed);

    /// <summary>The only member whose name is one of these: what kind of thing the object is.</summary>
    public JsonPlace Kind(params ReadOnlySpan<string> names)
    {
        if (IsObject)
        {
            foreach (var name in names)
            {
                if (Member(name) is { } member)
                    return member;
            }
        }
        throw Refused(Texts.ObjectWithOneOf(names));
    }

    public List<JsonPlace> Items(LocalText allowed)
    {
        if (Value.ValueKind != JsonValueKind.Array || Value.GetArrayLength() == 0)
            throw Refused(allowed);
        var items = new List<JsonPlace>();
        foreach (var item in Value.EnumerateArray())
            items.Add(new JsonPlace(item, $"{Path}[{items.Count.ToString(CultureInfo.InvariantCulture)}]"));
        return items;
    }

    public double Number(double above, double most) =>
        IsNumber && Value.TryGetDouble(out var number) && number > above && number <= most
            ? number
            : throw Refused(Texts.NumberAbove(above, most));

    public double NumberFrom(double least, double most) =>
        IsNumber && Value.TryGetDouble(out var number) && number >= least && number <= most
            ? number
            : throw Refused(Texts.NumberFrom(least, most));

    public int Whole(int least, int most) =>
        IsNumber && Value.TryGetInt32(out var number) && number >= least && number <= most
            ? number
            : throw Refused(Texts.WholeFrom(least, most));

    public string OneOf(params IReadOnlyList<string> allowed) =>
        IsText && allowed.Contains(Value.GetString()!) ? Value.GetString()! : throw Refused(Texts.OneOf(allowed));

    public string Text(int most) =>
        IsText && Value.GetString() is { Length: > 0 } text && text.Length <= most
            ? text
            : throw Refused(Texts.TextUpTo(most));

    private LocalText Shown()
    {
        if (Value.ValueKind == JsonValueKind.Undefined)
            return Texts.Nothing;
        var text = Value.GetRawText().ReplaceLineEndings(" ");
        return new LocalText(text.Length <= 60 ? text : text[..57] + "...");
    }
}
