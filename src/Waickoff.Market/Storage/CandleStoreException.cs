using System.Data.Common;
using Waickoff.Analysis;

namespace Waickoff.Market.Storage;

/// <summary>The store cannot be used, or candles offered to it cannot be kept. The text is one line that names the store or the series.</summary>
/// <param name="where">The file, the database or the series.</param>
/// <param name="problem">What is wrong with it.</param>
/// <param name="cause">What the database said.</param>
public sealed class CandleStoreException(string where, LocalText problem, Exception? cause = null)
    : MarketInputException(LocalText.Of($"{where}: {problem.English}", $"{where}: {problem.Spanish}"), cause)
{
    /// <summary>The file, the database (without its password) or the series.</summary>
    public string Where { get; } = where;

    /// <summary>What is wrong with it.</summary>
    public LocalText Problem { get; } = problem;

    /// <summary>True when the database failed, so that the same call may work later; false when what was asked for is refused.</summary>
    public bool MayPass => InnerException is DbException;
}
