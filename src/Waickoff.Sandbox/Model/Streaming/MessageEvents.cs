using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Waickoff.Sandbox.Model.Answers;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Writes an answer as the provider does: as events, or as one message.</summary>
internal sealed class MessageEvents(
    string messageId,
    string model,
    UsageJson usage,
    Func<(long Output, long Thinking)> written
)
{
    /// <summary>The events in order. The usage at the end is what was written by then.</summary>
    public IEnumerable<StreamEvent> Stream(AnswerCourse course)
    {
        var start = new JsonObject
        {
            ["type"] = "message_start",
            ["message"] = Message([], null, null, usage.AtStart()),
        };
        yield return new("message_start", ProviderJson.Text(start));
        var isFirst = true;
        foreach (var piece in course.Pieces())
        {
            if (piece.Kind == PieceKind.Stop && piece.Block is AnswerBlock.Thinking thinking)
                yield return Delta(piece.Place, "signature_delta", "signature", SignatureOf(thinking.Thought));
            yield return Event(piece);
            if (isFirst)
                yield return StreamEvent.Ping;
            isFirst = false;
        }
        var (output, thought) = written();
        var end = new JsonObject { ["type"] = "message_delta", ["delta"] = Ending(course) };
        if (usage.AtEnd(output, thought) is { } told)
            end["usage"] = told;
        yield return new("message_delta", ProviderJson.Text(end));
        yield return new("message_stop", """{"type":"message_stop"}""");
    }

    /// <summary>The whole message of an answer whose pieces have been written.</summary>
    public string Whole(AnswerCourse course, IReadOnlyList<AnswerPiece> pieces)
    {
        var content = new JsonArray();
        var raw = new List<(string Placeholder, string Arguments)>();
        foreach (var block in pieces.GroupBy(p => p.Place))
        {
            var text = string.Concat(block.Select(p => p.Text));
            var json = Opening(block.First());
            switch (block.First().Block)
            {
                case AnswerBlock.Text:
                    json["text"] = text;
                    break;
                case AnswerBlock.Thinking:
                    json["thinking"] = text;
                    json["signature"] = SignatureOf(text);
                    break;
                case AnswerBlock.ToolCall:
                    // Put in as they are: arguments that are no JSON break the whole answer, as they would.
                    var placeholder = $"arguments-{block.Key}-{messageId}";
                    json["input"] = placeholder;
                    raw.Add((ProviderJson.Quote(placeholder), text.Length > 0 ? text : "{}"));
                    break;
            }
            content.Add(json);
        }
        var (output, thought) = written();
        var ending = Ending(course);
        var message = Message(
            content,
            ending["stop_reason"]?.DeepClone(),
            ending["stop_sequence"]?.DeepClone(),
            usage.Whole(output, thought)
        );
        if (ending["stop_details"] is { } details)
            message["stop_details"] = details.DeepClone();
        return raw.Aggregate(
            ProviderJson.Text(message),
            (text, r) => text.Replace(r.Placeholder, r.Arguments, StringComparison.Ordinal)
        );
    }

    private JsonObject Message(JsonArray content, JsonNode? stopReason, JsonNode? stopSequence, JsonObject? told)
    {
        var message = new JsonObject
        {
            ["id"] = messageId,
            ["type"] = "message",
            ["role"] = "assistant",
            ["model"] = model,
            ["content"] = content,
            ["stop_reason"] = stopReason,
            ["stop_sequence"] = stopSequence,
        };
        if (told is not null)
            message["usage"] = told;
        return message;
    }

    private static JsonObject Ending(AnswerCourse course)
    {
        var ending = new JsonObject { ["stop_reason"] = course.StopReason, ["stop_sequence"] = course.StopSequence };
        if (course.StopReason == "refusal")
            ending["stop_details"] = new JsonObject
            {
                ["type"] = "refusal",
                ["category"] = null,
                ["explanation"] = "The request was declined.",
            };
        return ending;
    }

    private StreamEvent Event(AnswerPiece piece)
    {
        var e = piece.Kind switch
        {
            PieceKind.Start => new StreamEvent(
                "content_block_start",
                ProviderJson.Text(
                    new JsonObject
                    {
                        ["type"] = "content_block_start",
                        ["index"] = piece.Place,
                        ["content_block"] = Opening(piece),
                    }
                )
            ),
            PieceKind.Stop => new StreamEvent(
                "content_block_stop",
                $$"""{"type":"content_block_stop","index":{{piece.Place}}}"""
            ),
            PieceKind.Delta => piece.Block switch
            {
                AnswerBlock.Thinking => Delta(piece.Place, "thinking_delta", "thinking", piece.Text),
                AnswerBlock.ToolCall => Delta(piece.Place, "input_json_delta", "partial_json", piece.Text),
                _ => Delta(piece.Place, "text_delta", "text", piece.Text),
            },
        };
        return e with { Piece = piece };
    }

    private static StreamEvent Delta(int place, string type, string name, string text) =>
        new(
            "content_block_delta",
            $$$"""{"type":"content_block_delta","index":{{{place}}},"delta":{"type":"{{{type}}}","{{{name}}}":{{{ProviderJson.Quote(text)}}}}}"""
        );

    private JsonObject Opening(AnswerPiece piece) =>
        piece.Block switch
        {
            AnswerBlock.Thinking => new()
            {
                ["type"] = "thinking",
                ["thinking"] = "",
                ["signature"] = "",
            },
            AnswerBlock.Redacted redacted => new() { ["type"] = "redacted_thinking", ["data"] = redacted.Data },
            AnswerBlock.ToolCall call => new()
            {
                ["type"] = "tool_use",
                ["id"] = $"toolu_{messageId[4..]}{piece.Place:D2}",
                ["name"] = call.Name,
                ["input"] = new JsonObject(),
            },
            _ => new() { ["type"] = "text", ["text"] = "" },
        };

    private static string SignatureOf(string thought) =>
        Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(thought)));
}
