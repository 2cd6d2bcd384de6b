using Waickoff.Server.Configuration;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Hosting;

/// <summary>A setting that does nothing, or cannot be used, is named before anything starts.</summary>
public class SettingsTests
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";
    private const string Connection = "Host=..;Database=..;Username=..;Password=..";

    [Theory]
    [InlineData("--Chat:MostRuning=100", "Chat:MostRuning is no setting; the closest is Chat:MostRunning")]
    [InlineData("--server:masterkeys=x", "Server:masterkeys is no setting; the closest is Server:MasterKey")]
    [InlineData("--Server:Data:Folder=x", "Server:Data:Folder is no setting; the closest is Server:Data")]
    [InlineData(
        "--Market:Venues:binance:RestUri=http://127.0.0.1:9",
        "Market:Venues:binance:RestUri is no setting; the closest is Market:Venues:binance:RestUrl"
    )]
    [InlineData(
        "--Analyst:Models:0:Prices:0:Inputs=1",
        "Analyst:Models:0:Prices:0:Inputs is no setting; the closest is Analyst:Models:0:Prices:0:Input"
    )]
    [InlineData("--Server:MasterKeys_FILE=/x", "Server:MasterKeys_FILE is no setting; the closest is Server:MasterKey")]
    [InlineData("--Chat:MostRunning=many", "Chat:MostRunning is \"many\"; expected a number")]
    [InlineData("--Chat:MostRunning=0", "Chat:MostRunning is 0; it must be from 1 to 100000")]
    [InlineData("--Chat:Lease=soon", "Chat:Lease is \"soon\"; expected a time such as 00:00:30")]
    [InlineData("--Chat:Lease=-00:00:01", "Chat:Lease is \"-00:00:01\"; expected a time such as 00:00:30")]
    [InlineData("--Accounts:FreeSession=yes", "Accounts:FreeSession is \"yes\"; expected true or false")]
    [InlineData("--Analyst:Models:0:Role=wise", "Analyst:Models:0:Role is \"wise\"; expected Deep | FollowUp")]
    [InlineData(
        "--Market:Symbols=BTCUSDT",
        "Market:Symbols has items and no value of its own: name the first Market:Symbols:0"
    )]
    [InlineData("--Server:MasterKey_FILE=/no/such", "Server:MasterKey_FILE: /no/such cannot be read")]
    [InlineData(
        "--Server:MasterKey=short",
        "Server:MasterKey is not 32 bytes in base64; `openssl rand -base64 32` makes one"
    )]
    [InlineData("--Server:Database=Database=x", $"Server:Database names no Host; expected {Connection}")]
    [InlineData(
        "--Server:Database=Host=x;Hots=y",
        $"Server:Database is no PostgreSQL connection string (hots); expected {Connection}"
    )]
    [InlineData(
        "--Server:Database=Host=x;Port=many",
        $"Server:Database is no PostgreSQL connection string (port); expected {Connection}"
    )]
    [InlineData(
        "--Server:Database=postgres://ann:hush@db/waickoff?a=b",
        $"Server:Database is no PostgreSQL connection string; expected {Connection}"
    )]
    [InlineData(
        "--Server:PublicUrl=example.com",
        "Server:PublicUrl is \"example.com\"; expected http: or https: and a host without a path, such as https://example.com"
    )]
    [InlineData(
        "--Server:PublicUrl=https://example.com/app",
        "Server:PublicUrl is \"https://example.com/app\"; expected http: or https: and a host without a path, such as https://example.com"
    )]
    [InlineData(
        "--Server:TrustedProxies=10.0.0.1 proxy",
        "Server:TrustedProxies has \"proxy\"; expected IP addresses separated by spaces"
    )]
    public void A_wrong_setting_is_named_with_what_is_expected(string argument, string expected)
    {
        var failure = Should.Throw<ServerStartException>(() => Settings.Read([argument]));

        failure.Text.In("en").Split('\n').ShouldContain(expected);
        failure.Text.In("es").ShouldNotBe(failure.Text.In("en"));
        failure.Text.In("en").ShouldNotContain("hush");
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once()
    {
        var failure = Should.Throw<ServerStartException>(() =>
            Settings.Read(["--Chat:Leasse=00:00:01", "--Chat:MostUnread=-1", "--Market:HistoryDays=2"])
        );

        failure.Text.In("en").Split('\n').Length.ShouldBe(3);
    }

    [Fact]
    public void A_setting_is_what_the_file_contains_that_is_named_for_it()
    {
        var file = Path.GetTempFileName();
        File.WriteAllText(file, "a secret \n");
        try
        {
            var settings = Settings.Read([$"--Analyst:ApiKey_FILE={file}"]);
            settings["Analyst:ApiKey"].ShouldBe("a secret ");

            var both = Should.Throw<ServerStartException>(() =>
                Settings.Read([$"--Analyst:ApiKey_FILE={file}", "--Analyst:ApiKey=x"])
            );
            both.Text.In("en").ShouldBe("Analyst:ApiKey and Analyst:ApiKey_FILE are both set; keep one");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public void What_is_in_force_is_told_without_secrets()
    {
        var settings = Settings.Read([
            "--Server:Data=/somewhere",
            "--Server:Database=Host=x;Password=hush",
            $"--Server:MasterKey={Key}",
            "--Analyst:ApiKey=hush",
            "--Market:Symbols:0=BTCUSDT",
            "--Market:Store=/candles",
        ]);

        var all = EffectiveSetting.All(settings).ToDictionary(s => s.Name, s => s.Value);

        all["Server:Data"].ShouldBe("/somewhere");
        all["Chat:MostRunning"].ShouldBe("500");
        all["Chat:MostUnread"].ShouldBe("200");
        all["Market:Symbols:0"].ShouldBe("BTCUSDT");
        all["Server:MasterKey"].ShouldBe("********");
        all.Values.ShouldNotContain(v => v.Contains("hush", StringComparison.Ordinal));
        all.Values.ShouldNotContain(v => v.Contains(Key, StringComparison.Ordinal));
    }
}
