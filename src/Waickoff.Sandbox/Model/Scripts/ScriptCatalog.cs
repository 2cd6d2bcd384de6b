namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>Scripts by name, for who starts a model from a command line.</summary>
public static class ScriptCatalog
{
    private const int SomeNumbers = 5;

    /// <summary>All that need nothing else.</summary>
    public static IReadOnlyDictionary<string, ModelScript> All { get; } =
        new ModelScript[]
        {
            ModelScript.Honest,
            ModelScript.Down,
            ModelScript.HeadersNever,
            ModelScript.OverloadedFirst,
            ModelScript.SpendCap,
            ModelScript.Refuse(401),
            ModelScript.Refuse(402),
            ModelScript.Refuse(429, retryAfterSeconds: 30),
            ModelScript.Refuse(500),
            ModelScript.Refuse(529),
            ModelScript.Empty,
            ModelScript.Refusal,
            ModelScript.Endless,
            ModelScript.ErrorAt(20) with
            {
                Name = "error-in-stream",
            },
            ModelScript.CutAt(3_000) with
            {
                Name = "cut",
            },
            ModelScript.SilentAfter(20) with
            {
                Name = "silent",
            },
            ModelScript.Drip(TimeSpan.FromMilliseconds(1)),
            EvilScripts.InventedPrices(SomeNumbers),
            EvilScripts.Uncited(SomeNumbers),
            EvilScripts.UnknownIds(SomeNumbers),
            EvilScripts.Advice(AdvicePhrases.Spanish[3]),
            EvilScripts.Payload(Payloads.All[0]),
            EvilScripts.Hidden(HiddenWriting.ZeroWidth),
            EvilScripts.LeakPrompt,
            EvilScripts.Obey,
        }.ToDictionary(s => s.Name);
}
