using System.Data;
using System.Data.Common;
using System.Runtime.CompilerServices;

namespace Waickoff.Server.TrackRecord;

/// <summary>Statements with named values (text, whole numbers, truths) on a connection, in a transaction where there is one.</summary>
internal static class RecordSql
{
    public static async Task<int> ExecuteAsync(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values,
        CancellationToken cancel
    )
    {
        await using var command = Command(connection, transaction, sql, values);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    /// <summary>The rows one by one, however many.</summary>
    public static async IAsyncEnumerable<T> RowsAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values,
        Func<DbDataReader, T> read,
        [EnumeratorCancellation] CancellationToken cancel
    )
    {
        await using var command = Command(connection, transaction, sql, values);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        while (await rows.ReadAsync(cancel))
            yield return read(rows);
    }

    private static DbCommand Command(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values
    )
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this slice; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = value is string or null ? DbType.String : DbType.Int64;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                bool truth => truth ? 1L : 0L,
                int number => (long)number,
                _ => value,
            };
            command.Parameters.Add(parameter);
        }
        return command;
    }
}
