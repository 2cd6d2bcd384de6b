using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Simulation;

/// <summary>Orders and positions of one simulation: what a strategy sees of itself, and where it leaves its orders.</summary>
public sealed class Book
{
    private readonly SimulationOptions options;
    private readonly FinerCandles finer;
    private readonly List<Trade> trades = [];
    private readonly List<EntryOrder> orders = [];
    private OpenPosition[] open;
    private int openCount;
    private double balance;
    private bool exitsLong;
    private bool exitsShort;

    internal Book(SimulationOptions options, FinerCandles finer)
    {
        (this.options, this.finer, balance) = (options, finer, options.InitialEquity);
        open = new OpenPosition[Math.Min(options.Positions, 16)];
    }

    /// <summary>The current candle.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>Equity at the last close: what is held counted at that close, in quote currency.</summary>
    public double Equity { get; private set; }

    /// <summary>How many positions are open.</summary>
    public int OpenCount => openCount;

    /// <summary>Orders that were not filled: no room, the open already beyond the stop or the target, or nothing to buy with.</summary>
    public int DroppedOrders { get; private set; }

    internal List<Trade> Trades => trades;

    /// <summary>False while the candles only warm up; orders are then forgotten.</summary>
    internal bool IsTrading { get; set; }

    /// <summary>Whether a position of a side is open.</summary>
    public bool Holds(Side side)
    {
        for (var i = 0; i < openCount; i++)
        {
            if (open[i].Side == side)
                return true;
        }
        return false;
    }

    /// <summary>Orders an entry at the next open.</summary>
    public void Enter(in EntryOrder order)
    {
        if (order.Side == Side.None)
            throw new ArgumentException("An order is bullish or bearish.", nameof(order));
        if (IsTrading)
            orders.Add(order);
    }

    /// <summary>Orders the close of all positions of a side at the next open.</summary>
    public void Exit(Side side)
    {
        exitsLong |= side == Side.Bullish;
        exitsShort |= side == Side.Bearish;
    }

    /// <summary>Fills what was ordered, then lets the candle act on what is open; returns the equity at its close.</summary>
    internal double Advance(in Candle candle, int index)
    {
        Index = index;
        if (exitsLong | exitsShort)
            FillExits(in candle);
        if (orders.Count > 0)
            FillEntries(in candle);
        for (var i = 0; i < openCount; )
        {
            if (Act(ref open[i], in candle))
                RemoveAt(i);
            else
                i++;
        }
        Equity = balance + Unrealised(candle.Close);
        return Equity;
    }

    /// <summary>Closes what is open at the last close.</summary>
    internal double End(in Candle last)
    {
        while (openCount > 0)
        {
            Close(ref open[0], open[0].Left, AtMarket(last.Close, -open[0].Sign), ExitReason.End);
            RemoveAt(0);
        }
        return Equity = balance;
    }

    private double Unrealised(double price)
    {
        var sum = 0.0;
        for (var i = 0; i < openCount; i++)
            sum += open[i].Unrealised(price);
        return sum;
    }

    private void FillExits(in Candle candle)
    {
        for (var i = 0; i < openCount; )
        {
            if (open[i].Sign > 0 ? exitsLong : exitsShort)
            {
                Close(ref open[i], open[i].Left, AtMarket(candle.Open, -open[i].Sign), ExitReason.Rule);
                RemoveAt(i);
            }
            else
                i++;
        }
        (exitsLong, exitsShort) = (false, false);
    }

    private void FillEntries(in Candle candle)
    {
        foreach (var order in orders)
        {
            if (!TryOpen(in order, in candle))
                DroppedOrders++;
        }
        orders.Clear();
    }

    private bool TryOpen(in EntryOrder order, in Candle candle)
    {
        if (openCount >= options.Positions)
            return false;
        var sign = order.Side.Sign();
        var price = AtMarket(candle.Open, sign);
        if (sign * (candle.Open - order.Stop) <= 0)
            return false;
        var equity = balance + Unrealised(candle.Open);
        var room = options.GreatestLeverage * equity;
        for (var i = 0; i < openCount; i++)
            room -= open[i].Left * candle.Open;
        var quantity = Math.Min(options.Size.Of(equity, price, order.Stop), room / price);
        if (!(quantity > 0))
            return false;
        var targets = PricesOf(in order, price, sign);
        if (targets is not null && sign * (targets[0] - candle.Open) <= 0)
            return false;
        var fee = options.FeeShare * price * quantity;
        balance -= fee;
        if (openCount == open.Length)
            Array.Resize(ref open, open.Length * 2);
        open[openCount++] = new OpenPosition
        {
            Side = order.Side,
            Sign = sign,
            EntryIndex = Index,
            SetupIndex = order.SetupIndex,
            Horizon = order.HorizonCandles > 0 ? order.HorizonCandles : int.MaxValue,
            EntryPrice = price,
            Stop = order.Stop,
            Quantity = quantity,
            Left = quantity,
            Fees = fee,
            Targets = order.Targets,
            TargetPrices = targets,
        };
        return true;
    }

    private static double[]? PricesOf(in EntryOrder order, double entry, int sign)
    {
        if (order.Targets is not { Length: > 0 } targets)
            return null;
        var prices = new double[targets.Length];
        for (var i = 0; i < prices.Length; i++)
            prices[i] =
                targets[i].Unit == TargetUnit.Price
                    ? targets[i].Value
                    : entry + (sign * targets[i].Value * Math.Abs(entry - order.Stop));
        return prices;
    }

    /// <summary>Lets a candle act on a position; true when it is closed.</summary>
    private bool Act(ref OpenPosition position, in Candle candle)
    {
        var sign = position.Sign;
        var (best, worst) = sign > 0 ? (candle.High, candle.Low) : (-candle.Low, -candle.High);
        var stop = sign * position.Stop;
        var start = sign * candle.Open;
        if (start <= stop)
            return CloseAll(ref position, AtMarket(candle.Open, -sign), ExitReason.Stop);
        var isStopHit = worst <= stop;
        while (sign * position.TargetPrice is var target && best >= target)
        {
            // A target that the open lies beyond was filled before anything else could happen.
            if (start < target && isStopHit && !IsTargetFirst(in position, in candle))
                break;
            if (TakeTarget(ref position, sign * Math.Max(start, target)))
                return true;
        }
        if (isStopHit)
            return CloseAll(ref position, AtMarket(position.Stop, -sign), ExitReason.Stop);
        return Index - position.EntryIndex + 1 >= position.Horizon
            && CloseAll(ref position, AtMarket(candle.Close, -sign), ExitReason.Horizon);
    }

    private bool IsTargetFirst(in OpenPosition position, in Candle candle) =>
        finer.IsTargetFirst(candle.OpenTimeMs, position.Sign, position.Stop, position.TargetPrice);

    private bool TakeTarget(ref OpenPosition position, double price)
    {
        var share = position.Targets![position.NextTarget].Share;
        var quantity = Math.Min(position.Left, share * position.Quantity);
        // Shares such as 0.1 do not add up to 1 exactly: a rest of a billionth is none.
        if (position.Left - quantity <= 1e-9 * position.Quantity)
            return CloseAll(ref position, price, ExitReason.Target);
        position.NextTarget++;
        Take(ref position, quantity, price);
        return false;
    }

    private bool CloseAll(ref OpenPosition position, double price, ExitReason reason)
    {
        Close(ref position, position.Left, price, reason);
        return true;
    }

    private void Close(ref OpenPosition position, double quantity, double price, ExitReason reason)
    {
        Take(ref position, quantity, price);
        var profit = (position.Sign * (position.ExitValue - (position.EntryPrice * position.Quantity))) - position.Fees;
        var risk = Math.Abs(position.EntryPrice - position.Stop) * position.Quantity;
        trades.Add(
            new Trade(
                position.Side,
                position.EntryIndex,
                Index,
                position.EntryPrice,
                position.ExitValue / position.Quantity,
                position.Quantity,
                position.Stop,
                position.Fees,
                profit,
                profit / risk,
                reason,
                position.SetupIndex
            )
        );
    }

    private void Take(ref OpenPosition position, double quantity, double price)
    {
        var fee = options.FeeShare * price * quantity;
        balance += (position.Sign * quantity * (price - position.EntryPrice)) - fee;
        position.Fees += fee;
        position.ExitValue += price * quantity;
        position.Left -= quantity;
    }

    /// <summary>A price at the market, worse by the slippage for one who buys (+1) or sells (-1).</summary>
    private double AtMarket(double price, int sign) => price * (1 + (sign * options.SlippageShare));

    private void RemoveAt(int place)
    {
        openCount--;
        Array.Copy(open, place + 1, open, place, openCount - place);
    }
}
