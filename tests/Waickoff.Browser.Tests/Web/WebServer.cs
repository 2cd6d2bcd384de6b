namespace Waickoff.Browser.Tests.Web;

/// <summary>The server with the pages that were built last.</summary>
internal static class WebServer
{
    /// <summary>Whether the long forms are asked for.</summary>
    public static bool IsWhole => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1";

    public static string Pages => Repository.PathOf("artifacts", "web");

    public static Task<RunningServer> StartAsync(TimeProvider? time = null, params string[] settings) =>
        RunningServer.StartAsync(time: time, settings: [$"Server:Web={Pages}", .. settings]);
}
