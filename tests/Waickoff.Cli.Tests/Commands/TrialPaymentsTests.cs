using System.Net;
using Microsoft.Data.Sqlite;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Payments;
using Waickoff.Server.Tests;

namespace Waickoff.Cli.Tests.Commands;

/// <summary>Without a key of Stripe the whole way of a payment runs on one machine.</summary>
public sealed class TrialPaymentsTests : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("waickoff trial ");

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    [Fact]
    public async Task A_pack_is_bought_and_given_back_over_a_restart_in_between()
    {
        await using var model = await SandboxModel.StartAsync();
        string id;
        int port;
        await using (var server = await ServeProcess.StartAsync(folder, model))
        {
            port = server.Port;
            using var ana = new ApiClient(server.Address);
            await ServeProcess.SignUpAsync(ana, folder, credits: 1);
            var packs = await ana.GetAsync("/api/packs");
            packs.GetProperty("isOpen").GetBoolean().ShouldBeTrue();
            packs.GetProperty("isTest").GetBoolean().ShouldBeTrue();
            var purchase = await ana.PostAsync(
                "/api/purchases",
                new { pack = "starter", startsNow = true },
                "a-trial-purchase"
            );
            id = purchase.GetProperty("id").GetString()!;
            using var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
            using var paid = await browser.PostAsync(
                purchase.GetProperty("url").GetString(),
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
            paid.Headers.Location!.ToString().ShouldStartWith($"http://127.0.0.1:{port}/success?session_id=cs_test_");
            // Nobody asks: the server is told.
            await UntilAsync(async () => await CreditsAsync(ana) == 6);
            await server.KillAsync();
        }

        await using var again = await ServeProcess.StartAsync(folder, model, port: port);
        using var back = new ApiClient(again.Address);
        await back.PostAsync("/api/sign-in", new { email = ServeProcess.Operator, password = ApiClient.Password });
        var read = await back.PostAsync($"/api/purchases/{id}/refund");
        var refund = read.GetProperty("refunds")[0];
        (refund.GetProperty("state").GetString(), refund.GetProperty("amount").GetInt64()).ShouldBe(("paid", 500));
        (await CreditsAsync(back)).ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_others_reach_plays_no_Stripe()
    {
        await using var model = await SandboxModel.StartAsync();
        await using var server = await ServeProcess.StartAsync(
            folder,
            model,
            settings: ("Server__PublicUrl", "http://waickoff.example")
        );
        using var nobody = new ApiClient(server.Address);
        (await nobody.GetAsync("/api/packs")).GetProperty("isOpen").GetBoolean().ShouldBeFalse();
    }

    [Fact]
    public async Task What_the_trial_kept_and_cannot_be_read_is_named()
    {
        await File.WriteAllTextAsync(Path.Combine(folder.FullName, "sandbox-stripe.json"), "{ not json");
        var ran = await CliProcess.RunAsync("serve", "--port", "0", "--data", folder.FullName, "--lang", "en");
        ran.ExitCode.ShouldBe(2);
        ran.Error.ShouldContain("sandbox-stripe.json in the data folder cannot be read");
    }

    private static async Task<long> CreditsAsync(ApiClient person) =>
        (await person.GetAsync("/api/credits")).GetProperty("credits").GetInt64();

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            (tries < 400).ShouldBeTrue();
            await Task.Delay(50);
        }
    }
}
