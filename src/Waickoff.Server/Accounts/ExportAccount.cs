using System.IO.Compression;
using System.Security.Claims;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Accounts;

/// <summary>
/// Everything that is kept of a person, as it stood at one moment: an archive with each table as JSON and as CSV. It is written while it is
/// read, so its length does not matter; one that cannot be finished ends in the middle of a transfer, never as a shorter archive.
/// </summary>
internal static class ExportAccount
{
    private const string FileName = "waickoff-export.zip";

    public static PushStreamHttpResult Handle(
        ClaimsPrincipal user,
        IEnumerable<IPersonalData> all,
        WaickoffDb db,
        Database database,
        IOptions<JsonOptions> options,
        HttpContext http,
        CancellationToken cancel
    )
    {
        var person = user.PersonId();
        var language = RequestLanguage.Of(http);
        // A value that is missing is said to be: each row has every column.
        var json = new JsonSerializerOptions(options.Value.SerializerOptions)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.Never,
        };
        // The last bytes of each entry are written without waiting, and only into the buffer of the answer.
        http.Features.GetRequiredFeature<IHttpBodyControlFeature>().AllowSynchronousIO = true;
        return TypedResults.Stream(
            async body =>
            {
                await using var moment = await database.ReadOneMomentAsync(db, cancel);
                await using var archive = await ZipArchive.CreateAsync(
                    body,
                    ZipArchiveMode.Create,
                    leaveOpen: true,
                    Encoding.UTF8,
                    cancel
                );
                await AddAsync(archive, ReadMe.In(language).Name, s => WriteAsync(s, ReadMe.In(language).Text), cancel);
                foreach (var table in all.SelectMany(d => d.Tables(person)))
                {
                    await AddAsync(archive, $"{table.Name}.json", s => table.WriteJsonAsync(s, json, cancel), cancel);
                    await AddAsync(archive, $"{table.Name}.csv", s => table.WriteCsvAsync(s, cancel), cancel);
                }
            },
            "application/zip",
            FileName
        );
    }

    private static async Task AddAsync(
        ZipArchive archive,
        string name,
        Func<Stream, Task> write,
        CancellationToken cancel
    )
    {
        await using var stream = await archive.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(cancel);
        await write(stream);
    }

    private static Task WriteAsync(Stream stream, string text) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes(text)).AsTask();

    private sealed record ReadMe(string Name, string Text)
    {
        private static readonly ReadMe English = new(
            "README.txt",
            """
            WAIckoff: everything that is kept about you, as it stood when you asked for it.

            Each table comes twice: as .json, exactly as kept, and as .csv for a spreadsheet (UTF-8, commas, times in UTC;
            a text that a spreadsheet would take for a formula has an apostrophe before it).

              account        your address, language and time zone
              passkeys       names and dates; the secret part never leaves your device
              mails          what was sent to you
              credits        the sessions you were given or bought, and what is left of each
              statement      every credit and token that came and went
              sessions       your sessions
              messages       your questions and the answers; the answers were written by an AI

            Not in here: the market data that answers were made from, which is the same for everybody, and your password
            and codes, which are kept only in a form that nobody can read back.

            """
        );

        private static readonly ReadMe Spanish = new(
            "LEEME.txt",
            """
            WAIckoff: todo lo que guardamos sobre ti, tal como estaba cuando lo pediste.

            Cada tabla viene dos veces: como .json, exactamente como se guarda, y como .csv para una hoja de cálculo (UTF-8,
            comas, horas en UTC; un texto que la hoja tomaría por una fórmula lleva un apóstrofo delante).

              account        tu dirección, idioma y zona horaria
              passkeys       nombres y fechas; la parte secreta nunca sale de tu dispositivo
              mails          lo que se te envió
              credits        las sesiones que recibiste o compraste, y lo que queda de cada compra
              statement      cada crédito y cada token que entró o salió
              sessions       tus sesiones
              messages       tus preguntas y las respuestas; las respuestas las escribió una IA

            No está aquí: los datos de mercado con los que se hicieron las respuestas, que son iguales para todos, ni tu
            contraseña y tus códigos, que se guardan solo de una forma que nadie puede leer.

            """
        );

        public static ReadMe In(string language) => language == "es" ? Spanish : English;
    }
}
