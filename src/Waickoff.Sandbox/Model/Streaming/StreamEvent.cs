namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>An event of a stream, with the piece of the answer it carries.</summary>
/// <param name="Name">Its kind.</param>
/// <param name="Data">Its JSON.</param>
/// <param name="Piece">The piece; null for none.</param>
internal readonly record struct StreamEvent(string Name, string Data, AnswerPiece? Piece = null)
{
    public static readonly StreamEvent Ping = new("ping", """{"type":"ping"}""");

    public static readonly StreamEvent Unknown = new(
        "content_block_annotation",
        """{"type":"content_block_annotation","index":0,"annotation":{"kind":"new"}}"""
    );

    public static StreamEvent Error(string type, string requestId) =>
        new(
            "error",
            $$$"""{"type":"error","error":{"type":"{{{type}}}","message":"{{{Words(type)}}}"},"request_id":"{{{requestId}}}"}"""
        );

    private static string Words(string type) => type == "overloaded_error" ? "Overloaded" : "Internal server error";
}
