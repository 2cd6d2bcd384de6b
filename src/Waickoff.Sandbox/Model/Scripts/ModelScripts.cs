namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>
/// Which script a request gets: the next in the queue of its model, the next in the queue of all, the one its model always has, the
/// one that all have, one that is drawn; else none. Only requests that are in order count.
/// </summary>
public sealed class ModelScripts
{
    private readonly Lock gate = new();
    private readonly List<(string? Model, ModelScript Script)> queue = [];
    private readonly List<(string? Model, ModelScript Script)> always = [];
    private readonly List<(double Probability, ModelScript Script)> sometimes = [];
    private readonly int seed;
    private Random random;

    internal ModelScripts(int seed)
    {
        this.seed = seed;
        random = new Random(seed);
    }

    /// <summary>How many wait in queues.</summary>
    public int Queued
    {
        get
        {
            lock (gate)
                return queue.Count;
        }
    }

    /// <summary>For the next request, once each.</summary>
    public void Next(params IReadOnlyList<ModelScript> scripts) => NextFor(null, scripts);

    /// <summary>For the next request to a model, once each; null for any model.</summary>
    public void NextFor(string? model, params IReadOnlyList<ModelScript> scripts)
    {
        lock (gate)
            queue.AddRange(scripts.Select(s => (model, s)));
    }

    /// <summary>For all requests to come.</summary>
    public void Always(ModelScript script) => AlwaysFor(null, script);

    /// <summary>For all requests to a model; null for any model.</summary>
    public void AlwaysFor(string? model, ModelScript script)
    {
        ArgumentNullException.ThrowIfNull(script);
        lock (gate)
        {
            always.RemoveAll(a => a.Model == model && a.Script.Endpoint == script.Endpoint);
            always.Add((model, script));
        }
    }

    /// <summary>For a request now and then, drawn from the seed; several share one draw.</summary>
    public void Sometimes(double probability, ModelScript script)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(probability);
        lock (gate)
            sometimes.Add((probability, script));
    }

    /// <summary>Answers honestly again, and draws anew from the seed.</summary>
    public void Clear()
    {
        lock (gate)
        {
            queue.Clear();
            always.Clear();
            sometimes.Clear();
            random = new Random(seed);
        }
    }

    internal ModelScript? Take(string model, ModelEndpoint endpoint)
    {
        lock (gate)
            return Queue(model) ?? Queue(null) ?? Standing(model) ?? Standing(null) ?? Drawn();

        ModelScript? Queue(string? of)
        {
            var place = queue.FindIndex(q => q.Model == of && q.Script.Endpoint == endpoint);
            if (place < 0)
                return null;
            var script = queue[place].Script;
            queue.RemoveAt(place);
            return script;
        }

        ModelScript? Standing(string? of) => always.Find(a => a.Model == of && a.Script.Endpoint == endpoint).Script;

        ModelScript? Drawn()
        {
            var candidates = sometimes.Where(s => s.Script.Endpoint == endpoint).ToList();
            if (candidates.Count == 0)
                return null;
            var draw = random.NextDouble();
            foreach (var (probability, script) in candidates)
            {
                if (draw < probability)
                    return script;
                draw -= probability;
            }
            return null;
        }
    }
}
