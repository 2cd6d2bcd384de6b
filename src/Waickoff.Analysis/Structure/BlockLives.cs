using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Structure;

/// <summary>Moves order blocks through their states. A candle that reaches no edge costs a few comparisons, however many blocks wait.</summary>
internal sealed class BlockLives(FindingLog<OrderBlock> log, bool mitigationByWick)
{
    private const int LifeCandles = 500;

    /// <summary>Blocks up to 500 candles old, and up to 500 candles after mitigation, each with the candle that ends its time.</summary>
    private readonly Queue<(int Number, int Deadline)> young = new();
    private readonly Queue<(int Number, int Deadline)> mitigated = new();
    private readonly HashSet<int> youngMitigated = [];
    private readonly OneSide falling = new(log, isBelow: true, mitigationByWick);
    private readonly OneSide rising = new(log, isBelow: false, mitigationByWick);
    private int nextDeadline = int.MaxValue;

    public void Add(int number)
    {
        Await(young, number, log[number].ConfirmedIndex + LifeCandles);
        (log[number].Side == Side.Bullish ? falling : rising).Add(number);
    }

    public void Advance(in Candle closed, int index)
    {
        falling.Advance(closed.Low, closed.High, closed.Close, index, this);
        rising.Advance(closed.High, closed.Low, closed.Close, index, this);
        if (index >= nextDeadline)
            End(index);
    }

    private void Mitigate(int number, int index)
    {
        log.Move(number, FindingState.Mitigated, index);
        youngMitigated.Add(number);
        Await(mitigated, number, index + LifeCandles);
    }

    private void Await(Queue<(int Number, int Deadline)> queue, int number, int deadline)
    {
        queue.Enqueue((number, deadline));
        nextDeadline = Math.Min(nextDeadline, deadline);
    }

    private void End(int index)
    {
        nextDeadline = int.MaxValue;
        while (TryTake(young, index, out var number))
        {
            if (!youngMitigated.Remove(number))
                log.Move(number, FindingState.Expired, index, isEnd: true);
        }
        while (TryTake(mitigated, index, out var number))
            log.Settle(number);
    }

    private bool TryTake(Queue<(int Number, int Deadline)> queue, int index, out int number)
    {
        var isDue = queue.TryPeek(out var first) && first.Deadline <= index;
        number = first.Number;
        if (isDue)
            queue.Dequeue();
        else if (queue.Count > 0)
            nextDeadline = Math.Min(nextDeadline, first.Deadline);
        return isDue;
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

        public void Add(int number) => nearEdges.Add(log[number].Level, number);

        public void Advance(double forward, double backward, double close, int index, BlockLives lives)
        {
            while (returns.TryReach(backward, out var number))
                TryMove(number, FindingState.Breaker, index, isEnd: true);
            // Each edge is waited for once the one before it was reached: one candle may reach them all.
            while (nearEdges.TryReach(forward, out var number))
            {
                if (TryMove(number, FindingState.Touched, index))
                    middles.Add(log[number].Midpoint, number);
            }
            while (middles.TryReach(forward, out var number))
            {
                if (TryMove(number, FindingState.Half, index))
                    farEdges.Add(log[number].FarEdge, number);
            }
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

        private bool TryMove(int number, FindingState state, int index, bool isEnd = false)
        {
            var isOpen = log.IsOpen(number);
            if (isOpen)
                log.Move(number, state, index, isEnd);
            return isOpen;
        }
    }
}
