using System.Globalization;
using System.Reflection;
using System.Text.Json;
using CsvHelper;

namespace Waickoff.Server.Accounts;

/// <summary>Records of one kind in an export.</summary>
/// <param name="name">What its files are called.</param>
internal abstract class PersonalTable(string name)
{
    public string Name => name;

    /// <param name="name">What its files are called.</param>
    /// <param name="rows">Flat records; read anew for each file.</param>
    public static PersonalTable Of<T>(string name, Func<IAsyncEnumerable<T>> rows) => new Rows<T>(name, rows);

    /// <summary>As an array of objects.</summary>
    public abstract Task WriteJsonAsync(Stream stream, JsonSerializerOptions json, CancellationToken cancel);

    /// <summary>As a table for a spreadsheet: a text that would be a formula there gets an apostrophe before it.</summary>
    public abstract Task WriteCsvAsync(Stream stream, CancellationToken cancel);

    private sealed class Rows<T>(string name, Func<IAsyncEnumerable<T>> rows) : PersonalTable(name)
    {
        private static readonly PropertyInfo[] Columns = typeof(T).GetProperties(
            BindingFlags.Public | BindingFlags.Instance
        );

        public override Task WriteJsonAsync(Stream stream, JsonSerializerOptions json, CancellationToken cancel) =>
            JsonSerializer.SerializeAsync(stream, rows(), json, cancel);

        public override async Task WriteCsvAsync(Stream stream, CancellationToken cancel)
        {
            var form = CsvWriterOptions.Default with
            {
                // Spreadsheets take a file without the mark for one in the code page of the house.
                WriteByteOrderMark = true,
                Injection = CsvInjection.Escape,
            };
            await using var csv = CsvWriter.Create(stream, form, leaveOpen: true);
            await csv.WriteRecordAsync(
                [.. Columns.Select(c => JsonNamingPolicy.CamelCase.ConvertName(c.Name))],
                cancel
            );
            await foreach (var row in rows().WithCancellation(cancel))
            {
                foreach (var column in Columns)
                    Write(csv, column.GetValue(row));
                await csv.EndRecordAsync(cancel);
            }
        }

        private static void Write(CsvWriter csv, object? value)
        {
            switch (value)
            {
                case DateTimeOffset time:
                    csv.WriteField(time, "O");
                    break;
                case long number:
                    csv.WriteField(number, "", CultureInfo.InvariantCulture);
                    break;
                case int number:
                    csv.WriteField(number, "", CultureInfo.InvariantCulture);
                    break;
                case bool isTrue:
                    csv.WriteField(isTrue ? "true" : "false");
                    break;
                case Enum word:
                    csv.WriteField(JsonNamingPolicy.CamelCase.ConvertName(word.ToString()));
                    break;
                default:
                    csv.WriteField((string?)value);
                    break;
            }
        }
    }
}
