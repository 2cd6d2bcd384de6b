using Waickoff.Sandbox.Model.Requests;

namespace Waickoff.Sandbox.Model;

/// <summary>
/// The prompt prefixes that are kept, per model. A prefix is kept under a name made of all its bytes, so one byte changed finds nothing;
/// it lives as long as the mark that wrote it says, and anew from each use.
/// </summary>
internal sealed class PromptCache(TimeProvider time)
{
    /// <summary>How many blocks a mark looks at for a kept prefix, its own included.</summary>
    private const int LookBackBlocks = 20;

    private const int ManyEntries = 4_096;

    private readonly Lock gate = new();
    private readonly Dictionary<(string Model, string Prefix), Entry> entries = [];

    /// <summary>What a prompt reads, which is used by that, and what it is going to write.</summary>
    public CachePlan Plan(ModelCard card, CanonicalPrompt prompt, TokenMeter meter, int minimumTokens)
    {
        var blocks = prompt.Blocks;
        var marks = Enumerable.Range(0, blocks.Count).Where(i => blocks[i].Mark is not null).ToList();
        lock (gate)
        {
            var now = time.GetUtcNow();
            var read = -1;
            foreach (var mark in marks)
                read = Math.Max(read, Longest(mark));
            foreach (var used in marks.Where(m => m <= read).Append(read).Where(m => m >= 0).Distinct())
                if (Find(used) is { } entry)
                    entry.ExpiresAt = now + entry.Lifetime;
            var written = marks.Where(m => m > read && meter.Tokens(blocks[m].EndBytes) >= minimumTokens).ToList();
            return new CachePlan(card, [.. written.Select(m => blocks[m])], UsageOf(read, written));

            int Longest(int mark)
            {
                for (var i = mark; i >= 0 && i > mark - LookBackBlocks; i--)
                    if (Find(i) is not null)
                        return i;
                return -1;
            }

            Entry? Find(int place) =>
                entries.TryGetValue((card.Id, blocks[place].Prefix), out var entry) && now < entry.ExpiresAt
                    ? entry
                    : null;
        }

        ProviderUsage UsageOf(int read, List<int> written)
        {
            var readTo = TokensTo(read);
            var hourTo = Math.Max(readTo, TokensTo(LastHour(written)));
            var minutesTo = Math.Max(hourTo, TokensTo(written.Count > 0 ? written[^1] : -1));
            return new(meter.Tokens(prompt.Bytes) - minutesTo, minutesTo - hourTo, hourTo - readTo, readTo);
        }

        int LastHour(List<int> written) =>
            written.Where(m => blocks[m].Mark == CacheLifetime.Hour).DefaultIfEmpty(-1).Last();

        long TokensTo(int place) => place < 0 ? 0 : meter.Tokens(blocks[place].EndBytes);
    }

    /// <summary>Keeps what a prompt writes: from now on, when its answer begins, others can read it.</summary>
    public void Keep(CachePlan plan)
    {
        lock (gate)
        {
            var now = time.GetUtcNow();
            foreach (var block in plan.Writes)
            {
                var lifetime = block.Mark == CacheLifetime.Hour ? TimeSpan.FromHours(1) : TimeSpan.FromMinutes(5);
                entries[(plan.Card.Id, block.Prefix)] = new Entry(lifetime) { ExpiresAt = now + lifetime };
            }
            if (entries.Count > ManyEntries)
                foreach (var (key, entry) in entries.ToList())
                    if (entry.ExpiresAt <= now)
                        entries.Remove(key);
        }
    }

    /// <summary>Forgets everything.</summary>
    public void Clear()
    {
        lock (gate)
            entries.Clear();
    }

    private sealed class Entry(TimeSpan lifetime)
    {
        public TimeSpan Lifetime { get; } = lifetime;

        public DateTimeOffset ExpiresAt { get; set; }
    }
}

/// <summary>What a prompt does with the cache.</summary>
/// <param name="Card">The model.</param>
/// <param name="Writes">The prefixes it writes.</param>
/// <param name="Usage">Its tokens, without an answer.</param>
internal sealed record CachePlan(ModelCard Card, IReadOnlyList<PromptBlock> Writes, ProviderUsage Usage);
