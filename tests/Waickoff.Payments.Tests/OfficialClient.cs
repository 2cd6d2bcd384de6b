using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Waickoff.Testing;

namespace Waickoff.Payments.Tests;

/// <summary>Stripe's own client, the Node package, as a process.</summary>
internal static class OfficialClient
{
    public const string Key = "sk_test_sandbox";

    private static readonly string Folder = Repository.PathOf("tests", "Waickoff.Payments.Tests", "official");

    /// <summary>Does the steps one after the other; see official.mjs.</summary>
    public static async Task<JsonObject> RunAsync(Uri address, IEnumerable<JsonObject> steps)
    {
        Directory
            .Exists(Path.Combine(Folder, "node_modules", "stripe"))
            .ShouldBeTrue("./test payments installs the official package; by hand: npm ci in the folder official");
        var start = new ProcessStartInfo("node", "official.mjs")
        {
            WorkingDirectory = Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var node = Process.Start(start)!;
        var output = node.StandardOutput.ReadToEndAsync();
        var errors = node.StandardError.ReadToEndAsync();
        var input = new JsonObject
        {
            ["base"] = address.ToString(),
            ["key"] = Key,
            ["steps"] = new JsonArray([.. steps]),
        };
        await node.StandardInput.WriteAsync(input.ToJsonString());
        node.StandardInput.Close();
        using var late = new CancellationTokenSource(TimeSpan.FromMinutes(1));
        await node.WaitForExitAsync(late.Token);
        node.ExitCode.ShouldBe(0, await errors);
        return JsonNode.Parse(await output)!.AsObject();
    }

    /// <summary>A call of the API with its arguments as JSON.</summary>
    public static JsonObject Call(string name, string arguments) =>
        new() { ["call"] = name, ["args"] = JsonNode.Parse(arguments, documentOptions: Lenient) };

    /// <summary>What a step gave; fails with the error of the step.</summary>
    public static JsonNode Value(this JsonObject run, int step)
    {
        var result = run["results"]![step]!;
        return result["value"] ?? throw new ShouldAssertException($"step {step}: {result.ToJsonString()}");
    }

    private static readonly JsonDocumentOptions Lenient = new() { AllowTrailingCommas = true };
}
