using System.Globalization;
using System.Security.Cryptography;
using Waickoff.Analysis.Candles;
using Waickoff.Analyst;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Evidence;
using Waickoff.Cli.Analyze;
using Waickoff.Market;
using Waickoff.Sandbox;
using Waickoff.Testing;

namespace Waickoff.Cli.Tests.Analyze;

/// <summary>
/// Everything that is found in 200 windows of the simulated market, byte for byte as it was when the file was written: on any thread, in
/// any culture. A rule that is meant to find something else raises its version and writes the file anew with WAICKOFF_WRITE=1.
/// </summary>
public sealed class GoldenSetTests
{
    private const int WindowsPerSymbol = 20;
    private const int Candles = 6_000;
    private const long EndMs = 1_767_225_600_000;
    private static readonly Timeframe[] Timeframes = [Timeframe.M15, Timeframe.H1, Timeframe.H4];

    private static string Golden => Repository.PathOf("tests", "Waickoff.Cli.Tests", "Analyze", "golden-set.txt");

    [Theory]
    [InlineData("")]
    [InlineData("es-ES")]
    [InlineData("en-US")]
    [InlineData("tr-TR")]
    [InlineData("ar-SA")]
    public void What_is_found_is_what_was_found(string culture)
    {
        var windows = Windows();
        // All of them once, a quarter in each culture.
        var some = culture.Length == 0 ? windows : [.. windows.Where((_, i) => i % 4 == culture[0] % 4)];
        var found = new string[some.Length];
        Parallel.For(
            0,
            some.Length,
            i =>
            {
                var before = CultureInfo.CurrentCulture;
                CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
                try
                {
                    found[i] =
                        $"{some[i].Symbol} {some[i].AtMs.ToString(CultureInfo.InvariantCulture)} {Hash(some[i])}";
                }
                finally
                {
                    CultureInfo.CurrentCulture = before;
                }
            }
        );

        if (culture.Length == 0 && Environment.GetEnvironmentVariable("WAICKOFF_WRITE") == "1")
            File.WriteAllLines(Golden, found);
        found.ShouldBeSubsetOf(File.ReadAllLines(Golden));
    }

    private static (SimulatedFeed Feed, string Symbol, long AtMs)[] Windows()
    {
        var feed = new SimulatedFeed(seed: 60, EndMs, Candles);
        // A feed is not for two readers at once, but for what it has drawn already.
        foreach (var symbol in feed.Symbols)
            feed.Read(symbol, Timeframe.M15);
        var step = Candles / 2 / WindowsPerSymbol * Timeframe.M15.Milliseconds;
        return
        [
            .. feed.Symbols.SelectMany(s =>
                Enumerable.Range(0, WindowsPerSymbol).Select(w => (feed, s, EndMs - (w * step)))
            ),
        ];
    }

    private static string Hash((SimulatedFeed Feed, string Symbol, long AtMs) window)
    {
        var series = MarketData.Load(window.Feed, window.Symbol, Timeframes, window.AtMs);
        var analysis = series.Analyze();
        var studies = MarketStudies.Of(analysis);
        var briefing = MarketBriefing.Write(analysis, ReaderLanguage.Spanish, studies: studies);
        using var document = new MemoryStream();
        AnalysisDocument.Write(document, series, analysis, studies, briefing, [], "es");
        return Convert.ToHexStringLower(SHA256.HashData(document.ToArray()).AsSpan(0, 12));
    }
}
