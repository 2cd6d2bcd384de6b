namespace Waickoff.Backtest.Setups;

/// <summary>The rule of one setup: a fold over what the detectors confirm.</summary>
/// <remarks>It reads the fold at its current candle and what it kept itself, so it knows nothing that came later.</remarks>
public abstract class SetupRule
{
    private int restarts;

    /// <summary>The detectors it reads.</summary>
    public abstract MarketParts Parts { get; }

    /// <summary>Reads the current candle of the fold, and adds what it completed.</summary>
    internal void Read(MarketFold fold, int number, List<SetupSignal> found)
    {
        if (restarts != fold.Restarts)
        {
            restarts = fold.Restarts;
            Forget();
        }
        Advance(fold, number, found);
    }

    /// <summary>The rule itself.</summary>
    protected abstract void Advance(MarketFold fold, int number, List<SetupSignal> found);

    /// <summary>Forgets what was kept, behind a long hole.</summary>
    protected virtual void Forget() { }
}
