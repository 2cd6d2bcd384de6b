using System.Security.Claims;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>An operator makes another one, or takes the role away.</summary>
internal static class ChangeOperator
{
    /// <summary>So that the service cannot lose its last operator by one slip.</summary>
    private static readonly Problem OwnRole = new(
        409,
        "own_role",
        new LocalText("Nobody takes the role from themselves.", "Nadie se quita el rol a sí mismo."),
        new LocalText("Ask another operator.", "Pídeselo a otro operador.")
    );

    /// <param name="Person">The id of the person.</param>
    /// <param name="IsOperator">What holds from now on.</param>
    public sealed record Request(string Person, bool IsOperator);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        ClaimsPrincipal user,
        WaickoffDb db,
        UserManager<Person> people,
        OpenStreams streams,
        TimeProvider time,
        HttpContext http,
        CancellationToken cancel
    )
    {
        if (!Id.IsOf("usr", request.Person) || await people.FindByIdAsync(request.Person) is not { } person)
            return Problems.NotFound.Result(http);
        if (!request.IsOperator && person.Id == user.PersonId())
            return OwnRole.Result(http);
        if (await people.IsInRoleAsync(person, AccessDeclarations.OperatorRole) == request.IsOperator)
            return TypedResults.NoContent();
        await using var transaction = await db.Database.BeginTransactionAsync(cancel);
        if (request.IsOperator)
            Check(await people.AddToRoleAsync(person, AccessDeclarations.OperatorRole));
        else
        {
            Check(await people.RemoveFromRoleAsync(person, AccessDeclarations.OperatorRole));
            // A cookie still says the role until it is looked at: a new stamp ends them all.
            Check(await people.UpdateSecurityStampAsync(person));
        }
        var kind = request.IsOperator ? OperatorActionKind.RoleGiven : OperatorActionKind.RoleTaken;
        db.Add(OperatorAction.Of(user, kind, person.Id, "", time));
        await db.SaveChangesAsync(cancel);
        await transaction.CommitAsync(cancel);
        if (!request.IsOperator)
            await streams.RevokeAsync(person.Id);
        return TypedResults.NoContent();
    }

    private static void Check(IdentityResult result)
    {
        if (!result.Succeeded)
            throw new InvalidOperationException(string.Join(' ', result.Errors.Select(e => e.Code)));
    }
}
