using System.CommandLine;
using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Sandbox.Payments;

namespace Waickoff.Cli.Commands;

/// <summary>
/// <c>sandbox stripe [--port N] [--webhook URL] [--secret TEXT] [--state FILE] [--tax N] [--bank-seconds N]</c>: a Stripe on this machine,
/// until Ctrl-C. <c>sandbox stripe replay URL [--times N-M] [--shuffle] [--senders N] [--seed N] [--type NAME]</c> sends its events again.
/// </summary>
internal static class SandboxStripeCommand
{
    private const int MostTimes = 1000;
    private const int LongestBankSeconds = 30 * 24 * 60 * 60;

    public static Command Create(Strings strings)
    {
        var own = SandboxStripeStrings.For(strings.Language);
        var port = new Option<int>("--port") { Description = strings.PortOption("HTTP"), HelpName = "N" };
        var webhook = new Option<string?>("--webhook") { Description = own.Webhook, HelpName = "URL" };
        var secret = new Option<string>("--secret")
        {
            Description = own.Secret,
            HelpName = "TEXT",
            DefaultValueFactory = _ => "whsec_sandbox",
        };
        var state = new Option<string?>("--state") { Description = own.State, HelpName = "FILE" };
        var tax = new Option<int>("--tax") { Description = own.Tax, HelpName = "N" };
        var bank = new Option<int>("--bank-seconds")
        {
            Description = own.Bank,
            HelpName = "N",
            DefaultValueFactory = _ => 10,
        };
        var command = new Command("stripe", own.Command) { port, webhook, secret, state, tax, bank, Replay(own) };
        command.SetAction(
            async (parsed, cancel) =>
            {
                var options = new SandboxStripeOptions
                {
                    Port = SandboxCommand.CheckPort(parsed.GetValue(port), strings),
                    Endpoints = parsed.GetValue(webhook) is { } url
                        ? [new StripeEndpoint(Local(url, own), parsed.GetValue(secret)!)]
                        : [],
                    StateFile = parsed.GetValue(state),
                    TaxPercent = Within(parsed.GetValue(tax), 0, 100, "--tax", own),
                    BankTime = TimeSpan.FromSeconds(
                        Within(parsed.GetValue(bank), 0, LongestBankSeconds, "--bank-seconds", own)
                    ),
                };
                await ServeAsync(options, parsed.GetValue(secret)!, strings, own, cancel);
                return ExitCodes.Done;
            }
        );
        return command;
    }

    private static async Task ServeAsync(
        SandboxStripeOptions options,
        string secret,
        Strings strings,
        SandboxStripeStrings own,
        CancellationToken cancel
    )
    {
        // Ctrl-C is heard once a command waits for something: before it says that it listens.
        await Task.Yield();
        await using var stripe = await StartAsync(options, strings, cancel);
        await Console.Out.WriteLineAsync(
            $"""
            {own.Serves}

            {own.Address}  {stripe.BaseUrl}
            {own.Key}  {stripe.ApiKey}
            {own.Signs}  {secret}

            {strings.ExchangeStop}
            """
        );
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1));
        while (await second.WaitForNextTickAsync(cancel))
            stripe.RunDue();
    }

    private static async Task<SandboxStripe> StartAsync(
        SandboxStripeOptions options,
        Strings strings,
        CancellationToken cancel
    )
    {
        try
        {
            return await SandboxStripe.StartAsync(options, cancel);
        }
        catch (IOException)
        {
            throw new UsageException(strings.OnePortTaken(options.Port));
        }
    }

    private static Command Replay(SandboxStripeStrings own)
    {
        var from = new Argument<string>("URL") { Description = own.From };
        var times = new Option<string>("--times")
        {
            Description = own.Times,
            HelpName = "N-M",
            DefaultValueFactory = _ => "1",
        };
        var shuffle = new Option<bool>("--shuffle") { Description = own.Shuffle };
        var senders = new Option<int>("--senders")
        {
            Description = own.Senders,
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var seed = new Option<int>("--seed")
        {
            Description = own.Seed,
            HelpName = "N",
            DefaultValueFactory = _ => 1,
        };
        var types = new Option<string[]>("--type") { Description = own.Types, HelpName = "NAME" };
        var command = new Command("replay", own.Replay) { from, times, shuffle, senders, seed, types };
        command.SetAction(
            (parsed, cancel) =>
            {
                var (fewest, most) = TimesOf(parsed.GetValue(times)!, own);
                var fields = new List<KeyValuePair<string, string>>
                {
                    new("fewest_times", Text(fewest)),
                    new("most_times", Text(most)),
                    new("shuffle", parsed.GetValue(shuffle) ? "true" : "false"),
                    new("senders", Text(Within(parsed.GetValue(senders), 1, MostTimes, "--senders", own))),
                    new("seed", Text(parsed.GetValue(seed))),
                };
                foreach (var (i, type) in (parsed.GetValue(types) ?? []).Index())
                    fields.Add(new($"types[{Text(i)}]", type));
                return SendAsync(Local(parsed.GetValue(from)!, own), fields, own, cancel);
            }
        );
        return command;
    }

    private static async Task<int> SendAsync(
        Uri stripe,
        List<KeyValuePair<string, string>> fields,
        SandboxStripeStrings own,
        CancellationToken cancel
    )
    {
        using var http = new HttpClient { BaseAddress = stripe, Timeout = Timeout.InfiniteTimeSpan };
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue(
            "Bearer",
            new SandboxStripeOptions().ApiKey
        );
        try
        {
            using var response = await http.PostAsync("/sandbox/replay", new FormUrlEncodedContent(fields), cancel);
            var answer = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancel))!;
            if (!response.IsSuccessStatusCode)
                throw new UsageException(own.Refused(answer["error"]?["message"]?.GetValue<string>() ?? ""));
            foreach (var sent in answer["data"]!.AsArray())
                await Console.Out.WriteLineAsync(
                    $"{sent!["status"]}  {sent["event"]}  {sent["type"]}  {sent["attempt"]}"
                );
            var (all, taken) = (answer["sent"]!.GetValue<int>(), answer["taken"]!.GetValue<int>());
            await Console.Out.WriteLineAsync(own.Sent(all, taken));
            return all == taken ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (Exception e) when (e is HttpRequestException or JsonException)
        {
            throw new UsageException(own.NotThere(stripe.ToString()));
        }
    }

    private static Uri Local(string text, SandboxStripeStrings own) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is ("http" or "https") && url.IsLoopback
            ? url
            : throw new UsageException(own.BadAddress(text));

    private static (int Fewest, int Most) TimesOf(string text, SandboxStripeStrings own)
    {
        var parts = text.Split('-');
        if (
            parts.Length is 1 or 2
            && int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var fewest)
            && int.TryParse(parts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var most)
            && most >= Math.Max(fewest, 1)
            && most <= MostTimes
        )
            return (fewest, most);
        throw new UsageException(own.BadTimes(text));
    }

    private static int Within(int number, int least, int most, string name, SandboxStripeStrings own) =>
        number >= least && number <= most ? number : throw new UsageException(own.BadNumber(name, least, most, number));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
