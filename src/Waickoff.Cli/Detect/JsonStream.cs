using System.Text.Json;

namespace Waickoff.Cli.Detect;

/// <summary>A JSON document on its way out: written in pieces, so that its length costs no memory.</summary>
internal sealed class JsonStream(Stream output) : IDisposable
{
    private const int PieceBytes = 1 << 16;

    public Utf8JsonWriter Writer { get; } =
        new(output, new JsonWriterOptions { Encoder = AnalysisJson.Options.Encoder, SkipValidation = true });

    /// <summary>To be called between values.</summary>
    public void FlushIfLarge()
    {
        if (Writer.BytesPending >= PieceBytes)
            Writer.Flush();
    }

    public void Dispose()
    {
        Writer.Flush();
        output.WriteByte((byte)'\n');
        output.Flush();
        Writer.Dispose();
    }
}
