using Waickoff.Analysis;

namespace Waickoff.Market.Venues;

/// <summary>Why a venue gave no answer that can be used.</summary>
public enum VenueProblem
{
    /// <summary>There is no connection, or it broke, or nothing came in time.</summary>
    Unreachable,

    /// <summary>The venue told us to wait, and for longer than this call may.</summary>
    MustWait,

    /// <summary>The venue does not serve us: the country, a ban.</summary>
    Refused,

    /// <summary>The answer is not what the protocol says.</summary>
    BadAnswer,

    /// <summary>The venue does not list the symbol.</summary>
    UnknownSymbol,

    /// <summary>The symbol is listed and not traded any more.</summary>
    Delisted,

    /// <summary>The venue has no candles of this length.</summary>
    UnknownTimeframe,
}

/// <summary>A venue gave no answer that can be used. The text is one line that names the venue and says what happened.</summary>
public sealed class VenueException(string venue, VenueProblem problem, LocalText text, Exception? cause = null)
    : MarketInputException(LocalText.Of($"{venue}: {text.English}", $"{venue}: {text.Spanish}"), cause)
{
    /// <summary>The venue.</summary>
    public string Venue { get; } = venue;

    /// <summary>What kind of trouble it is.</summary>
    public VenueProblem Problem { get; } = problem;

    /// <summary>True when the same call may well succeed a little later.</summary>
    public bool IsPassing => Problem is VenueProblem.Unreachable or VenueProblem.MustWait or VenueProblem.BadAnswer;
}
