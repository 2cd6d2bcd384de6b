using System.Net;
using System.Text.Json;
using Microsoft.Data.Sqlite;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Tests;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>What operators read about packs without the pages.</summary>
public sealed class EconomicsCommandTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff economics ");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task What_packs_earn_and_cost_is_read_beside_the_server_in_both_languages_and_for_programs()
    {
        await using var model = await SandboxModel.StartAsync();
        await using var server = await ServeProcess.StartAsync(folder, model);
        using var ana = new ApiClient(server.Address);
        await ServeProcess.SignUpAsync(ana, folder, credits: 1);
        await BuyAsync(ana);
        await UseUpAsync(ana, costMicroUsd: 150_000);

        var english = await RunAsync("--lang", "en");
        var spanish = await RunAsync("--lang", "es");
        var json = JsonDocument.Parse((await RunAsync("--format", "json")).Output).RootElement;
        var page = await ana.GetAsync("/api/operators/economics");

        english.ExitCode.ShouldBe(0, english.Error);
        english.Output.ShouldContain("tax excluded; least margin as configured: 55 %");
        // 5.00 for 5 sessions; 15 cents by 2.9 % and 30 beside; 15 cents of 24 hours' model.
        Row(english, "starter")
            .ShouldBe(["starter", "1", "1/1", "1.0000", "0.0900", "0.1500", "0.1500", "76.0 %", "74.5 %"]);
        Row(english, "institutional")[1..7].ShouldBe(["0", "0/0", "–", "–", "–", "–"]);
        spanish.ExitCode.ShouldBe(0, spanish.Error);
        spanish.Output.ShouldContain("sin impuestos; margen mínimo configurado: 55 %");
        Row(spanish, "starter").ShouldBe(Row(english, "starter"));
        json.GetProperty("packs").GetRawText().Length.ShouldBeGreaterThan(0);
        JsonElement.DeepEquals(json.GetProperty("packs"), page.GetProperty("packs")).ShouldBeTrue();
        json.GetProperty("floorPercent").GetInt32().ShouldBe(55);
    }

    [Fact]
    public async Task A_pack_that_leaves_too_little_ends_the_command_with_1_and_is_named()
    {
        await using var model = await SandboxModel.StartAsync();
        await using var server = await ServeProcess.StartAsync(folder, model);
        using var ana = new ApiClient(server.Address);
        await ServeProcess.SignUpAsync(ana, folder, credits: 1);
        await BuyAsync(ana);
        await UseUpAsync(ana, costMicroUsd: 165_000);

        var thin = await CliProcess.RunAsync(
            "dotnet",
            [CliProcess.Program, "admin", "economics", "--data", folder.FullName, "--lang", "en"],
            environment: new Dictionary<string, string> { ["Billing__LeastMarginPercent"] = "80" }
        );

        thin.ExitCode.ShouldBe(1, thin.Error);
        thin.Output.ShouldContain("starter: leaves less than 80 %");
    }

    [Theory]
    [InlineData("0", "en", "--days: expected a number from 1 to 3660")]
    [InlineData("3661", "es", "--days: se esperaba un número de 1 a 3660")]
    public async Task A_time_that_cannot_be_is_refused(string days, string language, string said) =>
        (await RunAsync("--days", days, "--lang", language)).ShouldBeRefused().ShouldBe(said);

    [Fact]
    public async Task A_folder_without_a_database_is_refused_and_stays_empty()
    {
        (await RunAsync("--lang", "en")).ShouldBeRefused().ShouldStartWith("the ledger cannot be read: ");
        folder.EnumerateFileSystemInfos().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_database_of_something_else_is_refused()
    {
        await File.WriteAllBytesAsync(Path.Combine(folder.FullName, "waickoff.db"), []);
        (await RunAsync("--lang", "es")).ShouldBeRefused().ShouldStartWith("no se puede leer el libro de cuentas: ");
    }

    private Task<CliResult> RunAsync(params string[] more) =>
        CliProcess.RunAsync(["admin", "economics", "--data", folder.FullName, .. more]);

    private static string[] Row(CliResult result, string pack)
    {
        var line = result
            .Output.Split('\n')
            .Single(l => l.TrimStart().StartsWith(pack + " ", StringComparison.Ordinal));
        return [.. line.Split("  ", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
    }

    private static async Task BuyAsync(ApiClient ana)
    {
        var begun = await ana.PostAsync("/api/purchases", new { pack = "starter", startsNow = true }, "a-purchase-1");
        using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var paid = await browser.PostAsync(
            begun.GetProperty("url").GetString(),
            new FormUrlEncodedContent(
                new Dictionary<string, string>
                {
                    ["email"] = ServeProcess.Operator,
                    ["card"] = StripeTestCard.Paid.Number,
                    ["terms"] = "on",
                }
            )
        );
        paid.StatusCode.ShouldBe(HttpStatusCode.SeeOther);
        await ana.PostAsync($"/api/purchases/{begun.GetProperty("id").GetString()}/check");
    }

    /// <summary>Opens the free session and one that was bought, and has the bought one as if its tokens had been used up.</summary>
    private async Task UseUpAsync(ApiClient ana, long costMicroUsd)
    {
        var last = "";
        foreach (var key in (string[])["opening-1", "opening-2"])
        {
            var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, key);
            await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
            last = opened.GetProperty("id").GetString()!;
        }
        await ana.PostAsync($"/api/sessions/{last}/close");
        await using var connection = new SqliteConnection(
            $"Data Source={Path.Combine(folder.FullName, "waickoff.db")}"
        );
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText =
            "UPDATE ledger_session SET released_tokens = 0, used_tokens = limit_tokens, carried_micro_usd = 0,"
            + " spent_micro_usd = $cost WHERE id = $session";
        command.Parameters.AddWithValue("$cost", costMicroUsd);
        command.Parameters.AddWithValue("$session", last);
        await command.ExecuteNonQueryAsync();
    }
}
