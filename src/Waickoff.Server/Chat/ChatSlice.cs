using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Waickoff.Analyst.Models;
using Waickoff.Analyst.Turns;
using Waickoff.Ledger;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>Sessions about a symbol: open, ask, stream, stop, history.</summary>
internal static class ChatSlice
{
    public static void AddChat(this WebApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptions<ChatOptions>()
            .Bind(builder.Configuration.GetSection("Chat"))
            .ValidateDataAnnotations()
            .ValidateOnStart();
        services.AddSingleton(p => p.GetRequiredService<Microsoft.Extensions.Options.IOptions<ChatOptions>>().Value);
        services.AddSingleton(p => new CreditLedger(p.GetRequiredService<Database>().Dialect));
        services.AddSingleton<TurnLog>();
        services.AddHostedService(p => p.GetRequiredService<TurnLog>());
        services.AddSingleton<TurnRunner>();
        services.AddHostedService(p => p.GetRequiredService<TurnRunner>());
        services.AddSingleton<AskAnalyst>();
        services.AddSingleton<Outages>();
        services.AddScoped<ChatStore>();
        services.AddSingleton<Balances>();
        services.AddScoped<SessionEnd>();
        services.AddScoped<TurnReaper>();
        services.AddScoped<Accounts.IPersonalData, ChatData>();
        services.AddSingleton(p => new AnalystTurns(
            builder.Configuration.GetSection("Analyst").Get<AnalystOptions>(),
            p.GetRequiredService<TimeProvider>()
        ));
        services.AddJob<ExpireSessions>(TimeSpan.FromSeconds(5));
        services.AddJob<ReapTurns>(TimeSpan.FromSeconds(5));
        services.AddJob<EndOutage>(TimeSpan.FromSeconds(15));
        services.AddJob<AuditLedger>(TimeSpan.FromHours(1));
        services.AddSingleton<LastAudit>();
        services.AddSingleton<IHealthItem>(p => p.GetRequiredService<LastAudit>());
    }

    public static void MapChat(this IEndpointRouteBuilder api)
    {
        var sessions = api.MapGroup("/sessions").WithTags("Sessions");
        sessions
            .MapPost("/", OpenSession.HandleAsync)
            .ForOwner()
            .WithMetadata(IdempotencyKey.Taken)
            .WithSummary("Spends one credit on a session about a symbol.");
        sessions
            .MapGet("/", ListSessions.HandleAsync)
            .ForOwner()
            .WithSummary("The sessions of the signed-in person, newest first; all, or those that are looked for.");
        sessions.MapGet("/{session}", ReadSession.HandleAsync).ForOwner().WithSummary("A session with its turns.");
        sessions
            .MapGet("/{session}/suggestions", SuggestQuestions.HandleAsync)
            .ForOwner()
            .WithSummary("Questions that fit the state of the market.");
        sessions
            .MapGet("/{session}/evidence", ReadEvidence.HandleAsync)
            .ForOwner()
            .WithSummary("What the numbers of the answers stand on.");
        sessions
            .MapPost("/{session}/close", CloseSession.HandleAsync)
            .ForOwner()
            .WithSummary("Ends a session; it stays readable.");
        sessions
            .MapPost("/{session}/turns", AskTurn.HandleAsync)
            .ForOwner()
            .WithMetadata(IdempotencyKey.Taken)
            .WithSummary("Asks the analyst.");
        var turns = api.MapGroup("/turns").WithTags("Sessions");
        turns.MapGet("/{turn}", ReadTurn.HandleAsync).ForOwner().WithSummary("A question and its answer.");
        turns
            .MapGet("/{turn}/events", StreamTurn.HandleAsync)
            .ForOwner()
            .WithMetadata(StreamTurn.Taken, StreamTurn.Sent)
            .WithSummary("The answer as it is written (text/event-stream).");
        turns
            .MapPost("/{turn}/stop", StopTurn.HandleAsync)
            .ForOwner()
            .WithSummary("Stops an answer; what was shown is charged.");
        turns
            .MapPost("/{turn}/feedback", GiveFeedback.HandleAsync)
            .ForOwner()
            .WithSummary("Says whether an answer was good.");
        var status = api.MapGroup("").WithTags("Status");
        status.MapGet("/status", ReadStatus.HandleAsync).ForAll().WithSummary("The last audit of the ledger.");
        status
            .MapGet("/operators/status", ReadOperation.HandleAsync)
            .ForOperators()
            .WithSummary("Health, markets, jobs, mails that wait or were given up, and the last audit.");
    }
}
