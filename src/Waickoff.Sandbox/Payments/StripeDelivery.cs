namespace Waickoff.Sandbox.Payments;

/// <summary>One try to hand an event to an endpoint.</summary>
/// <param name="EventId">The event.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Endpoint">Where it went.</param>
/// <param name="Attempt">1 for the first; each repeat on purpose counts on.</param>
/// <param name="Status">The status of the answer; 0 when none came.</param>
/// <param name="Took">Until the answer, or until it was given up.</param>
public sealed record StripeDelivery(string EventId, string Type, Uri Endpoint, int Attempt, int Status, TimeSpan Took)
{
    /// <summary>It was taken; redirects do not count.</summary>
    public bool IsTaken => Status is >= 200 and < 300;
}

/// <summary>An event as it is sent, unsigned.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Type">What it tells.</param>
/// <param name="Body">Its bytes.</param>
public sealed record StripeTold(string Id, string Type, byte[] Body);

/// <summary>Which events are delivered again, how often and in which order.</summary>
public sealed record StripeReplay
{
    /// <summary>The events by id, in the order to send them in; null for all there are, oldest first.</summary>
    public IReadOnlyList<string>? EventIds { get; init; }

    /// <summary>Only those kinds; empty for all.</summary>
    public IReadOnlyList<string> Types { get; init; } = [];

    /// <summary>Each is sent at least so often; 0 leaves some out.</summary>
    public int FewestTimes { get; init; } = 1;

    /// <summary>And at most so often, drawn from the seed.</summary>
    public int MostTimes { get; init; } = 1;

    /// <summary>In an order drawn from the seed; else as they come.</summary>
    public bool IsShuffled { get; init; }

    /// <summary>How many send at the same time; 1 or more.</summary>
    public int Senders { get; init; } = 1;

    /// <summary>Draws times and order.</summary>
    public int Seed { get; init; } = 1;

    /// <summary>Signs with this instead of the endpoint's secret: a forgery.</summary>
    public string? ForgedSecret { get; init; }
}
