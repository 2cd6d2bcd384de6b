using System.Security.Cryptography;
using System.Text;

namespace Waickoff.Analyst.Briefing;

/// <summary>
/// A briefing as a session keeps it: its text, byte for byte, and its evidence. The analysis it was written from is not needed any more, and
/// a later version of the product may write it differently.
/// </summary>
/// <param name="Version">What it is called: 16 digits that follow from its text.</param>
/// <param name="Symbol">The market.</param>
/// <param name="Language">The language it is written in.</param>
/// <param name="PriceDecimals">Decimals of a price.</param>
/// <param name="AsOfMs">When its newest candle closed.</param>
/// <param name="Text">The text with ids.</param>
/// <param name="Evidence">What its ids stand for, <c>e1</c> first.</param>
public sealed record StoredBriefing(
    string Version,
    string Symbol,
    ReaderLanguage Language,
    int PriceDecimals,
    long AsOfMs,
    string Text,
    IReadOnlyList<Evidence> Evidence
)
{
    /// <summary>A briefing as it is kept.</summary>
    public static StoredBriefing Of(MarketBriefing briefing)
    {
        ArgumentNullException.ThrowIfNull(briefing);
        return new StoredBriefing(
            VersionOf(briefing.Text),
            briefing.Book.Symbol,
            briefing.Language,
            briefing.Book.Format.PriceDecimals,
            briefing.Analysis.AsOfMs,
            briefing.Text,
            [.. briefing.Book.Entries]
        );
    }

    /// <summary>What a briefing with a text is called.</summary>
    public static string VersionOf(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)).AsSpan(0, 8));
}
