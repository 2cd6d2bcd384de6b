using System.Data;
using System.Data.Common;
using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Storage;

/// <summary>Commands and parameters in one line each.</summary>
internal static class StoreCommands
{
    public static DbCommand Command(this DbConnection connection, string sql)
    {
        var command = connection.CreateCommand();
#pragma warning disable CA2100 // Every text is a constant, or built of constants and numbers.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command;
    }

    public static DbCommand With(this DbCommand command, SeriesName series)
    {
        command.Parameter("venue", DbType.String, series.Venue);
        command.Parameter("symbol", DbType.String, series.Symbol);
        return command.With("minutes", series.Timeframe.Minutes);
    }

    public static DbCommand With(this DbCommand command, string name, long value)
    {
        command.Parameter(name, DbType.Int64, value);
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, double value)
    {
        command.Parameter(name, DbType.Double, value);
        return command;
    }

    public static DbCommand With(this DbCommand command, string name, string value)
    {
        command.Parameter(name, DbType.String, value);
        return command;
    }

    public static DbParameter Parameter(this DbCommand command, string name, DbType type, object value)
    {
        var parameter = command.CreateParameter();
        parameter.ParameterName = name;
        parameter.DbType = type;
        parameter.Value = value;
        command.Parameters.Add(parameter);
        return parameter;
    }

    public static async Task RunAsync(this DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.Command(sql);
        await command.ExecuteNonQueryAsync(cancel);
    }

    public static async Task<long> NumberAsync(this DbConnection connection, string sql, CancellationToken cancel)
    {
        await using var command = connection.Command(sql);
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancel), null);
    }

    /// <summary>The name in the first three columns.</summary>
    public static SeriesName Series(this DbDataReader row) =>
        new(row.GetString(0), row.GetString(1), new Timeframe((int)row.GetInt64(2)));
}
