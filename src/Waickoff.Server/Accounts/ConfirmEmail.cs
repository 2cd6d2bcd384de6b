using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore.Storage;
using Waickoff.Analysis;
using Waickoff.Ledger;
using Waickoff.Ledger.Entries;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>Confirms that an address is the person's own.</summary>
internal static class ConfirmEmail
{
    public static readonly Problem BadCode = new(
        400,
        "bad_code",
        new LocalText("The link is not valid any more.", "El enlace ya no es válido."),
        new LocalText("Ask for a new mail.", "Pide otro correo.")
    );

    /// <param name="Person">The id in the link.</param>
    /// <param name="Code">The code in the link.</param>
    public sealed record Request(string Person, string Code);

    public static async Task<Results<NoContent, ProblemHttpResult>> HandleAsync(
        Request request,
        UserManager<Person> people,
        WaickoffDb db,
        CreditLedger ledger,
        AccountOptions options,
        RoleManager<IdentityRole> roles,
        TimeProvider time,
        HttpContext http
    )
    {
        if (!Id.IsOf("usr", request.Person) || await people.FindByIdAsync(request.Person) is not { } person)
            return BadCode.Result(http);
        await using var transaction = await db.Database.BeginTransactionAsync();
        var confirmed = await people.ConfirmEmailAsync(person, request.Code);
        if (!confirmed.Succeeded)
            return BadCode.Result(http);
        if (options.Operator.Equals(person.Email, StringComparison.OrdinalIgnoreCase))
            await MakeOperatorAsync(people, roles, person);
        if (options.FreeSession)
            await ledger.GrantAsync(
                transaction.GetDbTransaction(),
                person.Id,
                credits: 1,
                GrantSource.Promo,
                $"free:{MailboxOf(person.Email!)}",
                time.GetUtcNow().ToUnixTimeMilliseconds()
            );
        await transaction.CommitAsync();
        return TypedResults.NoContent();
    }

    /// <summary>The first operator is named by the configuration; whoever reads that mailbox is the one.</summary>
    private static async Task MakeOperatorAsync(
        UserManager<Person> people,
        RoleManager<IdentityRole> roles,
        Person person
    )
    {
        if (!await roles.RoleExistsAsync(AccessDeclarations.OperatorRole))
            await roles.CreateAsync(new IdentityRole(AccessDeclarations.OperatorRole));
        await people.AddToRoleAsync(person, AccessDeclarations.OperatorRole);
    }

    /// <summary>
    /// What tells mailboxes apart, without the address: one mailbox gets one free session, with whatever tag it is spelled and however often
    /// an account is opened.
    /// </summary>
    private static string MailboxOf(string email)
    {
        var at = email.LastIndexOf('@');
        var (name, domain) = (email[..at].Split('+')[0], email[(at + 1)..]);
        return Convert.ToHexStringLower(
            SHA256.HashData(Encoding.UTF8.GetBytes($"{name.ToUpperInvariant()}@{domain.ToUpperInvariant()}"))
        );
    }
}
