using System.Security.Cryptography;
using System.Text;

namespace Waickoff.Sandbox.Model.Requests;

/// <summary>How long a marked prefix is kept.</summary>
internal enum CacheLifetime
{
    Minutes5,
    Hour,
}

/// <summary>A block of the prompt in the order of the cache: tools, system, messages.</summary>
/// <param name="EndBytes">Bytes of the prompt up to its end.</param>
/// <param name="Prefix">Names all bytes up to its end.</param>
/// <param name="Mark">How long the prefix is to be kept; null where nothing marks it.</param>
internal readonly record struct PromptBlock(long EndBytes, string Prefix, CacheLifetime? Mark);

/// <summary>The whole prompt as bytes, block by block: what is counted, and what the cache compares.</summary>
internal sealed class CanonicalPrompt
{
    private const int MostMarks = 4;

    private readonly List<PromptBlock> blocks = [];
    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private long bytes;

    public IReadOnlyList<PromptBlock> Blocks => blocks;

    public long Bytes => bytes;

    public int MarkCount => blocks.Count(b => b.Mark is not null);

    /// <summary>Adds a block; its head tells apart what has the same text, such as a role.</summary>
    public void Add(string head, ReadOnlySpan<byte> content, CacheLifetime? mark)
    {
        var opening = Encoding.UTF8.GetBytes(head);
        hash.AppendData(opening);
        hash.AppendData(content);
        hash.AppendData([0]);
        bytes += opening.Length + content.Length;
        blocks.Add(new PromptBlock(bytes, Convert.ToHexString(hash.GetCurrentHash()), mark));
    }

    /// <summary>Changes the name of every prefix from here on, without a byte that counts.</summary>
    public void Vary(ReadOnlySpan<byte> by)
    {
        hash.AppendData(by);
        hash.AppendData([1]);
    }

    /// <summary>Marks the last block, as one mark for the whole request does.</summary>
    public void MarkLast(CacheLifetime lifetime)
    {
        if (blocks.Count == 0)
            return;
        var last = blocks[^1];
        if (last.Mark is { } already && already != lifetime)
            throw new ApiErrorException("cache_control: The last block has another ttl than the top-level one.");
        blocks[^1] = last with { Mark = lifetime };
    }

    /// <summary>Refuses too many marks, and those of an hour behind those of five minutes.</summary>
    public void CheckMarks()
    {
        if (MarkCount > MostMarks)
            throw new ApiErrorException(
                $"A maximum of {MostMarks} blocks with cache_control may be provided. Found {MarkCount}."
            );
        var marks = blocks.Where(b => b.Mark is not null).Select(b => b.Mark).ToList();
        if (
            marks.IndexOf(CacheLifetime.Minutes5) is >= 0 and var first
            && marks.LastIndexOf(CacheLifetime.Hour) > first
        )
            throw new ApiErrorException(
                "cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block. Note that blocks are processed in the following order: `tools`, `system`, `messages`."
            );
    }
}
