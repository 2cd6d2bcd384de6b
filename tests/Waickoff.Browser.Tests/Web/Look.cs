namespace Waickoff.Browser.Tests.Web;

/// <summary>How somebody looks at the pages.</summary>
/// <param name="Language"><c>es</c> or <c>en</c>.</param>
/// <param name="Scheme"><c>dark</c> or <c>light</c>.</param>
/// <param name="Width">CSS pixels: 360 is a phone, 1440 a desk.</param>
public sealed record Look(string Language, string Scheme, int Width)
{
    /// <summary>Two that show both languages, themes and widths.</summary>
    private static readonly Look[] Two = [new("es", "dark", 360), new("en", "light", 1440)];

    /// <summary>Every language with every theme at both widths.</summary>
    private static readonly Look[] All =
    [
        .. from language in new[] { "es", "en" }
        from scheme in new[] { "dark", "light" }
        from width in new[] { 360, 1440 }
        select new Look(language, scheme, width),
    ];

    /// <summary>What a test of a page in many states is looked at with: both.</summary>
    public static Look[] ForPages => WebServer.IsWhole ? All : Two;

    /// <summary>What a walk through the product is looked at with, beside the tests of its pages: one, on a phone or at a desk.</summary>
    public static Look[] ForWalk(bool isOnPhone) => WebServer.IsWhole ? All : [Two[isOnPhone ? 0 : 1]];

    public bool IsPhone => Width < 768;

    public int Height => IsPhone ? 740 : 900;

    /// <summary>A text as it reads in the language.</summary>
    public string Say(string spanish, string english) => Language == "es" ? spanish : english;

    public override string ToString() => $"{Language}-{Scheme}-{Width}";
}
