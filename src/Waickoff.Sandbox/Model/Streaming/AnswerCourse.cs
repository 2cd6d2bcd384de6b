using System.Text;
using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>What a piece of an answer does.</summary>
internal enum PieceKind
{
    Start,
    Delta,
    Stop,
}

/// <summary>A piece of an answer.</summary>
/// <param name="Kind">What it does.</param>
/// <param name="Place">The number of its block.</param>
/// <param name="Block">Its block.</param>
/// <param name="Text">What it adds.</param>
/// <param name="Bytes">What of it is billed.</param>
internal readonly record struct AnswerPiece(PieceKind Kind, int Place, AnswerBlock Block, string Text, long Bytes);

/// <summary>An answer cut into pieces, up to the longest that was asked for or to a word that ends it.</summary>
internal sealed class AnswerCourse
{
    private readonly ModelAnswer answer;
    private readonly IReadOnlyList<string> stops;
    private readonly int characters;
    private readonly bool isEndless;
    private long bytesLeft;

    public AnswerCourse(ModelAnswer answer, long mostBytes, IReadOnlyList<string> stops, int characters, bool isEndless)
    {
        (this.answer, this.stops, this.characters) = (answer, stops, characters);
        (this.isEndless, bytesLeft) = (isEndless, mostBytes);
    }

    /// <summary>Why it ended; known behind the last piece.</summary>
    public string StopReason { get; private set; } = "";

    /// <summary>The word that ended it.</summary>
    public string? StopSequence { get; private set; }

    public IEnumerable<AnswerPiece> Pieces()
    {
        StopReason = answer.StopReason ?? (answer.Blocks.Any(b => b is AnswerBlock.ToolCall) ? "tool_use" : "end_turn");
        for (var place = 0; place < answer.Blocks.Count && StopSequence is null && bytesLeft > 0; place++)
        {
            var block = answer.Blocks[place];
            var opening = Take(
                block is AnswerBlock.ToolCall tool ? tool.Name
                : block is AnswerBlock.Redacted r ? r.Data
                : ""
            );
            yield return new AnswerPiece(PieceKind.Start, place, block, "", Encoding.UTF8.GetByteCount(opening));
            foreach (var text in Cut(Written(block)))
                yield return new AnswerPiece(PieceKind.Delta, place, block, text, Encoding.UTF8.GetByteCount(text));
            if (isEndless && place == answer.Blocks.Count - 1 && block is AnswerBlock.Text { Written.Length: > 0 } last)
            {
                bytesLeft = long.MaxValue;
                while (true)
                    foreach (var text in Cut(last.Written))
                        yield return new AnswerPiece(
                            PieceKind.Delta,
                            place,
                            block,
                            text,
                            Encoding.UTF8.GetByteCount(text)
                        );
            }
            yield return new AnswerPiece(PieceKind.Stop, place, block, "", 0);
        }
        if (bytesLeft <= 0)
            (StopReason, StopSequence) = ("max_tokens", null);
    }

    private string Written(AnswerBlock block)
    {
        if (block is not AnswerBlock.Text text)
            return block switch
            {
                AnswerBlock.Thinking thinking => thinking.Thought,
                AnswerBlock.ToolCall call => call.Arguments,
                _ => "",
            };
        var end = text.Written.Length;
        foreach (var stop in stops)
            if (text.Written.IndexOf(stop, StringComparison.Ordinal) is >= 0 and var found && found < end)
                (end, StopSequence, StopReason) = (found, stop, "stop_sequence");
        return text.Written[..end];
    }

    /// <summary>Cuts between whole characters, until the answer is as long as it may be.</summary>
    private IEnumerable<string> Cut(string text)
    {
        for (var from = 0; from < text.Length && bytesLeft > 0; )
        {
            var to = Math.Min(from + characters, text.Length);
            if (to < text.Length && char.IsLowSurrogate(text[to]) && char.IsHighSurrogate(text[to - 1]))
                to++;
            var piece = Take(text[from..to]);
            if (piece.Length > 0)
                yield return piece;
            from = to;
        }
    }

    /// <summary>As much of a text as may still be written; less than all of it ends the answer.</summary>
    private string Take(string text)
    {
        var bytes = Encoding.UTF8.GetByteCount(text);
        if (bytes <= bytesLeft)
        {
            bytesLeft -= bytes;
            return text;
        }
        var taken = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Utf8SequenceLength > bytesLeft)
                break;
            bytesLeft -= rune.Utf8SequenceLength;
            taken += rune.Utf16SequenceLength;
        }
        bytesLeft = 0;
        return text[..taken];
    }
}
