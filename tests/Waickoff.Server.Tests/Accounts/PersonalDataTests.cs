using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Waickoff.Ledger.Audit;
using Waickoff.Server.Accounts;
using Waickoff.Server.Chat;
using Waickoff.Server.Hosting;
using Xunit.Abstractions;

namespace Waickoff.Server.Tests.Accounts;

/// <summary>What is kept of a person goes out whole and goes away whole: T126, T127.</summary>
public class PersonalDataTests(ITestOutputHelper output)
{
    private const int SessionCount = 25;

    private static int MessageCount => Environment.GetEnvironmentVariable("WAICKOFF_FULL") == "1" ? 50_000 : 500;

    private static readonly string[] Hard =
    [
        "plain",
        "=1+1",
        "-2+3",
        "@sum",
        "\ttab",
        "a \"quoted\", and, commas",
        "two\r\nlines\nthree",
        "¿Qué fase? 📈 áéíóú ñ",
        "",
        " space around ",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Everything_of_a_person_is_exported_as_it_stands(bool isPostgres)
    {
        var database = isPostgres ? await PostgresServer.NewDatabaseAsync() : "";
        await using var server = await RunningServer.StartAsync(database);
        using var ana = await server.SignUpAsync();
        using var ben = await server.SignUpAsync("ben", "es");
        var me = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        var other = (await ben.GetAsync("/api/account")).GetProperty("id").GetString()!;
        await FillAsync(server, me, MessageCount);
        await FillAsync(server, other, 10);

        var watch = Stopwatch.StartNew();
        var files = await ExportAsync(ana);
        output.WriteLine($"{MessageCount} messages in {watch.ElapsedMilliseconds} ms");

        files.Keys.ShouldBe([
            "README.txt",
            .. new[]
            {
                "account",
                "passkeys",
                "mails",
                "credits",
                "statement",
                "purchases",
                "refunds",
                "backtests",
                "sessions",
                "messages",
            }.SelectMany(n => new[] { $"{n}.json", $"{n}.csv" }),
        ]);
        (await ExportAsync(ben)).Keys.ShouldContain("LEEME.txt");
        var turns = await server.WithDbAsync(db =>
            db.Set<Turn>().Where(t => t.UserId == me).OrderBy(t => t.CreatedMs).ThenBy(t => t.Id).ToListAsync()
        );
        var messages = JsonDocument.Parse(files["messages.json"]).RootElement.EnumerateArray().ToList();
        messages.Count.ShouldBe(MessageCount);
        foreach (var (turn, message) in turns.Zip(messages))
        {
            string? Text(string name) => message.GetProperty(name).GetString();
            (turn.Id, turn.SessionId, turn.Question, turn.Answer).ShouldBe(
                (Text("id"), Text("session"), Text("question"), Text("answer"))
            );
            (turn.Model, turn.AnsweredBy, turn.Replaces, turn.FeedbackReason).ShouldBe(
                (Text("modelAskedFor"), Text("answeredBy"), Text("replaces"), Text("feedbackReason"))
            );
            message.GetProperty("charged").GetInt64().ShouldBe(turn.Charged);
            message.GetProperty("created").GetDateTimeOffset().ToUnixTimeMilliseconds().ShouldBe(turn.CreatedMs);
            message.GetProperty("aiGenerated").GetBoolean().ShouldBeTrue();
        }
        JsonDocument.Parse(files["sessions.json"]).RootElement.GetArrayLength().ShouldBe(SessionCount);
        JsonDocument.Parse(files["statement.json"]).RootElement.GetArrayLength().ShouldBe(1);
        foreach (var name in files.Keys.Where(k => k.EndsWith(".csv", StringComparison.Ordinal)))
            CheckEqual(files[name], JsonDocument.Parse(files[name.Replace(".csv", ".json", StringComparison.Ordinal)]));
        files.Values.ShouldAllBe(text => !text.Contains(other, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_export_that_breaks_off_is_no_archive()
    {
        await using var server = await RunningServer.StartAsync();
        using var ana = await server.SignUpAsync();
        var me = (await ana.GetAsync("/api/account")).GetProperty("id").GetString()!;
        await FillAsync(server, me, 500);
        await using (var connection = await server.Get<Database>().OpenAsync(default))
        await using (var command = connection.CreateCommand())
        {
            // What is read last cannot be read.
            command.CommandText = "ALTER TABLE turn RENAME COLUMN \"Answer\" TO \"Lost\"";
            await command.ExecuteNonQueryAsync();
        }

        var cut = await Should.ThrowAsync<HttpRequestException>(() =>
            ana.Http.GetByteArrayAsync("/api/account/export")
        );
        cut.HttpRequestError.ShouldBe(HttpRequestError.ResponseEnded);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_leaves_is_found_nowhere_afterwards(bool isPostgres)
    {
        var database = isPostgres ? await PostgresServer.NewDatabaseAsync() : "";
        await using var server = await RunningServer.StartAsync(database);
        using var ana = await server.SignUpAsync("quetzal");
        var planted = await PlantAsync(server, ana);
        planted.Count.ShouldBeGreaterThanOrEqualTo(12);
        foreach (var (what, value) in planted)
            (await PlacesOfAsync(server, isPostgres, value)).ShouldNotBeEmpty($"{what} is there before");

        await ana.PostAsync("/api/account/delete", new { password = ApiClient.Password });

        (await ana.SendAsync(HttpMethod.Get, "/api/account")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        foreach (var (what, value) in planted)
            (await PlacesOfAsync(server, isPostgres, value)).ShouldBeEmpty(what);
        await using var connection = await server.Get<Database>().OpenAsync(default);
        (await LedgerAuditor.RunAsync(connection, 2_000_000_000_000)).Violations.ShouldBeEmpty();
    }

    /// <summary>Everything somebody leaves behind in using the product, by what it is.</summary>
    private static async Task<Dictionary<string, byte[]>> PlantAsync(RunningServer server, ApiClient ana)
    {
        var me = await ana.GetAsync("/api/account");
        var email = me.GetProperty("email").GetString()!;
        await ana.SendAsync(HttpMethod.Put, "/api/account", new { language = "en", timeZone = "Pacific/Chatham" });
        var opened = await ana.PostAsync("/api/sessions", new { symbol = "BTCUSDT" }, "opening-axolotl");
        await ana.EventsAsync(opened.GetProperty("firstTurn").GetString()!);
        var session = opened.GetProperty("id").GetString();
        var question = new { question = "What would a question with the word zanzibar be?" };
        var asked = (await ana.PostAsync($"/api/sessions/{session}/turns", question, "asking-ocelot")).GetProperty(
            "id"
        );
        await ana.EventsAsync(asked.GetString()!);
        await ana.SendAsync(
            HttpMethod.Post,
            $"/api/turns/{asked.GetString()}/feedback",
            new { good = true, reason = "because of the mandrill" }
        );
        await server.WithDbAsync(db =>
            db.Set<Turn>()
                .Where(t => t.Id == asked.GetString())
                .ExecuteUpdateAsync(t => t.SetProperty(x => x.Answer, "An answer about the coelacanth."))
        );
        await ana.PostAsync("/api/account/forgot", new { email });
        var (_, code) = await server.MailCodeAsync(email, "/reset");
        var begun = await ana.PostAsync("/api/account/authenticator", new { password = ApiClient.Password });
        var key = begun.GetProperty("key").GetString()!.Replace(" ", "", StringComparison.Ordinal);
        var confirmed = await ana.PostAsync(
            "/api/account/authenticator/confirm",
            new { code = Totp.Of(key, TimeProvider.System.GetUtcNow()) }
        );
        byte[] credential = [.. Enumerable.Range(0, 32).Select(i => (byte)(65 + (i % 23)))];
        await server.WithServiceAsync<UserManager<Person>>(async people =>
        {
            var person = (await people.FindByEmailAsync(email))!;
            var now = TimeProvider.System.GetUtcNow();
            var passkey = new UserPasskeyInfo(credential, [1, 2, 3], now, 0, [], true, false, false, [4], [5])
            {
                Name = "the key of the pangolin",
            };
            (await people.AddOrUpdatePasskeyAsync(person, passkey)).Succeeded.ShouldBeTrue();
        });
        var texts = new Dictionary<string, string>
        {
            ["address"] = email,
            ["address in capitals"] = email.ToUpperInvariant(),
            ["name in the address"] = email.Split('@')[0],
            ["time zone"] = "Pacific/Chatham",
            ["key of the opening"] = "opening-axolotl",
            ["key of the question"] = "asking-ocelot",
            ["question"] = "zanzibar",
            ["answer"] = "coelacanth",
            ["reason of the feedback"] = "mandrill",
            ["code in a mail"] = Uri.EscapeDataString(code),
            ["key of the app"] = key,
            ["recovery code"] = confirmed.GetProperty("recoveryCodes")[3].GetString()!,
            ["name of the passkey"] = "pangolin",
        };
        var planted = texts.ToDictionary(t => t.Key, t => Encoding.UTF8.GetBytes(t.Value));
        planted["passkey"] = credential;
        return planted;
    }

    /// <summary>The columns, and the files of the data folder, in which something stands.</summary>
    private static async Task<List<string>> PlacesOfAsync(RunningServer server, bool isPostgres, byte[] value)
    {
        var found = new List<string>();
        await using var connection = await server.Get<Database>().OpenAsync(default);
        foreach (var column in await ColumnsAsync(connection, isPostgres))
        {
            await using var command = connection.CreateCommand();
            var (isBytes, where) = (column.Type == "bytea", $"\"{column.Table}\" WHERE ");
            command.CommandText =
                $"SELECT count(*) FROM {where}"
                + (
                    !isPostgres ? $"instr(CAST(\"{column.Name}\" AS BLOB), @value) > 0"
                    : isBytes ? $"position(@value in \"{column.Name}\") > 0"
                    : $"position(@value in CAST(\"{column.Name}\" AS text)) > 0"
                );
            var parameter = command.CreateParameter();
            parameter.ParameterName = "value";
            parameter.Value = isPostgres && !isBytes ? Encoding.UTF8.GetString(value) : value;
            command.Parameters.Add(parameter);
            if (Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture) > 0)
                found.Add($"{column.Table}.{column.Name}");
        }
        foreach (var file in server.Folder.EnumerateFiles("*", SearchOption.AllDirectories))
        {
            if (file.Extension == ".lock")
                continue;
            await using var stream = new FileStream(
                file.FullName,
                FileMode.Open,
                FileAccess.Read,
                FileShare.ReadWrite | FileShare.Delete
            );
            using var memory = new MemoryStream();
            await stream.CopyToAsync(memory);
            if (memory.ToArray().AsSpan().IndexOf(value) >= 0)
                found.Add(file.Name);
        }
        return found;
    }

    private static async Task<List<(string Table, string Name, string Type)>> ColumnsAsync(
        System.Data.Common.DbConnection connection,
        bool isPostgres
    )
    {
        await using var command = connection.CreateCommand();
        command.CommandText = isPostgres
            ? "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'public'"
            : "SELECT m.name, c.name, c.type FROM sqlite_master m, pragma_table_info(m.name) c WHERE m.type = 'table'";
        var columns = new List<(string, string, string)>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
            columns.Add((reader.GetString(0), reader.GetString(1), reader.GetString(2)));
        columns.Count.ShouldBeGreaterThan(100);
        return columns;
    }

    private static Task<int> FillAsync(RunningServer server, string person, int messages) =>
        server.WithDbAsync(async db =>
        {
            var time = TimeProvider.System;
            db.ChangeTracker.AutoDetectChangesEnabled = false;
            var sessions = Enumerable
                .Range(0, SessionCount)
                .Select(i => new TradingSession
                {
                    Id = Id.New("ses", time),
                    UserId = person,
                    Key = $"key-{i:D8}",
                    Symbol = "BTCUSDT",
                    Language = "es",
                    CreatedMs = 1_700_000_000_000 + i,
                    ExpiresMs = 1_700_086_400_000 + i,
                    Status = SessionStatus.Expired,
                })
                .ToArray();
            db.AddRange(sessions);
            for (var i = 0; i < messages; i++)
                db.Add(
                    new Turn
                    {
                        Id = Id.New("trn", time),
                        SessionId = sessions[i % SessionCount].Id,
                        UserId = person,
                        Key = $"key-{i:D8}",
                        Fingerprint = "",
                        Question = Hard[i % Hard.Length],
                        Answer = string.Concat(Enumerable.Repeat(Hard[(i / 3) % Hard.Length] + " ", 40)),
                        FeedbackReason = i % 4 == 0 ? Hard[(i / 7) % Hard.Length] : null,
                        CreatedMs = 1_700_000_000_000 + (i * 1_000L),
                        EndedMs = i % 5 == 0 ? 0 : 1_700_000_000_500 + (i * 1_000L),
                        State = (TurnState)(i % 6),
                        Charged = i,
                    }
                );
            return await db.SaveChangesAsync();
        });

    private static async Task<Dictionary<string, string>> ExportAsync(ApiClient client)
    {
        using var answer = await client.SendAsync(HttpMethod.Get, "/api/account/export");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Content.Headers.ContentType!.MediaType.ShouldBe("application/zip");
        using var archive = new ZipArchive(await answer.Content.ReadAsStreamAsync());
        var files = new Dictionary<string, string>();
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            files[entry.FullName] = await reader.ReadToEndAsync();
        }
        return files;
    }

    private static void CheckEqual(string csv, JsonDocument json)
    {
        var rows = ReadCsv(csv);
        var items = json.RootElement.EnumerateArray().ToList();
        (rows.Count - 1).ShouldBe(items.Count);
        foreach (var (row, item) in rows.Skip(1).Zip(items))
        {
            var fields = item.EnumerateObject().ToList();
            rows[0].ShouldBe(fields.Select(f => f.Name));
            foreach (var (text, field) in row.Zip(fields))
            {
                var told = field.Value.ValueKind switch
                {
                    JsonValueKind.Null => "",
                    JsonValueKind.String => field.Value.GetString()!,
                    _ => field.Value.GetRawText(),
                };
                var isFormula =
                    field.Value.ValueKind == JsonValueKind.String && told.Length > 0 && "=+-@\t\r".Contains(told[0]);
                if (
                    DateTimeOffset.TryParseExact(
                        text,
                        "O",
                        CultureInfo.InvariantCulture,
                        DateTimeStyles.None,
                        out var time
                    )
                )
                    time.ShouldBe(field.Value.GetDateTimeOffset());
                else
                    text.ShouldBe(isFormula ? $"'{told}" : told);
            }
        }
    }

    /// <summary>RFC 4180, written from the standard and apart from what wrote it.</summary>
    private static List<List<string>> ReadCsv(string text)
    {
        var rows = new List<List<string>>();
        var (row, field, isQuoted) = (new List<string>(), new StringBuilder(), false);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (isQuoted && c == '"' && i + 1 < text.Length && text[i + 1] == '"')
                field.Append(text[i++]);
            else if (c == '"')
                isQuoted = !isQuoted;
            else if (!isQuoted && (c is ',' or '\n'))
            {
                row.Add(field.ToString());
                field.Clear();
                if (c == '\n')
                {
                    rows.Add(row);
                    row = [];
                }
            }
            else if (isQuoted || c != '\r')
                field.Append(c);
        }
        return rows;
    }
}
