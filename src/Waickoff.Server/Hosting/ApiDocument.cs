using Microsoft.AspNetCore.OpenApi;

namespace Waickoff.Server.Hosting;

/// <summary>The OpenAPI document.</summary>
internal static class ApiDocument
{
    public static void Configure(OpenApiOptions options)
    {
        options.OpenApiVersion = Microsoft.OpenApi.OpenApiSpecVersion.OpenApi3_1;
        options.AddDocumentTransformer(
            (document, _, _) =>
            {
                document.Info.Title = "WAIckoff";
                document.Info.Version = "v1";
                document.Info.Description =
                    "Market structure in plain words: every number is computed from closed candles and can be traced to them. "
                    + "Refusals are problem details with a stable code. No advice: scenarios and measured facts.";
                document.Servers = [];
                return Task.CompletedTask;
            }
        );
    }
}
