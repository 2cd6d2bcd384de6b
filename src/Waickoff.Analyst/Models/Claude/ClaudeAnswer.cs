using System.Text;
using System.Text.Json;
using Anthropic.Models.Messages;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>Puts the events of one stream together: pieces for the reader, blocks for the next prompt, usage. Unknown events say nothing.</summary>
internal sealed class ClaudeAnswer(UsageReader usage)
{
    /// <summary>No argument of our tools nests deeper than an object in an object.</summary>
    private const int DeepestArguments = 8;

    private const int LongestArguments = 20_000;

    private readonly SortedDictionary<long, Block> blocks = [];
    private string reason = "";

    /// <summary>True when anything of the answer came.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>True when it came to its end.</summary>
    public bool IsDone { get; private set; }

    /// <summary>How much has come of it, read or unread.</summary>
    public long Characters { get; private set; }

    public IEnumerable<ModelPiece> Add(RawMessageStreamEvent told)
    {
        if (told.TryPickStart(out var start))
            return Start(start.Message.Usage);
        if (told.TryPickContentBlockStart(out var opened))
            return Open(opened);
        if (told.TryPickContentBlockDelta(out var delta))
            return Write(delta);
        if (told.TryPickDelta(out var end))
            return Note(end);
        return told.TryPickStop(out _) ? End() : [];
    }

    private IEnumerable<ModelPiece> Start(Usage told)
    {
        var isFirst = !HasBegun;
        HasBegun = true;
        usage.Add(
            Known(() => told.InputTokens),
            Known(() => told.CacheCreationInputTokens),
            Known(() => told.CacheReadInputTokens),
            Known(() => told.OutputTokens),
            Known(() => told.CacheCreation?.Ephemeral5mInputTokens),
            Known(() => told.CacheCreation?.Ephemeral1hInputTokens)
        );
        return isFirst ? [new ModelPiece.Begun()] : [];
    }

    private IEnumerable<ModelPiece> Open(RawContentBlockStartEvent opened)
    {
        var block = new Block();
        blocks[opened.Index] = block;
        if (opened.ContentBlock.TryPickToolUse(out var tool))
            (block.Kind, block.Id, block.Name) = (BlockKind.Tool, tool.ID, tool.Name);
        else if (opened.ContentBlock.TryPickThinking(out _))
            block.Kind = BlockKind.Thinking;
        else if (opened.ContentBlock.TryPickRedactedThinking(out var redacted))
            (block.Kind, block.Id) = (BlockKind.Redacted, redacted.Data);
        else if (opened.ContentBlock.TryPickText(out var text) && text.Text.Length > 0)
        {
            block.Text.Append(text.Text);
            return [new ModelPiece.Text(text.Text)];
        }
        return [];
    }

    private IEnumerable<ModelPiece> Write(RawContentBlockDeltaEvent told)
    {
        if (!blocks.TryGetValue(told.Index, out var block))
            blocks[told.Index] = block = new Block();
        if (told.Delta.TryPickText(out var text))
        {
            block.Text.Append(text.Text);
            Characters += text.Text.Length;
            return [new ModelPiece.Text(text.Text)];
        }
        if (told.Delta.TryPickInputJson(out var json))
        {
            Characters += json.PartialJson.Length;
            if (block.Text.Length <= LongestArguments)
                block.Text.Append(json.PartialJson);
            return [new ModelPiece.Unseen(json.PartialJson.Length)];
        }
        if (told.Delta.TryPickThinking(out var thought))
        {
            block.Text.Append(thought.Thinking);
            Characters += thought.Thinking.Length;
            return [new ModelPiece.Unseen(thought.Thinking.Length)];
        }
        if (told.Delta.TryPickSignature(out var signature))
            block.Id += signature.Signature;
        return [];
    }

    private IEnumerable<ModelPiece> Note(RawMessageDeltaEvent told)
    {
        usage.Add(
            Known(() => told.Usage.InputTokens) is > 0 and var input ? input : null,
            Known(() => told.Usage.CacheCreationInputTokens) is > 0 and var written ? written : null,
            Known(() => told.Usage.CacheReadInputTokens) is > 0 and var read ? read : null,
            Known(() => told.Usage.OutputTokens)
        );
        reason = Known(() => told.Delta.StopReason?.Raw()) ?? reason;
        return [];
    }

    private IEnumerable<ModelPiece> End()
    {
        IsDone = true;
        return [new ModelPiece.Done(reason, [.. blocks.Values.Select(Finished).OfType<AnswerBlock>()])];
    }

    private static AnswerBlock? Finished(Block block) =>
        block.Kind switch
        {
            BlockKind.Text => block.Text.Length > 0 ? new AnswerBlock.Text(block.Text.ToString()) : null,
            BlockKind.Thinking => new AnswerBlock.Thinking(block.Text.ToString(), block.Id),
            BlockKind.Redacted => new AnswerBlock.Redacted(block.Id),
            BlockKind.Tool => new AnswerBlock.ToolCall(block.Id, block.Name, Arguments(block.Text.ToString())),
        };

    private static JsonElement? Arguments(string json)
    {
        if (json.Length > LongestArguments)
            return null;
        try
        {
            using var document = JsonDocument.Parse(
                json.Length == 0 ? "{}" : json,
                new JsonDocumentOptions { MaxDepth = DeepestArguments }
            );
            return document.RootElement.ValueKind == JsonValueKind.Object ? document.RootElement.Clone() : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The SDK reads a field when it is asked for and throws when it is not there or no number.</summary>
    private static T? Known<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception)
        {
            return default;
        }
    }

    private static long? Known(Func<long> read) => Known<long?>(() => read());

    private enum BlockKind
    {
        Text,
        Thinking,
        Redacted,
        Tool,
    }

    private sealed class Block
    {
        public BlockKind Kind { get; set; }

        public StringBuilder Text { get; } = new();

        /// <summary>The id of a tool call, the signature of a thought, or the data of one that is not told.</summary>
        public string Id { get; set; } = "";

        public string Name { get; set; } = "";
    }
}
