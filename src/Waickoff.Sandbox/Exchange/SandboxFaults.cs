namespace Waickoff.Sandbox.Exchange;

/// <summary>The faults that are switched on. Several can be at once; all of it may be called from any thread.</summary>
public sealed class SandboxFaults
{
    private readonly Lock gate = new();
    private readonly Dictionary<SandboxFault, Active> active = [];
    private readonly Dictionary<SandboxFault, int> struck = [];
    private readonly SandboxClock clock;
    private readonly int seed;
    private Random random;

    internal SandboxFaults(SandboxClock clock, int seed)
    {
        (this.clock, this.seed) = (clock, seed);
        random = new Random(seed);
    }

    /// <summary>Told when all streams are to break.</summary>
    internal event Action? Dropped;

    /// <summary>Switches a fault on, or changes when it strikes.</summary>
    public void Set(SandboxFault fault, FaultSetting? setting = null)
    {
        lock (gate)
            active[fault] = new Active(setting ?? new FaultSetting(), clock.NowMs) { Left = setting?.Times };
    }

    /// <summary>Switches a fault on for the next requests or messages.</summary>
    public void Set(SandboxFault fault, int times) => Set(fault, new FaultSetting { Times = times });

    /// <summary>Switches a fault off.</summary>
    public void Clear(SandboxFault fault)
    {
        lock (gate)
            active.Remove(fault);
    }

    /// <summary>Switches all faults off and draws anew from the seed.</summary>
    public void Clear()
    {
        lock (gate)
        {
            active.Clear();
            random = new Random(seed);
        }
    }

    /// <summary>How often a fault has struck.</summary>
    public int Count(SandboxFault fault)
    {
        lock (gate)
            return struck.GetValueOrDefault(fault);
    }

    /// <summary>Breaks all WebSocket connections that are open, without a word.</summary>
    public void DropConnections() => Dropped?.Invoke();

    /// <summary>True when a fault strikes now, which uses up one of its times.</summary>
    internal bool Strikes(SandboxFault fault, SandboxVenue venue, string? symbol, out FaultSetting setting)
    {
        lock (gate)
        {
            setting = new FaultSetting();
            if (!active.TryGetValue(fault, out var found) || !Concerns(found.Setting, venue, symbol) || found.Left == 0)
                return false;
            setting = found.Setting;
            if (setting.Probability < 1 && random.NextDouble() >= setting.Probability)
                return false;
            found.Left--;
            struck[fault] = struck.GetValueOrDefault(fault) + 1;
            return true;
        }
    }

    internal bool Strikes(
        SandboxFault fault,
        SandboxVenue venue,
        SandboxEndpoint endpoint,
        string? symbol,
        out FaultSetting setting
    )
    {
        setting = new FaultSetting();
        lock (gate)
        {
            if (
                !active.TryGetValue(fault, out var found)
                || (found.Setting.Endpoint ?? SandboxEndpoint.Candles) != endpoint
            )
                return false;
            return Strikes(fault, venue, symbol, out setting);
        }
    }

    /// <summary>How a fault is set that may still strike at a venue; null where none is.</summary>
    internal FaultSetting? Setting(SandboxFault fault, SandboxVenue venue)
    {
        lock (gate)
            return
                active.TryGetValue(fault, out var found)
                && found.Left != 0
                && (found.Setting.Venue is null || found.Setting.Venue == venue)
                ? found.Setting
                : null;
    }

    /// <summary>Since when a symbol is not traded any more; null where it is.</summary>
    internal long? DelistedSince(SandboxVenue venue, string symbol)
    {
        lock (gate)
        {
            if (!active.TryGetValue(SandboxFault.Delisted, out var found) || !Concerns(found.Setting, venue, symbol))
                return null;
            struck[SandboxFault.Delisted] = struck.GetValueOrDefault(SandboxFault.Delisted) + 1;
            return found.SinceMs;
        }
    }

    private static bool Concerns(FaultSetting setting, SandboxVenue venue, string? symbol) =>
        (setting.Venue is null || setting.Venue == venue) && (setting.Symbol is null || setting.Symbol == symbol);

    private sealed class Active(FaultSetting setting, long sinceMs)
    {
        public FaultSetting Setting { get; } = setting;

        public long SinceMs { get; } = sinceMs;

        public int? Left { get; set; }
    }
}
