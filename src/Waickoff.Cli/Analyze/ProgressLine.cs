namespace Waickoff.Cli.Analyze;

/// <summary>Says on stderr how far long work has come: only to a terminal, and only when it takes long.</summary>
internal static class ProgressLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    /// <param name="doing">What is being done.</param>
    /// <param name="work">Does it, and tells the share that is done.</param>
    public static T Show<T>(string doing, Func<Action<double>, T> work)
    {
        if (Console.IsErrorRedirected)
            return work(_ => { });
        var start = TimeProvider.System.GetTimestamp();
        var isShown = false;
        try
        {
            return work(share =>
            {
                if (!isShown && TimeProvider.System.GetElapsedTime(start) < Patience)
                    return;
                isShown = true;
                Console.Error.Write(FormattableString.Invariant($"\r{doing} {share * 100:0} %"));
            });
        }
        finally
        {
            if (isShown)
                Console.Error.Write("\r" + new string(' ', doing.Length + 6) + "\r");
        }
    }
}
