using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Backtest.Setups;

namespace Waickoff.Backtest.Strategies;

/// <summary>What the rules of one strategy read: the detectors, indicators and setups they name, each folded once.</summary>
internal sealed class RuleMarket
{
    private readonly Dictionary<string, Indicator> indicators = [];
    private readonly List<SetupRule> setups = [];
    private readonly List<Setup> setupKinds = [];
    private readonly List<SetupSignal> signals = [];
    private Indicator[] folded = [];
    private MarketParts parts;
    private int restarts;

    /// <summary>The candles and detectors; null while nothing but prices and indicators is read.</summary>
    public MarketFold? Fold { get; private set; }

    /// <summary>The last closed candle.</summary>
    public Candle Current { get; private set; }

    /// <summary>Its place.</summary>
    public int Index { get; private set; } = -1;

    /// <summary>What the setups found at the last candle.</summary>
    public ReadOnlySpan<SetupSignal> Signals => System.Runtime.InteropServices.CollectionsMarshal.AsSpan(signals);

    public void Want(MarketParts more) => parts |= more;

    /// <summary>The place of a setup among those that are folded.</summary>
    public int Want(Setup setup)
    {
        var place = setupKinds.IndexOf(setup);
        if (place >= 0)
            return place;
        setupKinds.Add(setup);
        setups.Add(SetupRules.Create(setup));
        parts |= setups[^1].Parts;
        return setups.Count - 1;
    }

    /// <summary>An indicator by what tells it from others; the same for the same key.</summary>
    public Indicator Want(string key, Timeframe timeframe, Func<Timeframe, IIndicator<double>> create)
    {
        if (!indicators.TryGetValue(key, out var indicator))
            indicators[key] = indicator = new Indicator(create, timeframe);
        return indicator;
    }

    /// <summary>Called once all rules have said what they read.</summary>
    public void Start(Timeframe timeframe)
    {
        folded = [.. indicators.Values];
        if (parts != MarketParts.None)
            Fold = new MarketFold(timeframe, parts);
    }

    public void Add(in Candle closed, int index)
    {
        Current = closed;
        Index = index;
        foreach (var indicator in folded)
            indicator.Add(in closed);
        if (Fold is null)
            return;
        Fold.Add(in closed);
        signals.Clear();
        for (var i = 0; i < setups.Count; i++)
            setups[i].Read(Fold, i, signals);
        HasRestarted = restarts != Fold.Restarts;
        restarts = Fold.Restarts;
    }

    /// <summary>True at the candle behind a hole of more than 20.</summary>
    public bool HasRestarted { get; private set; }
}

/// <summary>An indicator with its value at the last candle.</summary>
internal sealed class Indicator(Func<Timeframe, IIndicator<double>> create, Timeframe timeframe)
{
    private readonly IIndicator<double> indicator = create(timeframe);

    public double Value { get; private set; } = double.NaN;

    public void Add(in Candle closed)
    {
        indicator.Add(in closed, out var value);
        Value = value;
    }
}
