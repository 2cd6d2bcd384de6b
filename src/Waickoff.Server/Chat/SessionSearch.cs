using System.Globalization;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Which of their sessions somebody looks for.</summary>
/// <param name="Text">Found in the symbol, a question or an answer; null for any. Neither case nor accents count.</param>
/// <param name="Symbol">The symbol; null for any.</param>
/// <param name="Status">How it stands; null for any.</param>
internal sealed record SessionSearch(string? Text, string? Symbol, SessionStatus? Status)
{
    /// <summary>How many sessions are looked through with one query.</summary>
    public const int Batch = 50;

    /// <summary>How many sessions one request looks through for a text; the next page goes on behind them.</summary>
    public const int MostLooked = 200;

    private const int MostLetters = 200;
    private const int MostSymbol = 20;
    private static readonly CompareInfo Compare = CultureInfo.InvariantCulture.CompareInfo;

    /// <summary>Databases fold letters each in their own way, or not at all: here it is the same on both.</summary>
    public bool Fits(string text) =>
        Text is null || Compare.IndexOf(text, Text, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0;

    /// <summary>What was sent, or what is wrong with it.</summary>
    public static (SessionSearch? Search, Problem? Wrong) Of(string? text, string? symbol, string? status)
    {
        var trimmed = text?.Trim();
        if (trimmed?.Length > MostLetters)
            return (
                null,
                Problems.Invalid(
                    "search",
                    LocalText.Of($"At most {MostLetters} characters.", $"{MostLetters} caracteres como máximo.")
                )
            );
        if (symbol is not null && (symbol.Length is 0 or > MostSymbol || !symbol.All(char.IsAsciiLetterOrDigit)))
            return (null, Problems.Invalid("symbol", new LocalText("Such as BTCUSDT.", "Como BTCUSDT.")));
        var known = Enum.GetValues<SessionStatus>()
            .Where(s => s.ToString().Equals(status, StringComparison.OrdinalIgnoreCase))
            .Cast<SessionStatus?>()
            .FirstOrDefault();
        if (status is not null && known is null)
        {
            var allowed = string.Join(' ', Enum.GetNames<SessionStatus>());
            return (null, Problems.Invalid("status", LocalText.Of($"Allowed: {allowed}.", $"Se admite: {allowed}.")));
        }
        return (
            new SessionSearch(string.IsNullOrEmpty(trimmed) ? null : trimmed, symbol?.ToUpperInvariant(), known),
            null
        );
    }
}
