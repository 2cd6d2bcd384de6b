using System.Text;

namespace Waickoff.Analyst.Briefing;

/// <summary>Counts tokens without the model at hand: UTF-8 bytes over 3, rounded up. Real counts of such texts are lower.</summary>
public static class TokenCount
{
    private const int BytesPerToken = 3;

    public static int Of(ReadOnlySpan<char> text) =>
        (Encoding.UTF8.GetByteCount(text) + BytesPerToken - 1) / BytesPerToken;
}
