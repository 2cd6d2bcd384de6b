namespace Waickoff.Analyst.Models.Sections;

/// <summary>What a report has said already, so that the same state of the next timeframe is told in other words.</summary>
internal sealed class Told
{
    private readonly HashSet<string> things = [];

    /// <summary>False the first time a thing is asked for, true after that.</summary>
    public bool Again(string thing) => !things.Add(thing);
}
