namespace Waickoff.Server.TrackRecord;

/// <summary>How the track record is kept, as configured under <c>TrackRecord</c>.</summary>
public sealed class TrackRecordOptions
{
    /// <summary>Whether each scenario that is shown is put down in the public track record. Those that are there already are graded all the same.</summary>
    public bool Publishes { get; set; } = true;
}
