using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis;

/// <summary>
/// What all findings have in common. A finding is an immutable value; what happens to it later is a
/// <see cref="LifeEvent"/> that refers to it. Nothing may use a finding before the close of its <see cref="ConfirmedIndex"/>.
/// </summary>
public interface IFinding
{
    /// <summary>What it is, as the API spells it: <c>bos</c>, <c>fair-value-gap</c>, <c>Spring</c>.</summary>
    string Kind { get; }

    /// <summary>The direction it argues for.</summary>
    Side Side { get; }

    /// <summary>The candle where it is drawn.</summary>
    int Index { get; }

    /// <summary>The candle at whose close it became true; never before <see cref="Index"/>.</summary>
    int ConfirmedIndex { get; }

    /// <summary>The price that tells it from others of its kind at the same candle; part of its id. <c>NaN</c> where it has none.</summary>
    double Level { get; }

    /// <summary>What tells it from others of its kind at the same candles and price, such as a period; part of its id. Null for most.</summary>
    string? Variant => null;
}

/// <summary>A step in the life of a finding. States are reached in time order, each at most once.</summary>
/// <param name="Finding">The number of the finding in its log.</param>
/// <param name="State">What it became.</param>
/// <param name="Index">The candle at whose close that was known.</param>
public readonly record struct LifeEvent(int Finding, FindingState State, int Index);

/// <summary>The states a finding can move to. Which of them a finding knows stands in its own definition.</summary>
public enum FindingState
{
    /// <summary>Confirmed, nothing since.</summary>
    Fresh,

    /// <summary>Price entered the zone.</summary>
    Touched,

    /// <summary>Price reached the middle of the zone.</summary>
    Half,

    /// <summary>Price reached the far edge.</summary>
    Filled,

    /// <summary>Price closed beyond the far edge of a gap: it now argues for the other side.</summary>
    Inverted,

    /// <summary>Price closed beyond the far edge of an order block.</summary>
    Mitigated,

    /// <summary>First return to a mitigated block from its other side.</summary>
    Breaker,

    /// <summary>Too old to matter, by its own rule.</summary>
    Expired,

    /// <summary>Liquidity behind the level was taken and price closed back.</summary>
    Swept,

    /// <summary>Price went through the level and stayed.</summary>
    Run,

    /// <summary>Price traded beyond the level.</summary>
    Broken,

    /// <summary>A newer one of its kind took its place.</summary>
    Superseded,

    /// <summary>A squeeze or a range ended.</summary>
    Released,

    /// <summary>Price traded at the level again.</summary>
    Traded,

    /// <summary>What it stood for proved wrong.</summary>
    Failed,

    /// <summary>A hole of more than 20 candles ended it: what happened meanwhile is unknown.</summary>
    Interrupted,
}
