using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Waickoff.Sandbox.Model;

/// <summary>The models that can be asked today, newest first, in pages.</summary>
internal sealed class ModelList(IReadOnlyList<ModelCard> models, TimeProvider time)
{
    private const string Path = "/v1/models";
    private const int UsualPage = 20;
    private const int LargestPage = 1_000;

    public Task AnswerAsync(HttpContext context)
    {
        var path = context.Request.Path.Value!;
        var isOurs = path == Path || path.StartsWith(Path + "/", StringComparison.Ordinal);
        if (!isOurs || !HttpMethods.IsGet(context.Request.Method))
            throw new ApiErrorException(ApiError.Of(404));
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var present = models
            .Where(m => m.RetiredOn is null || today < m.RetiredOn)
            .OrderByDescending(m => m.CreatedOn)
            .ToList();
        var answer = path == Path ? Page(context.Request.Query, present) : One(path[(Path.Length + 1)..], present);
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(ProviderJson.Text(answer), context.RequestAborted);
    }

    private static JsonObject One(string id, List<ModelCard> present) =>
        present.Find(m => m.Id == id) is { } card
            ? Json(card)
            : throw new ApiErrorException(ApiError.Of(404, $"model: {id}"));

    private static JsonObject Page(IQueryCollection query, List<ModelCard> present)
    {
        var limit = UsualPage;
        if (
            query.TryGetValue("limit", out var wanted)
            && (!int.TryParse(wanted, out limit) || limit is < 1 or > LargestPage)
        )
            throw new ApiErrorException($"limit: Input should be a number from 1 to {LargestPage}");
        var after = query["after_id"].ToString();
        var from = after.Length > 0 ? present.FindIndex(m => m.Id == after) + 1 : 0;
        if (after.Length > 0 && from == 0)
            throw new ApiErrorException($"after_id: model {after} not found");
        var page = present.Skip(from).Take(limit).ToList();
        return new JsonObject
        {
            ["data"] = new JsonArray([.. page.Select(Json)]),
            ["has_more"] = from + page.Count < present.Count,
            ["first_id"] = page.Count > 0 ? page[0].Id : null,
            ["last_id"] = page.Count > 0 ? page[^1].Id : null,
        };
    }

    private static JsonObject Json(ModelCard card) =>
        new()
        {
            ["type"] = "model",
            ["id"] = card.Id,
            ["display_name"] = card.Name,
            ["created_at"] = $"{card.CreatedOn:yyyy-MM-dd}T00:00:00Z",
            ["max_input_tokens"] = card.ContextTokens,
            ["max_tokens"] = card.MaxOutputTokens,
        };
}
