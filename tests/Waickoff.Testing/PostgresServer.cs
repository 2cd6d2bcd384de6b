using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace Waickoff.Testing;

/// <summary>
/// A PostgreSQL server of this test process alone: a cluster in a temporary folder, on a port of its own, gone when the process
/// is, however that ends. The server of the machine is never touched.
/// </summary>
public sealed class PostgresServer : IAsyncDisposable
{
    private const string Absent = """
        PostgreSQL is not installed, and these tests need a real one. Install it and run them again:
          sudo apt-get install -y postgresql
        (on other systems put initdb and postgres on the PATH)
        """;

    // The shell lives as long as this process: its standard input ends with it. Then the server is stopped and swept away. What is left of one that
    // was killed may be in the way of the next for a moment: that is begun again until it stays.
    private const string Watchdog = """
        trap : INT TERM
        start() {
            "$1/postgres" -D "$2/data" -p "$3" -c listen_addresses=127.0.0.1 -c unix_socket_directories= \
                -c max_connections=300 -c shared_buffers=32MB -c fsync=on -c lc_messages=C >>"$2/log" 2>&1 </dev/null &
            server=$!
        }
        start "$@"
        while read -r word; do
            case $word in
                kill) kill -KILL "$server"; wait "$server" ;;
                start) start "$@"; sleep 0.4; while ! kill -0 "$server"; do start "$@"; sleep 0.4; done ;;
            esac
        done
        kill -INT "$server"
        wait "$server"
        rm -rf -- "$2"
        """;

    private static readonly Lazy<Task<PostgresServer>> Only = new(StartAsync);

    private static int databases;

    private readonly string connectionString;
    private readonly Process shell;

    private PostgresServer(string connectionString, Process shell) =>
        (this.connectionString, this.shell) = (connectionString, shell);

    /// <summary>Makes an empty database and says how to connect to it.</summary>
    public static async Task<string> NewDatabaseAsync() => await (await Only.Value).MakeDatabaseAsync();

    /// <summary>A server for one test, which may do with it what it likes.</summary>
    public static Task<PostgresServer> StartOwnAsync() => StartAsync();

    /// <summary>Makes an empty database on this server and says how to connect to it.</summary>
    public async Task<string> MakeDatabaseAsync()
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"test_{Interlocked.Increment(ref databases)}");
        await RunAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(connectionString)
        {
            Database = name,
            Pooling = true,
            MaxPoolSize = 40,
            // What a test that is over leaves open is not in the way of the next ones.
            ConnectionIdleLifetime = 3,
            ConnectionPruningInterval = 1,
        }.ToString();
    }

    /// <summary>Ends all connections to a database, as a restart of the server would.</summary>
    public static async Task CutConnectionsAsync(string connectionString)
    {
        var server = await Only.Value;
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        await server.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
    }

    /// <summary>Takes a database out of reach by a longer name, or gives it its name back; whoever is connected no longer is.</summary>
    public static async Task RenameAsync(string connectionString, string ending, bool back = false)
    {
        var server = await Only.Value;
        var name = new NpgsqlConnectionStringBuilder(connectionString).Database;
        var (from, to) = back ? (name + ending, name) : (name, name + ending);
        for (var tries = 1; ; tries++)
        {
            await server.RunAsync($"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{from}'");
            try
            {
                await server.RunAsync($"ALTER DATABASE {from} RENAME TO {to}");
                return;
            }
            catch (PostgresException e) when (e.SqlState == PostgresErrorCodes.ObjectInUse && tries < 100)
            {
                await Task.Delay(20);
            }
        }
    }

    /// <summary>Kills it as a loss of power does; nothing is said to anybody and nothing is written any more.</summary>
    public void Kill()
    {
        shell.StandardInput.WriteLine("kill");
        shell.StandardInput.Flush();
    }

    /// <summary>Starts it again and waits until it answers.</summary>
    public async Task StartAgainAsync()
    {
        await shell.StandardInput.WriteLineAsync("start");
        await shell.StandardInput.FlushAsync();
        if (!await IsReadyAsync())
            throw new InvalidOperationException("PostgreSQL does not start again");
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync()
    {
        Stop(shell);
        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a program of the same installation, such as <c>pgbench</c>.</summary>
    public static string Program(string name) => Path.Combine(FindPrograms(), name);

    private static async Task<PostgresServer> StartAsync()
    {
        var programs = FindPrograms();
        var folder = Directory.CreateTempSubdirectory("waickoff-postgres-").FullName;
        if (Environment.IsPrivilegedProcess)
            Run("chown", "postgres", folder);
        Run([
            .. AsServer(),
            Path.Combine(programs, "initdb"),
            .. (string[])["-D", $"{folder}/data", "-U", "waickoff", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"],
        ]);
        for (var attempt = 1; ; attempt++)
        {
            var port = FreePort();
            var shell = Start([.. AsServer(), "sh", "-c", Watchdog, "sh", programs, folder, $"{port}"]);
            AppDomain.CurrentDomain.ProcessExit += (_, _) => Stop(shell);
            var text = new NpgsqlConnectionStringBuilder
            {
                Host = "127.0.0.1",
                Port = port,
                Username = "waickoff",
                Database = "postgres",
                Pooling = false,
            };
            var server = new PostgresServer(text.ToString(), shell);
            if (await server.IsReadyAsync())
                return server;
            if (attempt == 3)
                throw new InvalidOperationException($"PostgreSQL does not start; its log is in {folder}/log");
        }
    }

    private async Task<bool> IsReadyAsync()
    {
        for (var i = 0; i < 200 && !shell.HasExited; i++)
        {
            try
            {
                await RunAsync("SELECT 1");
                return true;
            }
            catch (NpgsqlException)
            {
                await Task.Delay(100);
            }
        }
        return false;
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = new NpgsqlConnection(connectionString);
        await connection.OpenAsync();
#pragma warning disable CA2100 // Texts of this class with names it made itself.
        await using var command = new NpgsqlCommand(sql, connection);
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The newest installed programs, or those on the path.</summary>
    private static string FindPrograms()
    {
        var debian = new DirectoryInfo("/usr/lib/postgresql");
        var versions = debian.Exists ? debian.GetDirectories().Select(d => Path.Combine(d.FullName, "bin")) : [];
        var path = Environment.GetEnvironmentVariable("PATH")?.Split(Path.PathSeparator) ?? [];
        return versions
                .OrderByDescending(VersionOf)
                .Concat(path)
                .FirstOrDefault(d => File.Exists($"{d}/initdb") && File.Exists($"{d}/postgres"))
            ?? throw new InvalidOperationException(Absent);
    }

    private static int VersionOf(string programs) =>
        int.TryParse(programs.Split('/')[^2], NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : 0;

    /// <summary>PostgreSQL refuses to run as root; its package brings a user for it.</summary>
    private static string[] AsServer() =>
        !Environment.IsPrivilegedProcess ? []
        : File.Exists("/usr/bin/setpriv") ? ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        : ["runuser", "-u", "postgres", "--"];

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static Process Start(string[] command)
    {
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // Where the tests lie the server's user may not look.
            WorkingDirectory = "/",
        };
        return Process.Start(start) ?? throw new InvalidOperationException($"{command[0]} does not start");
    }

    private static void Run(params string[] command)
    {
        using var process = Start(command);
        process.StandardInput.Close();
        process.StandardOutput.ReadToEnd();
        var said = process.StandardError.ReadToEnd();
        process.WaitForExit();
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', command)}: {said}");
    }

    private static void Stop(Process shell)
    {
        if (shell.HasExited)
            return;
        shell.StandardInput.Close();
        shell.WaitForExit(TimeSpan.FromSeconds(10));
    }
}
