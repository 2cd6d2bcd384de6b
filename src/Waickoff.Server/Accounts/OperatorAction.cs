using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>What an operator can do to others.</summary>
internal enum OperatorActionKind
{
    /// <summary>Made somebody an operator.</summary>
    RoleGiven,

    /// <summary>Took that away.</summary>
    RoleTaken,

    /// <summary>Gave credits.</summary>
    CreditsGiven,

    /// <summary>Gave the unused sessions of a purchase back for money.</summary>
    Refunded,

    /// <summary>Had an event of Stripe handled again.</summary>
    EventRedelivered,
}

/// <summary>Something an operator did: written with it, never changed.</summary>
internal sealed class OperatorAction
{
    public required string Id { get; init; }

    public required string OperatorId { get; init; }

    public required OperatorActionKind Kind { get; init; }

    /// <summary>The id of the person, purchase or event it was done to.</summary>
    public required string Target { get; init; }

    /// <summary>Why, and how much.</summary>
    public required string Detail { get; init; }

    public required long AtMs { get; init; }

    public static OperatorAction Of(
        ClaimsPrincipal user,
        OperatorActionKind kind,
        string target,
        string detail,
        TimeProvider time
    ) =>
        new()
        {
            Id = Hosting.Id.New("opa", time),
            OperatorId = user.PersonId(),
            Kind = kind,
            Target = target,
            Detail = detail,
            AtMs = time.GetUtcNow().ToUnixTimeMilliseconds(),
        };
}

internal sealed class OperatorActionTable : IEntityTypeConfiguration<OperatorAction>
{
    public void Configure(EntityTypeBuilder<OperatorAction> builder)
    {
        builder.ToTable("operator_action");
        builder.Property(a => a.Kind).HasConversion<string>();
        builder.HasIndex(a => a.Target);
    }
}

/// <summary>What operators did.</summary>
internal static class ReadActions
{
    /// <param name="Actions">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Item> Actions, string? Next);

    /// <param name="Operator">The address of the operator; null of one whose account is gone.</param>
    /// <param name="Kind">What was done.</param>
    /// <param name="Target">To which person, purchase or event, by its id.</param>
    /// <param name="Detail">Why, and how much.</param>
    /// <param name="At">When.</param>
    public sealed record Item(
        string? Operator,
        OperatorActionKind Kind,
        string Target,
        string Detail,
        DateTimeOffset At
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> HandleAsync(
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel,
        string? before = null,
        int take = 50
    )
    {
        if (Problems.OfPage(take) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("opa", before))
            return Problems
                .Invalid("before", new LocalText("An id of an action.", "El id de una acción."))
                .Result(http);
        // Ids are in the order of creation.
        var all = db.Set<OperatorAction>().AsNoTracking();
        var older = before is null ? all : all.Where(a => a.Id.CompareTo(before) < 0);
        var found = await older
            .OrderByDescending(a => a.Id)
            .Take(take + 1)
            .Select(a => new
            {
                Action = a,
                Email = db.Set<Person>().Where(p => p.Id == a.OperatorId).Select(p => p.Email).SingleOrDefault(),
            })
            .ToListAsync(cancel);
        return TypedResults.Ok(
            new Answer(
                [
                    .. found
                        .Take(take)
                        .Select(a => new Item(
                            a.Email,
                            a.Action.Kind,
                            a.Action.Target,
                            a.Action.Detail,
                            DateTimeOffset.FromUnixTimeMilliseconds(a.Action.AtMs)
                        )),
                ],
                found.Count > take ? found[take - 1].Action.Id : null
            )
        );
    }
}
