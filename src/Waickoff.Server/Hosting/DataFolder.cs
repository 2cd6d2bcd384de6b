using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>The folder all state is kept under. On SQLite one server owns it.</summary>
internal sealed class DataFolder(ServerOptions options) : IDisposable
{
    private FileStream? owned;

    public string Mails => Path.Combine(options.Data, "mails");

    /// <summary>Makes it, and takes it for this process alone.</summary>
    /// <exception cref="ServerStartException">Another server owns it, or it cannot be written to.</exception>
    public void Own()
    {
        try
        {
            Directory.CreateDirectory(options.Data);
            owned = new FileStream(
                Path.Combine(options.Data, "server.lock"),
                FileMode.OpenOrCreate,
                FileAccess.ReadWrite,
                FileShare.None
            );
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ServerStartException(
                e is UnauthorizedAccessException or DirectoryNotFoundException
                    ? LocalText.Of($"{options.Data} cannot be written to", $"no se puede escribir en {options.Data}")
                    : LocalText.Of(
                        $"another server uses {options.Data}; end it, or name another folder with --data",
                        $"otro servidor usa {options.Data}; termínalo o indica otra carpeta con --data"
                    ),
                e
            );
        }
    }

    public void Dispose() => owned?.Dispose();
}

/// <summary>The server cannot start with what it was given; the reader can mend it.</summary>
/// <param name="text">What is wrong and what to do.</param>
/// <param name="cause">What was behind it.</param>
public sealed class ServerStartException(LocalText text, Exception? cause = null) : Exception(text.English, cause)
{
    /// <summary>What is wrong and what to do.</summary>
    public LocalText Text { get; } = text;
}
