namespace Waickoff.Sandbox.Model.Requests;

/// <summary>Makes tokens of bytes, always the same way.</summary>
internal readonly record struct TokenMeter(double BytesPerToken)
{
    public static TokenMeter Of(ModelCard card, double bytesPerToken) => new(bytesPerToken / card.TokenFactor);

    /// <summary>The tokens of so many bytes: rounded up, so that a longer text never has fewer.</summary>
    public long Tokens(long bytes) => (long)Math.Ceiling(bytes / BytesPerToken);

    /// <summary>The most bytes that so many tokens hold.</summary>
    public long Bytes(long tokens) => (long)Math.Floor(tokens * BytesPerToken);
}
