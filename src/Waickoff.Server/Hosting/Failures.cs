using System.Data.Common;
using System.Text.Json;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;

namespace Waickoff.Server.Hosting;

/// <summary>The one place where what was thrown becomes an answer.</summary>
internal sealed partial class Failures(ILogger<Failures> log) : IExceptionHandler
{
    private const int Busy = 5;
    private const int Locked = 6;

    public async ValueTask<bool> TryHandleAsync(HttpContext http, Exception exception, CancellationToken cancel)
    {
        // Nobody is there to read it.
        if (exception is OperationCanceledException && http.RequestAborted.IsCancellationRequested)
            return true;
        var problem = ProblemOf(exception);
        if (problem == Problems.Unavailable)
            Away(log, http.Request.Method, http.Request.Path, exception.Message);
        else if (problem.Status >= 500)
            Failed(
                log,
                exception,
                http.Request.Method,
                http.Features.Get<IExceptionHandlerFeature>()?.Endpoint?.DisplayName,
                http.TraceIdentifier
            );
        http.Response.StatusCode = problem.Status;
        await problem.Result(http).ExecuteAsync(http);
        return true;
    }

    private static Problem ProblemOf(Exception exception) =>
        exception switch
        {
            BadHttpRequestException { StatusCode: 413 } => Problems.TooLarge,
            BadHttpRequestException { StatusCode: 415 } => Problems.UnsupportedMedia,
            BadHttpRequestException bad => Problems.BadJson(WhereOf(bad.InnerException as JsonException)),
            ProblemException refused => refused.Problem,
            _ when IsOfDatabase(exception) => Problems.Unavailable,
            _ => Problems.Failed,
        };

    /// <summary>Whether the database was away, busy or lost on the way: the same may go well a moment later.</summary>
    public static bool IsOfDatabase(Exception exception) =>
        exception switch
        {
            SqliteException sqlite => sqlite.SqliteErrorCode is Busy or Locked,
            Npgsql.NpgsqlException
            {
                InnerException: System.IO.IOException or System.Net.Sockets.SocketException or TimeoutException
            } => true,
            DbException { IsTransient: true } or TimeoutException => true,
            { InnerException: { } inner } => IsOfDatabase(inner),
            _ => false,
        };

    /// <summary>The field a body fails at, or those it lacks; the runtime says the latter only in words.</summary>
    private static string WhereOf(JsonException? exception)
    {
        var message = exception?.Message ?? "";
        var missing = message.IndexOf("including: ", StringComparison.Ordinal);
        return missing < 0
            ? exception?.Path ?? "$"
            : message[(missing + "including: ".Length)..].Replace("'", "", StringComparison.Ordinal).TrimEnd('.');
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Method} {Path} could not be answered: {Reason}")]
    private static partial void Away(ILogger log, string method, string path, string reason);

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Route} failed ({RequestId})")]
    private static partial void Failed(ILogger log, Exception e, string method, string? route, string requestId);
}

/// <summary>A refusal out of the depth of a transaction, which is rolled back by it.</summary>
internal sealed class ProblemException(Problem problem) : Exception(problem.Code)
{
    public Problem Problem { get; } = problem;
}
