namespace Waickoff.Market.Storage;

/// <summary>A file that the operating system keeps open for one process alone. It cannot be lost.</summary>
internal sealed class FileFeedLease : FeedLease
{
    // What the system says when another process has the file: EWOULDBLOCK, on macOS 35, and ERROR_SHARING_VIOLATION.
    private static readonly int[] HeldCodes = [11, 35, unchecked((int)0x80070020)];

    private readonly FileStream file;
    private bool isHeld = true;

    private FileFeedLease(FileStream file) => this.file = file;

    public override CancellationToken Lost => CancellationToken.None;

    public override bool IsHeld => isHeld;

    /// <summary>Null when another holds it. The file stays when it is given back: to delete it could free it for two.</summary>
    public static FileFeedLease? TryTake(string path)
    {
        try
        {
            return new FileFeedLease(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (HeldCodes.Contains(e.HResult))
        {
            return null;
        }
    }

    public override ValueTask DisposeAsync()
    {
        isHeld = false;
        return file.DisposeAsync();
    }
}
