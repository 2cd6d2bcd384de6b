using System.Globalization;
using System.Text.Json.Nodes;

namespace Waickoff.Sandbox.Payments;

/// <summary>All objects, in the order in which they were made. Whoever reads or changes them holds <see cref="Gate"/>.</summary>
internal sealed class StripeStore
{
    private readonly Dictionary<string, JsonObject> byId = [];
    private readonly Dictionary<string, List<JsonObject>> byKind = [];
    private readonly List<JsonObject> order = [];
    private readonly TimeProvider time;
    private readonly string? file;
    private readonly int seed;
    private long next;

    public StripeStore(SandboxStripeOptions options, TimeProvider time)
    {
        (this.time, file, seed) = (time, options.StateFile, options.Seed);
        if (file is null || !File.Exists(file))
            return;
        var state = JsonNode.Parse(File.ReadAllText(file))!.AsObject();
        next = state["next"]!.GetValue<long>();
        foreach (var item in state["objects"]!.AsArray())
            Put(item!.DeepClone().AsObject());
    }

    public Lock Gate { get; } = new();

    public long Now => time.GetUtcNow().ToUnixTimeSeconds();

    /// <summary>A new id; they go up, so that a later object has a higher one.</summary>
    public string NewId(string prefix) => string.Create(CultureInfo.InvariantCulture, $"{prefix}{seed:D4}{++next:D12}");

    public JsonObject Put(JsonObject item)
    {
        var id = item["id"]!.GetValue<string>();
        byId[id] = item;
        order.Add(item);
        var kind = item["object"]!.GetValue<string>();
        if (!byKind.TryGetValue(kind, out var all))
            byKind[kind] = all = [];
        all.Add(item);
        return item;
    }

    public JsonObject? Find(string kind, string? id) =>
        id is not null && byId.TryGetValue(id, out var item) && item["object"]!.GetValue<string>() == kind
            ? item
            : null;

    public JsonObject? Any(string id) => byId.GetValueOrDefault(id);

    public JsonObject Get(string kind, string id, string param = "id") =>
        Find(kind, id) ?? throw StripeRefusal.Missing(kind.Replace('.', ' '), id, param);

    /// <summary>All of a kind, newest first.</summary>
    public IEnumerable<JsonObject> All(string kind) => Enumerable.Reverse(byKind.GetValueOrDefault(kind, []));

    /// <summary>Writes all to the file, if there is one.</summary>
    public void Save()
    {
        if (file is null)
            return;
        var state = new JsonObject
        {
            ["next"] = next,
            ["objects"] = new JsonArray([.. order.Select(o => o.DeepClone())]),
        };
        var fresh = file + ".new";
        File.WriteAllText(fresh, state.ToJsonString());
        File.Move(fresh, file, overwrite: true);
    }
}
