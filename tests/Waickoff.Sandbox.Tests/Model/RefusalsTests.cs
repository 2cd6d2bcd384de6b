using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Anthropic.Exceptions;
using Waickoff.Sandbox.Model;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Tests.Model;

public sealed class RefusalsTests : IAsyncLifetime
{
    private const string Plain =
        """{"model":"claude-sonnet-5-5","max_tokens":100,"messages":[{"role":"user","content":"Hello"}]}""";

    private static readonly HttpClient Http = new();
    private SandboxModel model = null!;

    public async Task InitializeAsync() =>
        model = await SandboxModel.StartAsync(new() { Time = ManualTime.Of(2026, 11, 20), AnswerTokens = 30 });

    public async Task DisposeAsync()
    {
        await model.DisposeAsync();
    }

    public static TheoryData<int, Type> Errors =>
        new()
        {
            { 400, typeof(AnthropicBadRequestException) },
            { 401, typeof(AnthropicUnauthorizedException) },
            { 402, typeof(AnthropicPaymentRequiredException) },
            { 403, typeof(AnthropicForbiddenException) },
            { 404, typeof(AnthropicNotFoundException) },
            { 413, typeof(AnthropicContentTooLargeException) },
            { 429, typeof(AnthropicRateLimitException) },
            { 500, typeof(Anthropic5xxException) },
            { 504, typeof(Anthropic5xxException) },
            { 529, typeof(AnthropicOverloadedException) },
        };

    [Theory]
    [MemberData(nameof(Errors))]
    public async Task Each_error_becomes_the_exception_of_the_client_and_is_not_billed(int status, Type expected)
    {
        using var client = Claude.Of(model);
        model.Scripts.Next(ModelScript.Refuse(status), ModelScript.Refuse(status));

        var whole = await Should.ThrowAsync<AnthropicApiException>(() => client.Messages.Create(Claude.Ask()));
        var stream = await Should.ThrowAsync<AnthropicApiException>(() => Claude.ReadAsync(client, Claude.Ask()));

        foreach (var error in new[] { whole, stream })
        {
            error.ShouldBeAssignableTo(expected);
            ((int)error.StatusCode).ShouldBe(status);
            error.ResponseBody.ShouldContain(ApiError.Of(status).Type);
        }
        var calls = model.Truth.Messages;
        whole.RequestID.ShouldBe(calls[0].RequestId);
        calls.ShouldAllBe(c =>
            c.End == CallEnd.Refused && c.Status == status && c.MicroUsd == 0 && c.Usage.Prompt == 0
        );
    }

    [Theory]
    [InlineData(30, "30")]
    [InlineData(null, null)]
    public async Task A_rate_limit_says_when_to_come_back_or_not(int? seconds, string? header)
    {
        model.Scripts.Next(seconds is null ? ModelScript.SpendCap : ModelScript.Refuse(429, seconds));

        using var answer = await SendAsync(Plain);

        ((int)answer.StatusCode).ShouldBe(429);
        answer.Headers.RetryAfter?.ToString().ShouldBe(header);
        answer.Headers.Contains("retry-after").ShouldBe(header is not null);
    }

    [Fact]
    public async Task The_client_waits_as_long_as_it_is_told_and_tries_again()
    {
        using var client = Claude.Of(model).WithOptions(o => o with { MaxRetries = 1 });
        model.Scripts.Next(ModelScript.Refuse(429, retryAfterSeconds: 0));

        (await client.Messages.Create(Claude.Ask())).Usage.OutputTokens.ShouldBeGreaterThan(0);

        model.Truth.Messages.Select(c => c.Status).ShouldBe([429, 200]);
    }

    [Theory]
    [InlineData("max_tokens", null, "max_tokens: Field required")]
    [InlineData("max_tokens", "0", "max_tokens: Input should be greater than or equal to 1")]
    [InlineData("max_tokens", "128001", "which is the maximum allowed number of output tokens for claude-sonnet-5-5")]
    [InlineData("max_tokens", "\"many\"", "max_tokens: Input should be a valid integer")]
    [InlineData("messages", null, "messages: Field required")]
    [InlineData("messages", "[]", "messages: at least one message is required")]
    [InlineData("messages", """[{"role":"robot","content":"x"}]""", "messages.0.role: Input should be 'user'")]
    [InlineData("messages", """[{"role":"assistant","content":"x"}]""", "first message must use the")]
    [InlineData(
        "messages",
        """[{"role":"user","content":"x"},{"role":"assistant","content":"So"}]""",
        "does not support assistant message prefill"
    )]
    [InlineData("messages", """[{"role":"user","content":""}]""", "text content blocks must be non-empty")]
    [InlineData("messages", """[{"role":"user","content":[]}]""", "all messages must have non-empty content")]
    [InlineData(
        "messages",
        """[{"role":"user","content":[{"type":"tool_result","tool_use_id":"toolu_1","content":"x"}]}]""",
        "unexpected `tool_use_id` found in `tool_result` blocks: toolu_1"
    )]
    [InlineData(
        "messages",
        """[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"t","input":{}}]},{"role":"user","content":"y"}]""",
        "`tool_use` ids were found without `tool_result` blocks immediately after: toolu_1"
    )]
    [InlineData(
        "messages",
        """[{"role":"user","content":"x"},{"role":"assistant","content":[{"type":"tool_use","id":"toolu_1","name":"t","input":{}}]},{"role":"user","content":[{"type":"text","text":"y"},{"type":"tool_result","tool_use_id":"toolu_1","content":"x"}]}]""",
        "`tool_result` blocks must come first"
    )]
    [InlineData("temperature", "1", "temperature: Extra inputs are not permitted")]
    [InlineData("top_p", "1", "top_p: Extra inputs are not permitted")]
    [InlineData("top_k", "1", "top_k: Extra inputs are not permitted")]
    [InlineData("prompt", "\"x\"", "prompt: Extra inputs are not permitted")]
    [InlineData("thinking", """{"type":"enabled","budget_tokens":2000}""", "is not supported for claude-sonnet-5-5")]
    [InlineData("tool_choice", """{"type":"any"}""", "may only be specified while providing tools")]
    [InlineData("output_config", """{"effort":"extreme"}""", "output_config.effort: Input should be 'low'")]
    [InlineData(
        "output_config",
        """{"format":{"type":"json_schema","schema":{}}}""",
        "output_config.format: the sandbox writes no JSON of its own"
    )]
    [InlineData("system", """[{"type":"text","text":"x","cache_control":{"type":"ephemeral","ttl":"2h"}}]""", "ttl")]
    [InlineData("stop_sequences", """[" "]""", "non-whitespace")]
    [InlineData("tools", """[{"name":"a b","input_schema":{"type":"object"}}]""", "tools.0.name: String should match")]
    [InlineData("tools", """[{"name":"a","input_schema":{"type":"string"}}]""", "tools.0.input_schema.type")]
    public async Task A_request_that_is_not_in_order_is_refused_with_its_place(
        string name,
        string? json,
        string expected
    )
    {
        var body = JsonNode.Parse(Plain)!.AsObject();
        body.Remove(name);
        if (json is not null)
            body[name] = JsonNode.Parse(json);

        await RefusedAsync(body.ToJsonString(), 400, "invalid_request_error", expected);
    }

    [Theory]
    [InlineData("claude-sonnet-5-5", "any", false)]
    [InlineData("claude-sonnet-5-5", "tool", false)]
    [InlineData("claude-sonnet-5-5", "auto", true)]
    [InlineData("claude-haiku-5-5", "any", true)]
    public async Task Tools_are_forced_only_on_models_that_let_them(string id, string choice, bool isFine)
    {
        var body = JsonNode.Parse(Plain)!.AsObject();
        body["model"] = id;
        body["tools"] = JsonNode.Parse("""[{"name":"facts","input_schema":{"type":"object"}}]""");
        body["tool_choice"] = new JsonObject { ["type"] = choice, ["name"] = "facts" };

        if (isFine)
            (await SendAsync(body.ToJsonString())).StatusCode.ShouldBe(HttpStatusCode.OK);
        else
            await RefusedAsync(body.ToJsonString(), 400, "invalid_request_error", "Forced tool use");
    }

    [Theory]
    [InlineData("claude-3-5-sonnet-20241022")]
    [InlineData("gpt-9")]
    public async Task A_model_that_is_gone_or_never_was_is_not_found(string id) =>
        await RefusedAsync(Plain.Replace("claude-sonnet-5-5", id), 404, "not_found_error", $"model: {id}");

    [Fact]
    public async Task A_model_goes_on_the_day_it_was_said_to()
    {
        var old = Plain.Replace("claude-sonnet-5-5", "claude-sonnet-4-5");
        (await SendAsync(old)).StatusCode.ShouldBe(HttpStatusCode.OK);

        await using var later = await SandboxModel.StartAsync(new() { Time = ManualTime.Of(2026, 11, 30) });

        (await SendAsync(old, at: later)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_key_and_a_version_are_asked_for()
    {
        using var wrong = Claude.Of(model, key: "other");
        await Should.ThrowAsync<AnthropicUnauthorizedException>(() => wrong.Messages.Create(Claude.Ask()));
        (await SendAsync(Plain, key: null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        (await SendAsync(Plain, version: null)).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(Plain, version: "2020-01-01")).StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await SendAsync(Plain.Replace("\"max", "\"temperature\":1,\"max"), version: "2023-06-01")).StatusCode.ShouldBe(
            HttpStatusCode.OK
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    public async Task What_is_no_JSON_object_is_refused(string body) =>
        await RefusedAsync(body, 400, "invalid_request_error", "");

    [Fact]
    public async Task A_body_over_32_MB_is_too_large()
    {
        var body = Plain.Replace("Hello", new string('x', 33 * 1024 * 1024));

        await RefusedAsync(body, 413, "request_too_large", "maximum size");
    }

    [Fact]
    public async Task Headers_tell_what_is_left_and_a_minute_that_is_used_up_refuses()
    {
        var time = ManualTime.Of(2026, 11, 20);
        await using var small = await SandboxModel.StartAsync(
            new()
            {
                Time = time,
                Limits = new() { Requests = 2, InputTokens = 1_000 },
                AnswerTokens = 30,
            }
        );

        using var first = await SendAsync(Plain, at: small);
        using var second = await SendAsync(Plain, at: small);
        time.Advance(TimeSpan.FromSeconds(20));
        using var third = await SendAsync(Plain, at: small);

        Left(first, "requests").ShouldBe("1");
        int.Parse(Left(first, "input-tokens"), null).ShouldBeInRange(980, 999);
        (third.StatusCode, third.Headers.RetryAfter!.ToString()).ShouldBe((HttpStatusCode.TooManyRequests, "40"));
        third.Headers.GetValues("anthropic-ratelimit-requests-reset").Single().ShouldBe("2026-11-20T00:01:00Z");
        time.Advance(TimeSpan.FromSeconds(40));
        (await SendAsync(Plain, at: small)).StatusCode.ShouldBe(HttpStatusCode.OK);

        static string Left(HttpResponseMessage answer, string what) =>
            answer.Headers.GetValues($"anthropic-ratelimit-{what}-remaining").Single();
    }

    [Fact]
    public async Task The_models_of_the_day_are_listed_in_pages()
    {
        using var client = Claude.Of(model);

        var first = await client.Models.List(new() { Limit = 3 });
        var ids = new List<string>();
        for (var page = first; ; page = await page.Next())
        {
            ids.AddRange(page.Items.Select(m => m.ID));
            if (!page.HasNext())
                break;
        }

        first.Items.Count.ShouldBe(3);
        ids.ShouldBe(ModelCards.All.Select(m => m.Id), ignoreOrder: true);
        (await client.Models.Retrieve(Claude.Haiku)).DisplayName.ShouldBe("Claude Haiku 5.5");
        await Should.ThrowAsync<AnthropicNotFoundException>(() => client.Models.Retrieve("none"));
    }

    private async Task RefusedAsync(string body, int status, string type, string expected)
    {
        using var answer = await SendAsync(body);
        var error = JsonNode.Parse(await answer.Content.ReadAsStringAsync())!;

        ((int)answer.StatusCode).ShouldBe(status);
        error["type"]!.GetValue<string>().ShouldBe("error");
        error["error"]!["type"]!.GetValue<string>().ShouldBe(type);
        error["error"]!["message"]!.GetValue<string>().ShouldContain(expected);
        error["request_id"]!.GetValue<string>().ShouldBe(answer.Headers.GetValues("request-id").Single());
    }

    private async Task<HttpResponseMessage> SendAsync(
        string body,
        string? key = "sandbox",
        string? version = "2026-10-21",
        SandboxModel? at = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{(at ?? model).BaseUrl}/v1/messages");
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null)
            request.Headers.Add("x-api-key", key);
        if (version is not null)
            request.Headers.Add("anthropic-version", version);
        return await Http.SendAsync(request);
    }
}
