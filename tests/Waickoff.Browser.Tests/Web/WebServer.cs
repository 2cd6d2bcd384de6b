namespace Waickoff.Browser.Tests.Web;

/// <summary>The server with the pages that were built last.</summary>
internal static class WebServer
{
    public static string Pages => Repository.PathOf("artifacts", "web");

    public static Task<RunningServer> StartAsync(TimeProvider? time = null, params string[] settings) =>
        RunningServer.StartAsync(time: time, settings: [$"Server:Web={Pages}", .. settings]);
}
