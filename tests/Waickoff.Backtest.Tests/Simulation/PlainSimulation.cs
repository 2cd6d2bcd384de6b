using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.Tests.Simulation;

/// <summary>
/// The rules of a simulation once more, written from their text and apart from the product: every signal is an array over all candles,
/// every fill a row of cash, and the equity of a candle is added up anew from all rows.
/// </summary>
internal sealed class PlainSimulation(
    Candle[] candles,
    double fee,
    double slip,
    int most,
    double leverage,
    Candle[] finer
)
{
    private readonly List<Held> all = [];
    private readonly List<(int Index, double Amount)> cash = [];

    public required Func<double, double, double, double> Quantity { get; init; }

    public List<Held> Closed => [.. all.Where(h => h.Last is not null).OrderBy(h => h.Order)];

    public double[] Equity { get; private set; } = [];

    /// <param name="entries">Orders made at the close of a candle.</param>
    /// <param name="exits">For each candle +1 to close what was bought, -1 what was sold, at the next open.</param>
    public void Run(List<Wish>[] entries, int[] exits)
    {
        Equity = new double[candles.Length];
        for (var t = 0; t < candles.Length; t++)
        {
            var c = candles[t];
            if (t > 0)
            {
                foreach (var held in all.Where(h => h.IsOpen && h.Sign == exits[t - 1]))
                    Sell(held, t, 1, c.Open * (1 - held.Sign * slip), "Rule");
                foreach (var wish in entries[t - 1])
                    Buy(wish, t, c.Open);
            }
            foreach (var held in all.Where(h => h.IsOpen))
                Live(held, t, c);
            Equity[t] = Worth(t, c.Close);
        }
        var end = candles.Length - 1;
        foreach (var held in all.Where(h => h.IsOpen))
            Sell(held, end, 1, candles[end].Close * (1 - held.Sign * slip), "End");
        Equity[end] = Worth(end, candles[end].Close);
    }

    private int order;

    private double Worth(int t, double price) =>
        10_000
        + cash.Where(row => row.Index <= t).Sum(row => row.Amount)
        + all.Where(h => h.IsOpen).Sum(h => h.Sign * h.Quantity * h.ShareLeft * (price - h.Entry));

    private void Buy(Wish wish, int t, double open)
    {
        var price = open * (1 + wish.Sign * slip);
        if (all.Count(h => h.IsOpen) >= most || (wish.Sign > 0 ? open <= wish.Stop : open >= wish.Stop))
            return;
        var worth = Worth(t, open);
        var free = (leverage * worth) - all.Where(h => h.IsOpen).Sum(h => h.Quantity * h.ShareLeft * open);
        var quantity = Math.Min(Quantity(worth, price, wish.Stop), free / price);
        if (quantity <= 0 || double.IsNaN(quantity))
            return;
        var targets = wish.Multiples.Select(m => price + wish.Sign * m * Math.Abs(price - wish.Stop)).ToArray();
        all.Add(new Held(wish.Sign, t, price, quantity, wish.Stop, targets, wish.Shares, wish.Horizon));
        cash.Add((t, -fee * price * quantity));
    }

    private void Live(Held held, int t, Candle c)
    {
        var s = held.Sign;
        if (s * c.Open <= s * held.Stop)
        {
            Sell(held, t, 1, c.Open * (1 - s * slip), "Stop");
            return;
        }
        var reachesStop = s > 0 ? c.Low <= held.Stop : c.High >= held.Stop;
        while (held.IsOpen && held.Next < held.Targets.Length)
        {
            var target = held.Targets[held.Next];
            if (!(s > 0 ? c.High >= target : c.Low <= target))
                break;
            var passedAtOpen = s * c.Open >= s * target;
            if (reachesStop && !passedAtOpen && !FinerSaysTarget(c, s, held.Stop, target))
                break;
            var isLast = held.Shares.Take(held.Next + 1).Sum() > 1 - 1e-9;
            Sell(held, t, isLast ? 1 : held.Shares[held.Next], passedAtOpen ? c.Open : target, "Target");
            held.Next++;
        }
        if (held.IsOpen && reachesStop)
            Sell(held, t, 1, held.Stop * (1 - s * slip), "Stop");
        if (held.IsOpen && held.Horizon > 0 && t - held.Opened + 1 >= held.Horizon)
            Sell(held, t, 1, c.Close * (1 - s * slip), "Horizon");
    }

    private bool FinerSaysTarget(Candle c, int s, double stop, double target)
    {
        foreach (var f in finer.Where(f => f.OpenTimeMs >= c.OpenTimeMs && f.OpenTimeMs < c.OpenTimeMs + 900_000))
        {
            if (s > 0 ? f.Low <= stop : f.High >= stop)
                return false;
            if (s > 0 ? f.High >= target : f.Low <= target)
                return true;
        }
        return false;
    }

    /// <summary>Sells a share of the first quantity, at most what is left; 1 is all of it.</summary>
    private void Sell(Held held, int t, double share, double price, string reason)
    {
        var part = share >= 1 ? held.ShareLeft : Math.Min(share, held.ShareLeft);
        var quantity = part * held.Quantity;
        cash.Add((t, (held.Sign * quantity * (price - held.Entry)) - (fee * price * quantity)));
        held.Sold.Add((part, price));
        held.ShareLeft = share >= 1 ? 0 : held.ShareLeft - part;
        if (held.ShareLeft <= 0)
            (held.Last, held.Reason, held.Order) = (t, reason, order++);
    }

    internal sealed record Wish(int Sign, double Stop, double[] Multiples, double[] Shares, int Horizon);

    internal sealed record Held(
        int Sign,
        int Opened,
        double Entry,
        double Quantity,
        double Stop,
        double[] Targets,
        double[] Shares,
        int Horizon
    )
    {
        public double ShareLeft { get; set; } = 1;
        public int Next { get; set; }
        public int? Last { get; set; }
        public string Reason { get; set; } = "";
        public int Order { get; set; }
        public List<(double Share, double Price)> Sold { get; } = [];
        public bool IsOpen => Last is null;
        public double Exit => Sold.Sum(x => x.Share * x.Price);

        public double Profit(double fee) => Quantity * ((Sign * (Exit - Entry)) - (fee * (Entry + Exit)));
    }
}
