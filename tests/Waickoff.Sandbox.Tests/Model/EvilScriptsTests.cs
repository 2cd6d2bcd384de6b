using System.Text.RegularExpressions;
using Anthropic;
using Anthropic.Models.Messages;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Tests.Model;

public sealed partial class EvilScriptsTests : IAsyncLifetime
{
    private SandboxModel model = null!;
    private AnthropicClient client = null!;

    public async Task InitializeAsync()
    {
        model = await SandboxModel.StartAsync();
        client = Claude.Of(model);
    }

    public async Task DisposeAsync()
    {
        client.Dispose();
        await model.DisposeAsync();
    }

    [Fact]
    public async Task The_honest_answer_cites_only_what_it_was_given_as_it_was_given()
    {
        var given = Cited().Matches(Claude.Briefing).Select(m => m.Value).ToHashSet();

        var said = Cited().Matches(await SayAsync(ModelScript.Honest)).Select(m => m.Value).ToList();

        said.Count.ShouldBeGreaterThan(10);
        said.ShouldAllBe(number => given.Contains(number));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(7)]
    public async Task Invented_prices_keep_their_id_and_are_told_of(int count)
    {
        var given = Cited().Matches(Claude.Briefing).Select(m => m.Value).ToHashSet();

        var text = await SayAsync(EvilScripts.InventedPrices(count, seed: 5));

        var planted = model.Truth.Messages.Single().Planted;
        var wrong = Cited().Matches(text).Where(m => !given.Contains(m.Value)).ToList();
        wrong.Select(m => m.Groups["number"].Value).ShouldBe(planted);
        planted.Count.ShouldBe(count);
        wrong.ShouldAllBe(m => given.Any(g => g.EndsWith($"[[{m.Groups["id"].Value}]]", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Numbers_lose_their_evidence_or_name_some_that_was_never_given()
    {
        var uncited = await SayAsync(EvilScripts.Uncited(3));
        var unknown = await SayAsync(EvilScripts.UnknownIds(3));

        model.Truth.Messages[0].Planted.Count.ShouldBe(3);
        model.Truth.Messages[0].Planted.ShouldAllBe(n => Regex.IsMatch(uncited, Regex.Escape(n) + @"(?!\S{0,2}\[\[)"));
        Cited().Matches(unknown).Count(m => m.Groups["id"].Value.Length > 6).ShouldBe(3);
    }

    [Fact]
    public async Task Advice_and_payloads_stand_in_the_middle_of_an_honest_answer()
    {
        AdvicePhrases.All.Distinct().Count().ShouldBe(200);
        Payloads.All.Distinct().Count().ShouldBe(500);
        Injections.All.Distinct().Count().ShouldBe(300);

        foreach (
            var script in new[] { EvilScripts.Advice(AdvicePhrases.All[7]), EvilScripts.Payload(Payloads.All[30]) }
        )
        {
            model.Truth.Clear();
            var text = await SayAsync(script);
            text.ShouldContain(model.Truth.Messages.Single().Planted.Single());
            text.ShouldContain("[[e");
        }
    }

    [Theory]
    [InlineData(HiddenWriting.ZeroWidth, "\u200B")]
    [InlineData(HiddenWriting.Tags, "\U000E0062")]
    [InlineData(HiddenWriting.VariationSelectors, "\uFE02")]
    [InlineData(HiddenWriting.Direction, "\u202E")]
    public async Task Hidden_characters_stand_between_the_letters(HiddenWriting writing, string one)
    {
        (await SayAsync(EvilScripts.Hidden(writing))).ShouldContain(one, Case.Sensitive);
    }

    [Fact]
    public async Task A_captured_model_recites_its_rules_and_obeys_whatever_it_reads()
    {
        var leak = await SayAsync(EvilScripts.LeakPrompt);
        var obeyed = await SayAsync(EvilScripts.Obey, Claude.Ask(Injections.All[1]));

        leak.ShouldContain("You explain charts.");
        obeyed.ShouldContain(Injections.All[1]);
        obeyed.ShouldContain("https://evil.example/p.png?d=");

        var tool = new Tool { Name = "facts", InputSchema = new InputSchema() };
        model.Scripts.Next(EvilScripts.Obey);
        var call = await client.Messages.Create(Claude.Ask() with { Tools = [tool] });
        call.Content.Single().TryPickToolUse(out var use).ShouldBeTrue();
        use!.Input["session_id"].GetString().ShouldBe("1");
    }

    [Fact]
    public async Task Hostile_calls_are_sent_as_they_are_and_a_loop_has_no_end()
    {
        foreach (var script in EvilScripts.HostileToolCalls("facts"))
        {
            model.Scripts.Next(script);
            var events = await Claude.ReadAsync(client, Claude.Ask(maxTokens: 128_000 / 2));
            events[^2].TryPickDelta(out var end).ShouldBeTrue();
            end!.Delta.StopReason!.Raw().ShouldBeOneOf("tool_use", "max_tokens");
        }
        model.Scripts.Always(EvilScripts.ToolLoop("facts", "{}"));
        for (var i = 0; i < 20; i++)
            (await client.Messages.Create(Claude.Ask())).StopReason!.Raw().ShouldBe("tool_use");
    }

    [Fact]
    public async Task A_list_of_sentences_to_rewrite_is_rewritten_line_by_line()
    {
        var ask = Claude.Ask();
        var message = await client.Messages.Create(
            ask with
            {
                Messages =
                [
                    .. ask.Messages,
                    new AssistantMessageParam { Content = "Price is 1." },
                    new UserMessageParam { Content = "Rewrite each.\n3| Price is 1.\n5| It rose 2%." },
                ],
            }
        );

        var lines = Claude.TextOf(message).Split('\n');

        lines.Length.ShouldBe(2);
        (lines[0][..3], lines[1][..3]).ShouldBe(("3| ", "5| "));
        lines.ShouldAllBe(l => l.Contains("[[e"));
    }

    [Theory]
    [InlineData("Answer in Spanish. Write the whole analysis.", "## Situación")]
    [InlineData("Answer in English. Write the whole analysis.", "## Situation")]
    public async Task The_whole_analysis_has_five_sections_in_the_language_asked_for(string question, string heading)
    {
        var text = await SayAsync(ModelScript.Honest, Claude.Ask(question));

        text.ShouldContain(heading);
        text.Split('\n').Count(l => l.StartsWith("## ", StringComparison.Ordinal)).ShouldBe(5);
    }

    [Fact]
    public async Task The_rules_tell_the_language_where_nothing_else_does_and_without_facts_no_number_is_said()
    {
        var message = await client.Messages.Create(
            new MessageCreateParams
            {
                Model = Claude.Haiku,
                MaxTokens = 1_000,
                System = "Eres el analista de los gráficos y respondes a la pregunta con lo que sabes de las velas.",
                Messages = [new UserMessageParam { Content = "BTC?" }],
            }
        );

        var text = Claude.TextOf(message);

        text.ShouldStartWith("Los datos recibidos no bastan");
        text.ShouldNotContain("[[");
        text.Any(char.IsAsciiDigit).ShouldBeFalse();
    }

    private async Task<string> SayAsync(ModelScript script, MessageCreateParams? ask = null)
    {
        model.Scripts.Next(script);
        return Claude.TextOf(await client.Messages.Create(ask ?? Claude.Ask()));
    }

    [GeneratedRegex(@"(?<number>\d(?:[\d.,]*\d)?)(?:%)?\[\[(?<id>e\d+)\]\]")]
    private static partial Regex Cited();
}
