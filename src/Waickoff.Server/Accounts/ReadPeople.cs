using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.EntityFrameworkCore;
using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>The people with an account, as operators see them; never what they write.</summary>
internal static class ReadPeople
{
    private const int LongestSearch = 254;

    /// <param name="People">Newest first.</param>
    /// <param name="Next">What to send as <c>before</c> for the next page; null on the last.</param>
    public sealed record Answer(IReadOnlyList<Item> People, string? Next);

    /// <param name="Id">The person.</param>
    /// <param name="Email">The address.</param>
    /// <param name="IsConfirmed">Whether it is confirmed.</param>
    /// <param name="IsOperator">Whether it may operate the service.</param>
    /// <param name="Language"><c>en</c> or <c>es</c>.</param>
    /// <param name="Created">When the account was opened.</param>
    public sealed record Item(
        string Id,
        string Email,
        bool IsConfirmed,
        bool IsOperator,
        string Language,
        DateTimeOffset Created
    );

    public static async Task<Results<Ok<Answer>, ProblemHttpResult>> ListAsync(
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel,
        string? search = null,
        string? before = null,
        int take = 50
    )
    {
        if (Problems.OfPage(take) is { } wrong)
            return wrong.Result(http);
        if (before is not null && !Id.IsOf("usr", before))
            return Problems
                .Invalid("before", new LocalText("An id of a person.", "El id de una persona."))
                .Result(http);
        if (search is { Length: > LongestSearch } || search?.Any(char.IsControl) == true)
            return Problems
                .Invalid(
                    "search",
                    LocalText.Of($"At most {LongestSearch} characters.", $"{LongestSearch} caracteres como máximo.")
                )
                .Result(http);
        var people = db.Set<Person>().AsNoTracking();
        if (search?.Trim() is { Length: > 0 } text)
        {
            var upper = text.ToUpperInvariant();
            people = people.Where(p => p.Id == text || p.NormalizedEmail!.Contains(upper));
        }
        // Ids are in the order of creation.
        if (before is not null)
            people = people.Where(p => p.Id.CompareTo(before) < 0);
        var found = await Items(db, people.OrderByDescending(p => p.Id).Take(take + 1)).ToListAsync(cancel);
        return TypedResults.Ok(new Answer([.. found.Take(take)], found.Count > take ? found[take - 1].Id : null));
    }

    public static async Task<Results<Ok<Item>, ProblemHttpResult>> OneAsync(
        string person,
        WaickoffDb db,
        HttpContext http,
        CancellationToken cancel
    ) =>
        await Items(db, db.Set<Person>().AsNoTracking().Where(p => p.Id == person)).SingleOrDefaultAsync(cancel)
            is { } found
            ? TypedResults.Ok(found)
            : Problems.NotFound.Result(http);

    private static IQueryable<Item> Items(WaickoffDb db, IQueryable<Person> people) =>
        people.Select(p => new Item(
            p.Id,
            p.Email!,
            p.EmailConfirmed,
            db.UserRoles.Any(r =>
                r.UserId == p.Id && db.Roles.Any(x => x.Id == r.RoleId && x.Name == AccessDeclarations.OperatorRole)
            ),
            p.Language,
            DateTimeOffset.FromUnixTimeMilliseconds(p.CreatedMs)
        ));
}
