using Waickoff.Analysis;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Strategies;

/// <summary>A detector whose findings rules can name, and the kinds it finds.</summary>
internal sealed record FindingSource(
    string Name,
    MarketParts Parts,
    string[] Kinds,
    Func<MarketFold, string, Side, bool> Confirms
)
{
    private static readonly string[] Structure = ["bos", "choch", "sweep", "failed"];

    public static readonly FindingSource[] All =
    [
        new(
            "wyckoff",
            MarketParts.Wyckoff,
            Enum.GetNames<Analysis.Wyckoff.WyckoffEventType>(),
            (fold, kind, side) => Any(fold.Wyckoff!.Confirmed, kind, side)
        ),
        new(
            "structure",
            MarketParts.Internal,
            Structure,
            (fold, kind, side) => Any(fold.Internal!.Confirmed, kind, side)
        ),
        new(
            "swing-structure",
            MarketParts.Swing,
            Structure,
            (fold, kind, side) => Any(fold.Swing!.Confirmed, kind, side)
        ),
        new(
            "order-blocks",
            MarketParts.OrderBlocks,
            ["order-block"],
            (fold, kind, side) => Any(fold.OrderBlocks!.Confirmed, kind, side)
        ),
        new(
            "fair-value-gaps",
            MarketParts.Gaps,
            ["fair-value-gap"],
            (fold, kind, side) => Any(fold.Gaps!.Confirmed, kind, side)
        ),
        new(
            "liquidity",
            MarketParts.Liquidity,
            ["equal-highs", "equal-lows", "previous-high", "previous-low", "sweep", "run"],
            (fold, kind, side) => Any(fold.Liquidity!.Confirmed, kind, side)
        ),
        new(
            "squeezes",
            MarketParts.Squeezes,
            ["squeeze-a", "squeeze-b", "release-a", "release-b", "band-walk"],
            (fold, kind, side) => Any(fold.Squeezes!.Confirmed, kind, side)
        ),
        new("legs", MarketParts.Legs, ["high", "low"], (fold, kind, side) => Any(fold.Legs!.Confirmed, kind, side)),
    ];

    /// <summary>All kinds, as rules spell them.</summary>
    public static readonly string[] Spelled = [.. All.SelectMany(s => s.Kinds.Select(k => $"{s.Name}/{k}"))];

    private static bool Any<TFinding>(ReadOnlySpan<TFinding> confirmed, string kind, Side side)
        where TFinding : struct, IFinding
    {
        foreach (ref readonly var finding in confirmed)
        {
            if ((side == Side.None || finding.Side == side) && finding.Kind == kind)
                return true;
        }
        return false;
    }
}
