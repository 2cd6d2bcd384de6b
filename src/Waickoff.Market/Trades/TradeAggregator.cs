using Waickoff.Analysis.Candles;

namespace Waickoff.Market.Trades;

/// <summary>
/// Folds trades into candles with taker volume. Sums are exact decimals; only the finished candle is in doubles.
/// </summary>
/// <remarks>
/// A candle is complete with the first trade of a later one. The first is partial unless the trades are known to begin at its
/// open; so is one in or beside which trade numbers are missing. A timeframe without a trade has no candle: what the venue then writes, a flat one, is not in the trades.
/// </remarks>
public sealed class TradeAggregator
{
    private readonly Timeframe timeframe;
    private readonly long completeFromMs;
    private Trade last;
    private (long OpenTimeMs, decimal Open, decimal High, decimal Low, decimal Bought, decimal Sold) forming;
    private bool isPartial;
    private long firstId;
    private (int Count, decimal Bought, decimal Sold) total;

    /// <summary>Starts without trades.</summary>
    /// <param name="timeframe">The length of a candle.</param>
    /// <param name="completeFromMs">The time from which no trade is missing; null when that is not known.</param>
    public TradeAggregator(Timeframe timeframe, long? completeFromMs = null)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeframe.Minutes, 1, nameof(timeframe));
        this.timeframe = timeframe;
        this.completeFromMs = completeFromMs ?? long.MaxValue;
    }

    /// <summary>The sums over all trades so far.</summary>
    public TakerTotals Totals =>
        total.Count == 0
            ? default
            : new TakerTotals(total.Count, last.Id - firstId + 1 - total.Count, total.Bought, total.Sold);

    /// <summary>Takes the next trade; true when it is the first behind a candle, which is then complete.</summary>
    /// <exception cref="ArgumentException">The trade is not later than the one before it, or has no price or quantity.</exception>
    public bool Add(in Trade trade, out Candle completed)
    {
        if (total.Count > 0 && (trade.Id <= last.Id || trade.TimeMs < last.TimeMs))
            throw new ArgumentException($"Trade {trade.Id} must come after {last.Id}.", nameof(trade));
        if (trade.Price <= 0 || trade.Quantity <= 0)
            throw new ArgumentException($"Trade {trade.Id} must have a price and a quantity above 0.", nameof(trade));

        var isFirst = total.Count == 0;
        var openTimeMs = timeframe.Floor(trade.TimeMs);
        var isNew = isFirst || openTimeMs != forming.OpenTimeMs;
        var isTorn = !isFirst && trade.Id != last.Id + 1;
        isPartial |= isTorn;
        completed = isNew && !isFirst ? Complete() : default;
        if (isNew)
        {
            forming = (openTimeMs, trade.Price, trade.Price, trade.Price, 0, 0);
            isPartial = isFirst ? openTimeMs < completeFromMs : isTorn;
        }
        if (isFirst)
            firstId = trade.Id;
        Join(in trade);
        return isNew && !isFirst;
    }

    /// <summary>The candle that is still forming, as it would be if it closed now. It is partial, because more may come.</summary>
    /// <exception cref="InvalidOperationException">There was no trade yet.</exception>
    public Candle Forming =>
        total.Count > 0
            ? Complete() with
            {
                IsPartial = true,
            }
            : throw new InvalidOperationException("No trade was added yet.");

    private void Join(in Trade trade)
    {
        forming.High = Math.Max(forming.High, trade.Price);
        forming.Low = Math.Min(forming.Low, trade.Price);
        var (bought, sold) = trade.IsBuyerMaker ? (0m, trade.Quantity) : (trade.Quantity, 0m);
        forming.Bought += bought;
        forming.Sold += sold;
        total = (total.Count + 1, total.Bought + bought, total.Sold + sold);
        last = trade;
    }

    private Candle Complete() =>
        new(
            forming.OpenTimeMs,
            (double)forming.Open,
            (double)forming.High,
            (double)forming.Low,
            (double)last.Price,
            (double)(forming.Bought + forming.Sold),
            (double)forming.Bought
        )
        {
            IsPartial = isPartial,
        };
}
