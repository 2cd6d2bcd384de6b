using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.AspNetCore.HttpOverrides;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Waickoff.Server.Hosting;

/// <summary>What all slices stand on: database, keys, errors, limits, headers, health, documentation of the API.</summary>
internal static class HostingSlice
{
    public static void AddHosting(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<ServerOptions>()
            .Bind(builder.Configuration.GetSection("Server"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<IOptions<ServerOptions>>().Value);
        services.AddSingleton<Database>();
        services.AddSingleton<DataFolder>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<IHealthItem, DatabaseHealth>();
        AddDatabase(services, builder.Configuration["Server:Database"]);
        services.AddSingleton<DatabaseSafety>();
        services.AddHostedService<ClockKeeper>();
        services.AddHostedService<Startup>();
        services.AddHostedService<KeyRingCheck>();
        services.AddSingleton<Signals>();
        services.AddHostedService(p => p.GetRequiredService<Signals>());
        AddKeys(services);
        services.Configure<JsonOptions>(json => Configure(json.SerializerOptions));
        services.Configure<RouteHandlerOptions>(routes => routes.ThrowOnBadRequest = true);
        services.AddExceptionHandler<Failures>();
        services.AddProblemDetails();
        services.AddAntiforgery(antiforgery => antiforgery.HeaderName = "X-XSRF-TOKEN");
        services
            .AddOptions<AntiforgeryOptions>()
            .Configure<ServerOptions>(
                (antiforgery, server) => server.Guard(antiforgery.Cookie, "waickoff-antiforgery", SameSiteMode.Strict)
            );
        services
            .AddOptions<ForwardedHeadersOptions>()
            .Configure<ServerOptions>(
                (forwarded, server) =>
                {
                    forwarded.ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto;
                    foreach (var proxy in server.TrustedProxies.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        forwarded.KnownProxies.Add(System.Net.IPAddress.Parse(proxy));
                }
            );
        services.AddAuthorization();
        services.AddSingleton<WebApp>();
        services.AddResponseCompression(compress => compress.EnableForHttps = true);
        services.AddRateLimiter();
        services.AddSingleton<RequestLimits>();
        services.AddSingleton<IConfigureOptions<RateLimiterOptions>>(p => p.GetRequiredService<RequestLimits>());
        services.AddOpenApi(ApiDocument.Configure);
        services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(30));
        services.AddHostedService<Telemetry>();
        services.AddJobs(builder.Configuration["Server:Database"]);
        AddLogging(builder);
    }

    public static void UseHosting(this WebApplication app)
    {
        app.Lifetime.ApplicationStarted.Register(Startup.HaveRun);
        app.UseForwardedHeaders();
        if (app.Services.GetRequiredService<ServerOptions>().IsHttps)
            app.Use(
                (http, next) =>
                {
                    // TLS ends before us, whether or not what ends it says so.
                    http.Request.Scheme = Uri.UriSchemeHttps;
                    return next(http);
                }
            );
        app.UseMiddleware<Headers>();
        app.UseExceptionHandler();
        app.UseStatusCodePages(async status =>
        {
            var http = status.HttpContext;
            if (Problems.OfStatus(http.Response.StatusCode) is { } problem)
                await problem.Result(http).ExecuteAsync(http);
        });
        app.Use(app.Services.GetRequiredService<WebApp>().ServeAsync);
        // Only what is the same for everybody, so that lengths tell nothing of anybody.
        app.UseWhen(
            http => http.Request.Path.StartsWithSegments("/api/markets", StringComparison.Ordinal),
            markets => markets.UseResponseCompression()
        );
        app.UseRouting();
        app.UseAuthentication();
        app.Use(app.Services.GetRequiredService<RequestLimits>().TellAsync);
        app.UseRateLimiter();
        app.UseAuthorization();
        app.UseMiddleware<AntiforgeryCheck>();
    }

    public static void MapHosting(this WebApplication app)
    {
        app.MapOpenApi("/openapi/{documentName}.json").ForAll();
        app.MapGet("/health/live", () => TypedResults.Ok(new HealthAnswer("live", [])))
            .ForAll()
            .WithName("HealthLive")
            .WithTags("Health")
            .WithSummary("Whether the process runs; asks nothing else.");
        app.MapGet("/health/ready", Health.ReadyAsync)
            .ForAll()
            .WithTags("Health")
            .WithSummary("Whether the server can do its work, and what is degraded.");
        app.MapGet("/.well-known/security.txt", SecurityText.Read)
            .ForAll()
            .WithTags("Hosting")
            .WithSummary("Whom to tell about a weakness; not found where no contact is configured.");
        app.MapGet(
                "/api/antiforgery",
                (IAntiforgery antiforgery, HttpContext http) =>
                    TypedResults.Ok(new AntiforgeryAnswer(antiforgery.GetAndStoreTokens(http).RequestToken!))
            )
            .ForAll()
            .WithName("Antiforgery")
            .WithTags("Hosting")
            .WithSummary("The token that each change has to carry as X-XSRF-TOKEN.");
        AccessDeclarations.CheckDeclared(((IEndpointRouteBuilder)app).DataSources);
    }

    /// <summary>JSON is taken as strictly as it is written.</summary>
    public static void Configure(JsonSerializerOptions json)
    {
        json.TypeInfoResolver = (json.TypeInfoResolver ?? new DefaultJsonTypeInfoResolver()).WithAddedModifier(
            NulCheck.Add
        );
        json.MaxDepth = Limits.JsonDepth;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow;
        json.AllowDuplicateProperties = false;
        json.RespectNullableAnnotations = true;
        json.RespectRequiredConstructorParameters = true;
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
    }

    private static void AddDatabase(IServiceCollection services, string? postgres)
    {
        if (string.IsNullOrEmpty(postgres))
            AddDatabase<SqliteDb>(services);
        else
            AddDatabase<PostgresDb>(services);
    }

    /// <summary>Contexts are used again: making one takes longer than most of what is asked of it.</summary>
    private static void AddDatabase<T>(IServiceCollection services)
        where T : WaickoffDb
    {
        services.AddPooledDbContextFactory<T>(
            (provider, options) => provider.GetRequiredService<Database>().Configure(options)
        );
        services.AddScoped<WaickoffDb>(p => p.GetRequiredService<IDbContextFactory<T>>().CreateDbContext());
    }

    private static void AddKeys(IServiceCollection services)
    {
        services.AddDataProtection().SetApplicationName("waickoff");
        services.AddSingleton<KeyRing>();
        services.AddSingleton<
            IConfigureOptions<Microsoft.AspNetCore.DataProtection.KeyManagement.KeyManagementOptions>
        >(p => p.GetRequiredService<KeyRing>());
        services.AddSingleton<MasterKey>();
    }

    /// <summary>For a person at a terminal short lines, else JSON. Never what is said in a chat.</summary>
    private static void AddLogging(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        if (Console.IsOutputRedirected)
            builder.Logging.AddJsonConsole(json => json.UseUtcTimestamp = true);
        else
            builder.Logging.AddSimpleConsole(simple => simple.SingleLine = true);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        builder.Logging.AddFilter("Quartz", LogLevel.Warning);
        // What a command of the database fails with is told by who sent it.
        builder.Logging.AddFilter("Microsoft.EntityFrameworkCore", LogLevel.Critical);
        // Why a server did not start is told by who starts it, in one line.
        builder.Logging.AddFilter(
            "Microsoft.Extensions.Hosting.Internal.Host",
            level => Startup.HasRun && level >= LogLevel.Warning
        );
    }

    internal sealed record HealthAnswer(string Status, IReadOnlyList<HealthItem> Items);

    internal sealed record HealthItem(string Name, string Status, string? Detail);

    internal sealed record AntiforgeryAnswer(string Token);
}
