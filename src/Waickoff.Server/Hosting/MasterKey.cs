using System.Security.Cryptography;
using System.Text;
using Waickoff.Analysis;

namespace Waickoff.Server.Hosting;

/// <summary>
/// The key the ring of keys is encrypted with: from the configuration, else from a file beside the database that only the owner may read. A
/// stolen database alone opens nothing.
/// </summary>
internal sealed class MasterKey
{
    private const int KeyBytes = 32;
    private const int NonceBytes = 12;
    private const int TagBytes = 16;
    private readonly Lazy<byte[]> key;

    public MasterKey(ServerOptions options) => key = new Lazy<byte[]>(() => Read(options));

    public byte[] Seal(string text)
    {
        var plain = Encoding.UTF8.GetBytes(text);
        var whole = new byte[NonceBytes + TagBytes + plain.Length];
        RandomNumberGenerator.Fill(whole.AsSpan(0, NonceBytes));
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Encrypt(
            whole.AsSpan(0, NonceBytes),
            plain,
            whole.AsSpan(NonceBytes + TagBytes),
            whole.AsSpan(NonceBytes, TagBytes)
        );
        return whole;
    }

    /// <exception cref="CryptographicException">It was sealed with another key, or changed.</exception>
    public string Open(ReadOnlySpan<byte> whole)
    {
        var plain = new byte[whole.Length - NonceBytes - TagBytes];
        using var aes = new AesGcm(key.Value, TagBytes);
        aes.Decrypt(whole[..NonceBytes], whole[(NonceBytes + TagBytes)..], whole.Slice(NonceBytes, TagBytes), plain);
        return Encoding.UTF8.GetString(plain);
    }

    private static byte[] Read(ServerOptions options)
    {
        if (options.MasterKey.Length > 0)
            return Parse(options.MasterKey, "Server:MasterKey");
        var path = Path.Combine(options.Data, "master.key");
        if (!File.Exists(path))
        {
            var made = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
                made.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            using var writer = new StreamWriter(path, made);
            writer.Write(Convert.ToBase64String(RandomNumberGenerator.GetBytes(KeyBytes)));
        }
        return Parse(File.ReadAllText(path), path);
    }

    /// <summary>Whether a text is a key.</summary>
    public static bool IsKey(string text) => Parsed(text) is not null;

    private static byte[]? Parsed(string text)
    {
        var bytes = new byte[KeyBytes];
        return Convert.TryFromBase64String(text.Trim(), bytes, out var length) && length == KeyBytes ? bytes : null;
    }

    private static byte[] Parse(string text, string where)
    {
        if (Parsed(text) is { } bytes)
            return bytes;
        throw new ServerStartException(
            LocalText.Of($"{where} is not 32 bytes in base64", $"{where} no son 32 bytes en base64")
        );
    }
}
