using Microsoft.EntityFrameworkCore;
using Waickoff.Sandbox.Mail;
using Waickoff.Server.Configuration;
using Waickoff.Server.Delivery;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Tests.Delivery;

/// <summary>Mails over a real connection to a mail server that fails to order.</summary>
public sealed class SmtpTests : IAsyncDisposable
{
    private readonly SandboxMail mail = SandboxMail.Start();

    public ValueTask DisposeAsync() => mail.DisposeAsync();

    [Fact]
    public async Task A_mail_is_handed_over_whole_with_an_id_that_stays()
    {
        await using var server = await StartAsync(settings: ["Mail:User=us", "Mail:Password=hush"]);
        mail.Next(MailAnswer.TakeAndDrop);
        mail.Next(MailAnswer.Take);
        var id = await StoreAsync(server, "ana@example.com", "Señal ñ");
        await NextSentAsync(server);
        await AgainAsync(server, id, MailAnswer.Later);
        await AgainAsync(server, id, MailAnswer.Take);

        (await RowAsync(server, id)).SentMs.ShouldBePositive();
        var taken = mail.Mails.Where(m => m.To == "ana@example.com").ToList();
        taken.Count.ShouldBe(2, "the first was taken, but not said to be");
        taken[0].Header("Message-ID").ShouldBe($"<{id}@example.com>");
        taken[1].Header("Message-ID").ShouldBe($"<{id}@example.com>");
        mail.SignIns.ShouldContain("us hush");
    }

    [Theory]
    [InlineData(MailAnswer.Later)]
    [InlineData(MailAnswer.Never)]
    public async Task A_mail_that_is_never_taken_is_given_up_after_eight_tries(MailAnswer answer)
    {
        await using var server = await StartAsync();
        mail.Next(answer);
        mail.Next(MailAnswer.Take);
        var id = await StoreAsync(server, "ana@example.com", "Hello");
        await NextSentAsync(server);
        for (var tries = 2; tries <= 8; tries++)
        {
            (await RowAsync(server, id)).Failure.ShouldBeNull();
            await AgainAsync(server, id, answer);
        }

        var row = await RowAsync(server, id);
        row.Failure.ShouldNotBeNull();
        row.Tries.ShouldBe(8);
        row.SentMs.ShouldBe(0);
        mail.Asked.ShouldBe(16, "eight of this one, eight of the others");
        mail.Mails.ShouldNotContain(m => m.To == "ana@example.com");
    }

    [Fact]
    public async Task A_server_that_says_nothing_holds_up_one_mail_and_no_others()
    {
        await using var server = await StartAsync(settings: "Mail:Timeout=00:00:02");
        mail.Next(MailAnswer.Hang);
        var first = await StoreAsync(server, "ana@example.com", "First");
        await NextSentAsync(server);
        mail.Mails.ShouldNotContain(m => m.To == "ana@example.com");
        await AgainAsync(server, first, MailAnswer.Take);

        mail.Mails.Count(m => m.To == "ana@example.com").ShouldBe(1);
    }

    [Fact]
    public async Task Two_processes_on_one_database_send_no_mail_twice()
    {
        const int Count = 40;
        var database = await PostgresServer.NewDatabaseAsync();
        await using var one = await StartAsync(database);
        await using var two = await StartAsync(database);

        for (var i = 0; i < Count; i++)
            await StoreAsync(one, $"p{i}@example.com", "Hello");
        await UntilAsync(async () =>
            await one.WithDbAsync(db => db.Set<MailRow>().CountAsync(m => m.SentMs > 0)) == Count
        );

        mail.Asked.ShouldBe(Count);
        mail.Mails.Select(m => m.Header("Message-ID")).Distinct().Count().ShouldBe(Count);
    }

    [Theory]
    [InlineData("ana@example.com\r\nBcc: all@example.com", "Hello")]
    [InlineData("ana@example.com", "Hello\nBcc: all@example.com")]
    public async Task What_would_add_a_header_is_not_stored(string to, string subject)
    {
        await using var server = await StartAsync();

        await Should.ThrowAsync<ArgumentException>(() => StoreAsync(server, to, subject));
    }

    [Theory]
    [InlineData("Mail:User, Mail:Password and Mail:From do nothing", "--Mail:From=a@example.com")]
    [InlineData("Mail:From is \"\"", "--Mail:SmtpHost=mail.example.com")]
    [InlineData(
        "Mail:User and Mail:Password go together",
        "--Mail:SmtpHost=mail.example.com",
        "--Mail:From=a@example.com",
        "--Mail:User=us"
    )]
    [InlineData(
        "Mail:Security None would send",
        "--Mail:SmtpHost=mail.example.com",
        "--Mail:From=a@example.com",
        "--Mail:User=us",
        "--Mail:Password=hush",
        "--Mail:Security=None"
    )]
    [InlineData("Mail:Timeout is 00:05:00; it must be from 00:00:01 to 00:01:30", "--Mail:Timeout=00:05:00")]
    public void Settings_that_do_not_go_together_are_named(string expected, params string[] arguments) =>
        Should.Throw<ServerStartException>(() => Settings.Read(arguments)).Text.In("en").ShouldStartWith(expected);

    private Task<RunningServer> StartAsync(string database = "", params string[] settings) =>
        RunningServer.StartAsync(
            database,
            settings:
            [
                "Mail:SmtpHost=127.0.0.1",
                $"Mail:SmtpPort={mail.Port}",
                "Mail:From=WAIckoff <hello@example.com>",
                "Mail:Security=None",
                .. settings,
            ]
        );

    private static Task<string> StoreAsync(RunningServer server, string to, string subject) =>
        server.WithDbAsync(async db =>
        {
            db.Send("usr_1", to, subject, "Text", server.Get<TimeProvider>());
            var id = db.ChangeTracker.Entries<MailRow>().Single().Entity.Id;
            await db.SaveChangesAsync();
            return id;
        });

    private static Task<MailRow> RowAsync(RunningServer server, string id) =>
        server.WithDbAsync(db => db.Set<MailRow>().AsNoTracking().SingleAsync(m => m.Id == id));

    /// <summary>One more try, as if the wait after the last failure were over.</summary>
    private async Task AgainAsync(RunningServer server, string id, MailAnswer answer)
    {
        mail.Next(answer);
        mail.Next(MailAnswer.Take);
        await server.WithDbAsync(db =>
            db.Set<MailRow>().Where(m => m.Id == id).ExecuteUpdateAsync(m => m.SetProperty(x => x.DueMs, 1))
        );
        await NextSentAsync(server);
    }

    /// <summary>Mails go one after the other: once one that was stored now is sent, what became of those before is written down.</summary>
    private static async Task NextSentAsync(RunningServer server)
    {
        var id = await StoreAsync(server, "bea@example.com", "Hello");
        await UntilAsync(async () => (await RowAsync(server, id)).SentMs > 0);
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            (tries < 400).ShouldBeTrue("it came to nothing");
            await Task.Delay(50);
        }
    }
}
