using Xunit;

namespace Waickoff.Testing;

/// <summary>
/// The recorded market data, which lies beside the repository and not in it: <c>WAICKOFF_SHARED</c>, else <c>../shared</c>
/// from the folder of the solution. Where it is absent, tests that need it are skipped and say so.
/// </summary>
public static class SharedData
{
    /// <summary>Why a test was skipped.</summary>
    public const string Absent =
        "needs the recorded market data: set WAICKOFF_SHARED to its folder or put it at ../shared beside the repository";

    private static readonly DirectoryInfo? Found = Find();

    /// <summary>The folder with <c>candles</c> and <c>trades</c>.</summary>
    public static bool TryFind(out DirectoryInfo data)
    {
        data = Found ?? new DirectoryInfo("absent");
        return Found is not null;
    }

    /// <summary>A file of candles, for tests that are marked as needing it: <c>Candles("BTCUSDT/1h.csv.gz")</c>.</summary>
    public static string Candles(string name) => PathOf("candles", name);

    /// <summary>A file of trades.</summary>
    public static string Trades(string name) => PathOf("trades", name);

    private static string PathOf(string folder, string name) =>
        TryFind(out var data) ? Path.Combine(data.FullName, folder, name) : throw new InvalidOperationException(Absent);

    private static DirectoryInfo? Find()
    {
        var shared = Environment.GetEnvironmentVariable("WAICKOFF_SHARED");
        if (string.IsNullOrEmpty(shared))
        {
            var folder = new DirectoryInfo(AppContext.BaseDirectory);
            while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Waickoff.slnx")))
                folder = folder.Parent;
            if (folder?.Parent is null)
                return null;
            shared = Path.Combine(folder.Parent.FullName, "shared");
        }
        var data = new DirectoryInfo(Path.Combine(shared, "data"));
        return Directory.Exists(Path.Combine(data.FullName, "candles")) ? data : null;
    }
}

/// <summary>A fact about the recorded market data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataFactAttribute : FactAttribute
{
    public SharedDataFactAttribute()
    {
        if (!SharedData.TryFind(out _))
            Skip = SharedData.Absent;
    }
}

/// <summary>A theory about the recorded market data.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SharedDataTheoryAttribute : TheoryAttribute
{
    public SharedDataTheoryAttribute()
    {
        if (!SharedData.TryFind(out _))
            Skip = SharedData.Absent;
    }
}
