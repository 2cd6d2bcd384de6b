using Waickoff.Analysis.Wyckoff;

namespace Waickoff.Backtest.Setups;

/// <summary>The rules of the setups.</summary>
public static class SetupRules
{
    /// <summary>Raised when what a setup finds can change.</summary>
    public const int RuleVersion = 1;

    /// <summary>A rule that has seen nothing yet.</summary>
    public static SetupRule Create(Setup setup) =>
        setup switch
        {
            Setup.SpringTest => new WyckoffPointSetup(WyckoffEventType.Test, isBullish: true),
            Setup.SpringChoch => new SpringChochSetup(),
            Setup.SosLps => new WyckoffPointSetup(WyckoffEventType.LPS, isBullish: true),
            Setup.UtadTest => new WyckoffPointSetup(WyckoffEventType.Test, isBullish: false),
            Setup.SowLpsy => new WyckoffPointSetup(WyckoffEventType.LPSY, isBullish: false),
            Setup.OrderBlockTouch => new ZoneTouchSetup(ofGaps: false),
            Setup.GapTouch => new ZoneTouchSetup(ofGaps: true),
            Setup.SweepChoch => new SweepChochSetup(),
            Setup.SqueezeRelease => new SqueezeReleaseSetup(),
            Setup.VwapReversion => new VwapReversionSetup(),
            Setup.ChochPullback => new ChochPullbackSetup(),
            Setup.Confluence => new ConfluenceSetup(),
        };

    /// <summary>All of them, in their order.</summary>
    public static SetupRule[] CreateAll() => [.. Enum.GetValues<Setup>().Select(Create)];
}
