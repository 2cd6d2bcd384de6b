using System.Data.Common;

namespace Waickoff.Ledger;

/// <summary>Statements with named values (text or whole numbers) on the caller's connection and in its transaction.</summary>
internal static class LedgerCommands
{
    public static DbConnection OpenConnection(this DbTransaction transaction) =>
        transaction.Connection ?? throw new InvalidOperationException("The transaction has ended.");

    public static async Task<int> ExecuteAsync(
        this DbTransaction transaction,
        string sql,
        (string Name, object? Value)[] values,
        CancellationToken cancel
    )
    {
        await using var command = await PrepareAsync(transaction.OpenConnection(), transaction, sql, values, cancel);
        return await command.ExecuteNonQueryAsync(cancel);
    }

    public static Task<long> NumberAsync(
        this DbTransaction transaction,
        string sql,
        (string Name, object? Value)[] values,
        CancellationToken cancel
    ) => transaction.OpenConnection().FirstAsync(transaction, sql, values, row => row.GetInt64(0), cancel);

    /// <summary>The first row of the first result, or of that behind those to skip; the default value when it has none.</summary>
    public static async Task<T?> FirstAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values,
        Func<DbDataReader, T> read,
        CancellationToken cancel,
        int skip = 0
    )
    {
        await using var command = await PrepareAsync(connection, transaction, sql, values, cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        for (; skip > 0; skip--)
            await rows.NextResultAsync(cancel);
        var found = await rows.ReadAsync(cancel) ? read(rows) : default;
        // To the end: only then has every statement of the text run.
        while (await rows.NextResultAsync(cancel)) { }
        return found;
    }

    public static async Task<IReadOnlyList<T>> AllAsync<T>(
        this DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values,
        Func<DbDataReader, T> read,
        CancellationToken cancel
    )
    {
        await using var command = await PrepareAsync(connection, transaction, sql, values, cancel);
        await using var rows = await command.ExecuteReaderAsync(cancel);
        var found = new List<T>();
        while (await rows.ReadAsync(cancel))
            found.Add(read(rows));
        return found;
    }

    public static string? TextOrNull(this DbDataReader row, int column) =>
        row.IsDBNull(column) ? null : row.GetString(column);

    private static async Task<DbCommand> PrepareAsync(
        DbConnection connection,
        DbTransaction? transaction,
        string sql,
        (string Name, object? Value)[] values,
        CancellationToken cancel
    )
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Texts of this project; every value is a parameter.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.DbType = value is long or int ? System.Data.DbType.Int64 : System.Data.DbType.String;
            parameter.Value = value switch
            {
                null => DBNull.Value,
                int number => (long)number,
                _ => value,
            };
            command.Parameters.Add(parameter);
        }
        // PostgreSQL keeps the plan with the connection, also while it waits in a pool.
        if (values.Length > 0)
            await command.PrepareAsync(cancel);
        return command;
    }
}
