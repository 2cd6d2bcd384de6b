using System.ComponentModel.DataAnnotations;

namespace Waickoff.Server.Backtests;

/// <summary>How backtests run, as configured under <c>Backtests</c>.</summary>
internal sealed class BacktestOptions
{
    /// <summary>Backtests that are computed at once in one process, each on one core; 0 where other processes are to do it.</summary>
    [Range(0, 64)]
    public int Workers { get; set; } = 1;

    /// <summary>How long a process answers for the part it computes without saying so again; then another takes it over.</summary>
    public TimeSpan Lease { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long a result is kept.</summary>
    public TimeSpan Kept { get; set; } = TimeSpan.FromDays(30);

    /// <summary>Backtests of one person that wait or run.</summary>
    [Range(1, 1_000)]
    public int MostWaiting { get; set; } = 5;

    /// <summary>Backtests of all people that wait or run.</summary>
    [Range(1, 100_000)]
    public int MostQueued { get; set; } = 200;

    /// <summary>Points of a sweep, over all its markets.</summary>
    [Range(1, 10_000)]
    public int MostPoints { get; set; } = 2_000;

    /// <summary>Candles of a period; five years of 1m are 2,629,440.</summary>
    [Range(100, 10_000_000)]
    public int MostCandles { get; set; } = 3_000_000;

    /// <summary>Candles of a sweep: those of its period times its points.</summary>
    [Range(100, 1_000_000_000_000)]
    public long MostWork { get; set; } = 1_000_000_000;

    /// <summary>Markets of a sweep.</summary>
    public const int MostSymbols = 10;

    /// <summary>Results of one person that are kept; the oldest go first.</summary>
    public const int MostKept = 50;

    /// <summary>Candles before a period that are read to warm up.</summary>
    public const int WarmUpCandles = 5_000;
}
