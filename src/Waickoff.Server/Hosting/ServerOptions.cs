using System.ComponentModel;
using System.ComponentModel.DataAnnotations;

namespace Waickoff.Server.Hosting;

/// <summary>How the server runs, as configured under <c>Server</c>.</summary>
public sealed class ServerOptions
{
    /// <summary>The folder all state is kept under: databases, mails, keys.</summary>
    [Required]
    public string Data { get; set; } = "";

    /// <summary>PostgreSQL connection string. Empty: SQLite in the data folder, one server alone.</summary>
    [PasswordPropertyText(true)]
    public string Database { get; set; } = "";

    /// <summary>Whether a PostgreSQL that may lose what it has confirmed (fsync, full_page_writes or synchronous_commit off) is used all the same.</summary>
    public bool AllowUnsafeDatabase { get; set; }

    /// <summary>The address it listens on: <c>127.0.0.1</c> for this machine alone, <c>0.0.0.0</c> for all that reach it, which needs <c>Server:PublicUrl</c>.</summary>
    public string Address { get; set; } = "127.0.0.1";

    /// <summary>The address people reach it at, for the links in mails. Empty: the address it listens on.</summary>
    public string PublicUrl { get; set; } = "";

    /// <summary>Addresses of proxies whose word about the caller's address is taken, besides those of this machine; separated by spaces.</summary>
    public string TrustedProxies { get; set; } = "";

    /// <summary>The key that guards the ring of keys, 32 bytes in base64. Empty: a file in the data folder, made at the first start.</summary>
    [PasswordPropertyText(true)]
    public string MasterKey { get; set; } = "";

    /// <summary>Whom to tell about a weakness, for <c>/.well-known/security.txt</c>: <c>mailto:</c>, <c>https:</c> or <c>tel:</c>. Empty: there is no such text.</summary>
    public string SecurityContact { get; set; } = "";

    /// <summary>The folder with the pages of the web app. Empty: the folder <c>web</c> beside the program.</summary>
    public string Web { get; set; } = "";

    /// <summary>How many requests one address or person may make in a minute, of each process.</summary>
    [Range(10, 1_000_000)]
    public int RequestsPerMinute { get; set; } = 600;

    /// <summary>How many requests about sign-in one address may make in an hour.</summary>
    [Range(1, 1_000_000)]
    public int SignInsPerHour { get; set; } = 20;

    /// <summary>Whether people reach it over TLS.</summary>
    internal bool IsHttps => PublicUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long running answers may take to finish when the server is told to end.</summary>
    public TimeSpan GracePeriod { get; set; } = TimeSpan.FromSeconds(25);
}
