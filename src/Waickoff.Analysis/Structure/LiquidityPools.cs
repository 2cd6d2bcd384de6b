using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>The pools beyond equal pivots of one side, and what price does to them.</summary>
/// <param name="tape">The candles.</param>
/// <param name="log">Where findings go.</param>
/// <param name="side">The side pools argue for: bearish for highs.</param>
/// <param name="toleranceAtr">Two pivots closer than this, in ATR(200), are equal.</param>
internal sealed class LiquidityPools(Tape tape, FindingLog<LiquidityEvent> log, Side side, double toleranceAtr)
{
    private const int CandlesToStay = 3;

    /// <summary>+1 for highs: the direction in which a pool lies beyond its pivots.</summary>
    private readonly int outward = -side.Sign();
    private readonly PriceWatch pools = new(isBelow: side == Side.Bullish);
    private readonly List<Breach> breaches = [];
    private Swing last = new(Side.None, -1, -1, double.NaN, SwingLabel.None);

    /// <summary>Takes the next pivot of the side.</summary>
    public void Add(in Swing pivot)
    {
        var first = last;
        last = pivot;
        var distance = Math.Abs(pivot.Level - first.Level);
        if (!(distance < toleranceAtr * tape.Atr200))
            return;
        var level = outward * Math.Max(outward * pivot.Level, outward * first.Level);
        var kind = side == Side.Bearish ? LiquidityKind.EqualHighs : LiquidityKind.EqualLows;
        var inputs = new LiquidityInputs(
            pivot.Index - first.Index,
            distance / tape.Atr200,
            VolumeZ: double.NaN,
            Delta: double.NaN
        );
        var pool = new LiquidityEvent(
            side,
            kind,
            pivot.Index,
            tape.Index,
            level,
            SourceIndex: first.Index,
            Period: null,
            inputs
        );
        pools.Add(level, log.Add(in pool, hasLife: true));
    }

    /// <summary>Takes the next whole candle with its extreme on this side.</summary>
    public void Advance(double extreme, in Candle closed)
    {
        while (pools.TryPass(extreme, out var pool))
            breaches.Add(new Breach(pool, log[pool].Level, tape.Index, 0, extreme, tape.VolumeZ, 0));
        if (breaches.Count > 0)
            Settle(extreme, in closed);
    }

    private void Settle(double extreme, in Candle closed)
    {
        var told = double.NaN;
        var kept = 0;
        for (var i = 0; i < breaches.Count; i++)
        {
            var breach = breaches[i]
                .Add(outward * Math.Max(outward * extreme, outward * breaches[i].Extreme), closed.Delta);
            var isBack = outward * (closed.Close - breach.Level) <= 0;
            if (!isBack && breach.Candles < CandlesToStay)
            {
                breaches[kept++] = breach;
                continue;
            }
            // Pools of one price lie side by side, fall together, and are told once.
            if (breach.Level != told)
                Tell(in breach, isBack);
            told = breach.Level;
            log.Move(breach.Pool, isBack ? FindingState.Swept : FindingState.Run, tape.Index, isEnd: true);
        }
        breaches.RemoveRange(kept, breaches.Count - kept);
    }

    private void Tell(in Breach breach, bool isBack)
    {
        var pool = log[breach.Pool].Index;
        var beyond = Math.Abs(breach.Extreme - breach.Level);
        var inputs = new LiquidityInputs(breach.Index - pool, tape.InAtr(beyond), breach.VolumeZ, breach.Delta);
        log.Add(
            new LiquidityEvent(
                isBack ? side : side.Opposite(),
                isBack ? LiquidityKind.Sweep : LiquidityKind.Run,
                breach.Index,
                tape.Index,
                breach.Level,
                SourceIndex: pool,
                Period: null,
                inputs
            )
        );
    }

    /// <summary>A pool that price is beyond: since when, how far, and with what delta.</summary>
    private readonly record struct Breach(
        int Pool,
        double Level,
        int Index,
        int Candles,
        double Extreme,
        double VolumeZ,
        double Delta
    )
    {
        public Breach Add(double extreme, double delta) =>
            this with
            {
                Candles = Candles + 1,
                Extreme = extreme,
                Delta = Delta + delta,
            };
    }
}
