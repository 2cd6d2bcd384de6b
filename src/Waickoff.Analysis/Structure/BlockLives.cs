using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>Moves order blocks through their states. A candle that reaches no edge costs a few comparisons, however many blocks wait.</summary>
internal sealed class BlockLives(FindingLog<OrderBlock> log, bool mitigationByWick)
{
    private const int LifeCandles = 500;

    private readonly Queue<int> young = new();
    private readonly HashSet<int> mitigatedYoung = [];
    private readonly Queue<(int Number, int Deadline)> mitigated = new();
    private readonly OneSide falling = new(log, isBelow: true, mitigationByWick);
    private readonly OneSide rising = new(log, isBelow: false, mitigationByWick);

    public void Add(int number)
    {
        young.Enqueue(number);
        (log[number].Side == Side.Bullish ? falling : rising).Add(number);
    }

    public void Advance(in Candle closed, int index)
    {
        falling.Advance(closed.Low, closed.High, closed.Close, index, this);
        rising.Advance(closed.High, closed.Low, closed.Close, index, this);
        while (young.TryPeek(out var number) && log[number].ConfirmedIndex + LifeCandles <= index)
        {
            young.Dequeue();
            if (!mitigatedYoung.Remove(number))
                log.Move(number, FindingState.Expired, index, isEnd: true);
        }
        while (mitigated.TryPeek(out var late) && late.Deadline <= index)
            log.Settle(mitigated.Dequeue().Number);
    }

    private void Mitigate(int number, int index)
    {
        log.Move(number, FindingState.Mitigated, index);
        mitigatedYoung.Add(number);
        mitigated.Enqueue((number, index + LifeCandles));
    }

    /// <summary>
    /// The blocks that price enters by moving one way. Prices of blocks that ended stay in the watches until they are reached, and
    /// are then passed over.
    /// </summary>
    private sealed class OneSide(FindingLog<OrderBlock> log, bool isBelow, bool mitigationByWick)
    {
        private readonly PriceWatch nearEdges = new(isBelow);
        private readonly PriceWatch middles = new(isBelow);
        private readonly PriceWatch farEdges = new(isBelow);
        private readonly PriceWatch departures = new(isBelow);
        private readonly PriceWatch returns = new(!isBelow);

        public void Add(int number)
        {
            nearEdges.Add(log[number].Level, number);
            middles.Add(log[number].Midpoint, number);
            farEdges.Add(log[number].FarEdge, number);
        }

        public void Advance(double forward, double backward, double close, int index, BlockLives lives)
        {
            while (returns.TryReach(backward, out var number))
                Move(number, FindingState.Breaker, index, isEnd: true);
            while (nearEdges.TryReach(forward, out var number))
                Move(number, FindingState.Touched, index);
            while (middles.TryReach(forward, out var number))
                Move(number, FindingState.Half, index);
            while (farEdges.TryPass(mitigationByWick ? forward : close, out var number))
            {
                if (!log.IsOpen(number))
                    continue;
                lives.Mitigate(number, index);
                departures.Add(log[number].FarEdge, number);
            }
            // A wick mitigates without leaving the zone: only from a close beyond the far edge can price come back to it.
            while (departures.TryPass(close, out var number))
                returns.Add(log[number].FarEdge, number);
        }

        private void Move(int number, FindingState state, int index, bool isEnd = false)
        {
            if (log.IsOpen(number))
                log.Move(number, state, index, isEnd);
        }
    }
}
