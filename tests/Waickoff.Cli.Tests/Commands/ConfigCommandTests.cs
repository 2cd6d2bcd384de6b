namespace Waickoff.Cli.Tests.Commands;

/// <summary>The settings of the server, checked without starting it.</summary>
public sealed class ConfigCommandTests
{
    private const string Key = "MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE=";

    [Theory]
    [InlineData("es", "Todos los ajustes sirven:")]
    [InlineData("en", "Nothing is wrong with the settings:")]
    public async Task Good_settings_are_told_with_their_secrets_hidden(string language, string head)
    {
        var result = await CheckAsync(
            ["config", "check", "--data", "/somewhere", "--lang", language],
            ("Chat__MostRunning", "77"),
            ("Server__MasterKey", Key)
        );

        result.ExitCode.ShouldBe(0, result.Error);
        var lines = result.Output.Split('\n');
        lines[0].ShouldBe(head);
        lines.ShouldContain("Server:Data = /somewhere");
        lines.ShouldContain("Chat:MostRunning = 77");
        lines.ShouldContain("Server:MasterKey = ********");
        result.Output.ShouldNotContain(Key);
    }

    [Theory]
    [InlineData("config", "check")]
    [InlineData("serve", "--port", "0")]
    [InlineData("admin", "audit")]
    public async Task A_setting_that_does_not_exist_is_named_with_the_closest_and_ends_with_2(params string[] command)
    {
        var result = await CheckAsync([.. command, "--lang", "en"], ("Chat__MostRuning", "77"));

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBe("");
        result.Error.ShouldBe("Chat:MostRuning is no setting; the closest is Chat:MostRunning\n");
    }

    [Theory]
    [InlineData("en", "Server:MasterKey is not 32 bytes in base64;", "Server:PublicUrl is \"here\"; expected http:")]
    [InlineData("es", "Server:MasterKey no son 32 bytes en base64;", "Server:PublicUrl es \"here\"; se esperaba http:")]
    public async Task All_texts_of_the_wrong_form_are_named_a_line_each(string language, string key, string url)
    {
        var result = await CheckAsync(
            ["config", "check", "--lang", language],
            ("Server__Database", "Port=5432"),
            ("Server__MasterKey", "hush"),
            ("Server__PublicUrl", "here")
        );

        result.ExitCode.ShouldBe(2);
        result.Output.ShouldBe("");
        var lines = result.Error.TrimEnd('\n').Split('\n');
        lines.Length.ShouldBe(3);
        lines[0].ShouldContain("Server:Database");
        lines[1].ShouldStartWith(key);
        lines[2].ShouldStartWith(url);
        result.Error.ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("everywhere", "Server:Address is \"everywhere\"; expected an address such as 127.0.0.1 or 0.0.0.0")]
    [InlineData(
        "0.0.0.0",
        "Server:Address 0.0.0.0 needs Server:PublicUrl, the address that the links in mails lead to"
    )]
    public async Task A_server_does_not_start_where_it_cannot_listen_or_be_reached(string address, string expected)
    {
        var result = await CheckAsync(["serve", "--port", "0", "--lang", "en"], ("Server__Address", address));

        result.ShouldBeRefused().ShouldBe(expected);
    }

    [Fact]
    public async Task A_secret_may_come_from_a_file()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{Key}\n");

        var good = await CheckAsync(["config", "check", "--lang", "en"], ("Server__MasterKey_FILE", file));
        File.Delete(file);
        var gone = await CheckAsync(["config", "check", "--lang", "en"], ("Server__MasterKey_FILE", file));

        good.ExitCode.ShouldBe(0, good.Error);
        good.Output.ShouldContain("Server:MasterKey = ********\n");
        gone.ExitCode.ShouldBe(2);
        gone.Error.ShouldBe($"Server:MasterKey_FILE: {file} cannot be read\n");
    }

    private static Task<CliResult> CheckAsync(string[] command, params (string, string)[] environment) =>
        CliProcess.RunAsync(
            "dotnet",
            [CliProcess.Program, .. command],
            environment: CliProcess.Closed(environment.ToDictionary(e => e.Item1, e => e.Item2))
        );
}
