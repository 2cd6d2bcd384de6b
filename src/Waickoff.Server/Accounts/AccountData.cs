using System.Buffers.Text;
using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>What the account itself is: the person, its passkeys, the mails it got.</summary>
internal sealed class AccountData(WaickoffDb db, UserManager<Person> people, IMailSender sender) : IPersonalData
{
    private sealed record Account(
        string Id,
        string? Email,
        bool EmailConfirmed,
        string Language,
        string TimeZone,
        DateTimeOffset Created,
        string? NoticeVersion,
        bool TwoFactorEnabled
    );

    private sealed record Passkey(string Id, string? Name, DateTimeOffset Created);

    private sealed record Mail(
        string Id,
        string To,
        string Subject,
        string Text,
        DateTimeOffset Created,
        DateTimeOffset? Sent
    );

    public IEnumerable<PersonalTable> Tables(string person) =>
        [
            PersonalTable.Of("account", () => AccountOf(person)),
            PersonalTable.Of("passkeys", () => PasskeysAsync(person)),
            PersonalTable.Of("mails", () => MailsOf(person)),
        ];

    public async Task DeleteAsync(string person, CancellationToken cancel)
    {
        var mails = db.Set<MailRow>().Where(m => m.UserId == person);
        foreach (var id in await mails.Select(m => m.Id).ToListAsync(cancel))
            sender.Forget(id);
        await mails.ExecuteDeleteAsync(cancel);
        if (await people.FindByIdAsync(person) is { } found)
            await people.DeleteAsync(found);
    }

    private IAsyncEnumerable<Account> AccountOf(string person) =>
        db.Set<Person>()
            .AsNoTracking()
            .Where(p => p.Id == person)
            .Select(p => new Account(
                p.Id,
                p.Email,
                p.EmailConfirmed,
                p.Language,
                p.TimeZone,
                DateTimeOffset.FromUnixTimeMilliseconds(p.CreatedMs),
                p.NoticeVersion,
                p.TwoFactorEnabled
            ))
            .AsAsyncEnumerable();

    private async IAsyncEnumerable<Passkey> PasskeysAsync(
        string person,
        [EnumeratorCancellation] CancellationToken cancel = default
    )
    {
        var found = await db.Set<Person>().AsNoTracking().SingleAsync(p => p.Id == person, cancel);
        foreach (var key in await people.GetPasskeysAsync(found))
            yield return new Passkey(Base64Url.EncodeToString(key.CredentialId), key.Name, key.CreatedAt);
    }

    private IAsyncEnumerable<Mail> MailsOf(string person) =>
        db.Set<MailRow>()
            .AsNoTracking()
            .Where(m => m.UserId == person)
            .OrderBy(m => m.CreatedMs)
            .Select(m => new Mail(
                m.Id,
                m.To,
                m.Subject,
                m.Text,
                DateTimeOffset.FromUnixTimeMilliseconds(m.CreatedMs),
                m.SentMs > 0 ? DateTimeOffset.FromUnixTimeMilliseconds(m.SentMs) : null
            ))
            .AsAsyncEnumerable();
}
