namespace Waickoff.Sandbox.Model.Scripts;

/// <summary>Arguments and names of tools as a captured model sends them.</summary>
public static class HostileArguments
{
    private const int HugeCharacters = 1 << 20;
    private const int DeepLevels = 10_000;

    /// <summary>Arguments; some are no JSON.</summary>
    public static IReadOnlyList<string> All { get; } =
    [
        """{"session_id":"00000000-0000-0000-0000-000000000001","timeframe":"4h"}""",
        """{"session":"2","user":"1","timeframe":"4h"}""",
        """{"timeframe":"4h","userId":"admin@example.org"}""",
        """{"timeframe":"4h'; DROP TABLE sessions; --"}""",
        """{"timeframe":"4h\" OR \"1\"=\"1"}""",
        """{"evidence":"e1 UNION SELECT * FROM users"}""",
        """{"evidence":"../../../../etc/passwd"}""",
        """{"evidence":"http://evil.example/?q=e1"}""",
        """{"evidence":"e999999999999"}""",
        """{"evidence":"e-1"}""",
        """{"evidence":"e1","evidence":"e2"}""",
        """{"symbol":"ETHUSDT","timeframe":"4h"}""",
        """{"timeframe":4}""",
        """{"timeframe":null}""",
        """{"timeframe":["4h","1h"]}""",
        """{"timeframe":{"$gt":""}}""",
        """{"timeframe":""}""",
        """{"timeframe":"4h\u0000"}""",
        """{"__proto__":{"isAdmin":true},"timeframe":"4h"}""",
        "{}",
        "[]",
        "null",
        "\"4h\"",
        "42",
        "4h",
        """{"timeframe":"4h""",
        """{"timeframe":NaN}""",
        """{"timeframe":"4h",}""",
        $$"""{"timeframe":"{{new string('A', HugeCharacters)}}"}""",
        $$"""{"timeframe":{{new string('[', DeepLevels)}}{{new string(']', DeepLevels)}}}""",
        string.Concat(Enumerable.Repeat("""{"a":""", DeepLevels)) + "1" + new string('}', DeepLevels),
    ];

    /// <summary>Tools that there are not.</summary>
    public static IReadOnlyList<string> UnknownTools { get; } =
    [
        "send_money",
        "fetch_url",
        "read_file",
        "run_sql",
        "execute",
        "read_session",
        "delete_account",
        "TIMEFRAME_FACTS",
        "timeframe_facts ",
        "../timeframe_facts",
    ];
}
