namespace Waickoff.Cli.Analyze;

/// <summary>Says on stderr how far long work has come: only to a terminal, and only when it takes long.</summary>
internal static class ProgressLine
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);

    public static T Show<T>(Strings strings, Func<Action<double>, T> work)
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
                Console.Error.Write(FormattableString.Invariant($"\r{strings.Analyzing} {share * 100:0} %"));
            });
        }
        finally
        {
            if (isShown)
                Console.Error.Write("\r" + new string(' ', strings.Analyzing.Length + 6) + "\r");
        }
    }
}
