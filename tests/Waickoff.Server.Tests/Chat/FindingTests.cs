using System.Text.Json;
using System.Text.RegularExpressions;
using Waickoff.Sandbox.Model;

namespace Waickoff.Server.Tests.Chat;

/// <summary>What a number of an answer stands on comes with the answer, before the sentence that cites it.</summary>
public partial class FindingTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_number_that_holds_has_its_finding_before_it(bool isByModel)
    {
        await using var model = await SandboxModel.StartAsync();
        string[] settings = isByModel ? [$"Analyst:ApiKey={model.ApiKey}", $"Analyst:BaseUrl={model.BaseUrl}"] : [];
        await using var server = await RunningServer.StartAsync(settings: settings);
        using var ana = await server.SignUpAsync();
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-1");
        var session = opened.GetProperty("id").GetString();
        var first = await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        var question = new { question = "Where are the order blocks?" };
        var asked = await ana.PostAsync($"/api/sessions/{session}/turns", question, "asking-01");
        var second = await ana.EventsAsync(asked.GetProperty("id").GetString()!);

        var cited = Check(first) + Check(second);

        cited.ShouldBeGreaterThan(10);
        var evidence = await ana.GetAsync($"/api/sessions/{session}/evidence");
        var kept = evidence.GetProperty("items").EnumerateArray().ToDictionary(i => i.GetProperty("id").GetString()!);
        foreach (var (_, _, finding) in first.Concat(second).Where(e => e.Type == "finding"))
        {
            var id = finding.GetProperty("id").GetString()!;
            finding.GetRawText().ShouldBe(kept[id].GetRawText());
        }
    }

    /// <summary>How many citations there were.</summary>
    private static int Check(IEnumerable<(int Id, string Type, JsonElement Data)> events)
    {
        var known = new HashSet<string>();
        var cited = 0;
        foreach (var (_, type, data) in events)
        {
            if (type == "finding")
            {
                known.Add(data.GetProperty("id").GetString()!).ShouldBeTrue("each is told once");
                continue;
            }
            if (type is not ("text" or "replace"))
                continue;
            foreach (var citation in data.GetProperty("citations").EnumerateArray())
            {
                if (citation.GetProperty("verdict").GetString() is not ("Verified" or "Derived"))
                    continue;
                foreach (Match id in Ids().Matches(citation.GetProperty("evidence").GetString()!))
                {
                    known.ShouldContain(id.Value);
                    cited++;
                }
            }
        }
        return cited;
    }

    [GeneratedRegex(@"e\d+")]
    private static partial Regex Ids();
}
