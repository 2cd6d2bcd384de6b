using System.Text;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Delivery;

/// <summary>A way for mails out of the house.</summary>
internal interface IMailSender
{
    /// <summary>Hands a mail over; throws when it was not taken.</summary>
    Task SendAsync(MailRow mail, CancellationToken cancel);

    /// <summary>Removes what is still in the house of a mail that was sent.</summary>
    void Forget(string id);
}

/// <summary>Writes mails into a folder of the data folder, one file each: for a machine without a mail server.</summary>
internal sealed class MailFolder(DataFolder folder) : IMailSender
{
    public async Task SendAsync(MailRow mail, CancellationToken cancel)
    {
        Directory.CreateDirectory(folder.Mails);
        var path = PathOf(mail.Id);
        var text =
            $"Message-ID: <{mail.Id}@waickoff>\r\nTo: {mail.To}\r\nSubject: {mail.Subject}\r\n"
            + $"Date: {DateTimeOffset.FromUnixTimeMilliseconds(mail.CreatedMs):R}\r\n"
            + $"MIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n{mail.Text}\r\n";
        await File.WriteAllTextAsync($"{path}.part", text, new UTF8Encoding(false), cancel);
        File.Move($"{path}.part", path, overwrite: true);
    }

    public void Forget(string id)
    {
        if (Directory.Exists(folder.Mails))
            File.Delete(PathOf(id));
    }

    private string PathOf(string id) => Path.Combine(folder.Mails, $"{id}.eml");
}
