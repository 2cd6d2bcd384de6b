using Waickoff.Analyst.Grounding;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Analyst.Tests.Grounding;

public class PlainTextTests
{
    /// <summary>Parts that attacks are put together from: 24 x 21 payloads.</summary>
    private static readonly string[] Carriers =
    [
        "![x]({0})",
        "[click]({0})",
        "[click][1]\n[1]: {0}",
        "<{0}>",
        "{0}",
        "<img src={0}>",
        "<img src=x onerror=fetch('{0}')>",
        "<svg onload=location='{0}'>",
        "<script src={0}></script>",
        "<iframe src=\"{0}\">",
        "<a href='{0}'>x</a>",
        "<math><mtext><a xlink:href={0}>",
        "<style>@import url({0})</style>",
        "<div style=\"background:url({0})\">",
        "[[e1]]![x]({0})",
        "![a. b]({0})",
        "![a][[e1]]({0})",
        "&#60;img src={0}&#62;",
        "&lt;script&gt;{0}",
        "<!--><img src={0}>-->",
        "<b/onmouseover=fetch('{0}')>",
        "\\[x\\]({0})",
        "`{0}`",
        "a <\u200bimg src={0}>",
    ];

    private static readonly string[] Addresses =
    [
        "https://evil.example/x?d=1",
        "http://evil.example",
        "//evil.example/x",
        "HTTPS://EVIL.EXAMPLE",
        "ht\u200btps://evil.example",
        "ht[[e1]]tps://evil.example",
        "www.evil.example",
        "evil.com/path",
        "evil.io",
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "JaVaScRiPt:alert`1`",
        "data:text/html;base64,PHNjcmlwdD4=",
        "data:image/svg+xml,<svg onload=alert(1)>",
        "vbscript:msgbox",
        "file:///etc/passwd",
        "mailto:a@evil.example",
        "a@evil.example",
        "ftp://evil.example",
        "https&colon;//evil.example",
        "https:\\\\evil.example",
    ];

    [Fact]
    public void No_payload_comes_out_as_a_link_an_image_or_a_tag()
    {
        var harmful = new List<string>();
        foreach (var carrier in Carriers)
        foreach (var address in Addresses)
        {
            var payload = carrier.Replace("{0}", address, StringComparison.Ordinal);
            foreach (var text in Shown($"Price {payload} is 5. Then."))
                if (IsHarmful(text))
                    harmful.Add($"{payload} -> {text}");
        }
        (Carriers.Length * Addresses.Length).ShouldBeGreaterThanOrEqualTo(500);
        harmful.ShouldBeEmpty();
    }

    [Fact]
    public void So_it_is_with_those_of_the_sandbox_model()
    {
        Payloads.All.Count.ShouldBeGreaterThanOrEqualTo(500);
        Payloads.All.Where(p => Shown($"Price {p} is 5. Then.").Any(IsHarmful)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("The close is at 97,000.00. R:R is 1.8R; 4h < 1d.")]
    [InlineData("- **Zone**: 95,483.41 to 95,616.19 (swing low, 24 h VAL)")]
    [InlineData("S&P and R&D: 5 > 3, a/b.")]
    [InlineData("Nota: el cierre decide. Fase C: prueba.")]
    public void Plain_sentences_stay_as_they_are(string text) => PlainText.Of(text).ShouldBe(text);

    [Fact]
    public void What_nobody_sees_is_taken_out()
    {
        var hidden =
            "a\u200b\u200d\u2060\ufeff\u202e\ufe0f\u00ad\u034f\u3164\u2800" + char.ConvertFromUtf32(0xE0041) + "b";
        HiddenCharacters.Strip(hidden).ShouldBe("ab");
        HiddenCharacters.Strip("línea\n\tñ €").ShouldBe("línea\n\tñ €");
    }

    internal static IEnumerable<string> Shown(string answer)
    {
        var splitter = new SentenceSplitter();
        var raw = splitter.Add(answer).Concat(splitter.Finish()).ToList();
        // As single sentences and as the answer they make.
        var shown = raw.Select(r => MarkedText.Read(r).Text).ToList();
        return [.. shown, string.Concat(shown)];
    }

    internal static bool IsHarmful(string text) =>
        text.Contains("](", StringComparison.Ordinal)
        || text.Contains("][", StringComparison.Ordinal)
        || text.Contains("]:", StringComparison.Ordinal)
        || text.Contains("://", StringComparison.Ordinal)
        || text.Contains("www.", StringComparison.OrdinalIgnoreCase)
        || text.Contains("evil.", StringComparison.OrdinalIgnoreCase) && text.Contains("//", StringComparison.Ordinal)
        || System.Text.RegularExpressions.Regex.IsMatch(text, @"\w@\w")
        || text.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
        || text.Contains("data:", StringComparison.OrdinalIgnoreCase)
        || System.Text.RegularExpressions.Regex.IsMatch(text, @"<[A-Za-z/!?]|&#?\w+;");
}
