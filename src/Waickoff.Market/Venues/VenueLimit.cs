namespace Waickoff.Market.Venues;

/// <summary>How much a venue lets one address ask for.</summary>
/// <param name="Weight">What the requests of one window may weigh together.</param>
/// <param name="Window">How long the window is.</param>
internal readonly record struct VenueLimit(int Weight, TimeSpan Window)
{
    /// <summary>What we use of it at most: half, since others may share the address.</summary>
    public int Ours => Math.Max(1, Weight / 2);
}
