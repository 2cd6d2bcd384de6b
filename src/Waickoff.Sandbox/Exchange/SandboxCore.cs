namespace Waickoff.Sandbox.Exchange;

/// <summary>What the servers of the two venues share.</summary>
internal sealed class SandboxCore
{
    public SandboxCore(SandboxExchangeOptions options, CancellationToken stop)
    {
        Options = options;
        Time = options.Time ?? TimeProvider.System;
        Clock = new SandboxClock(options.StartMs, Time);
        Faults = new SandboxFaults(Clock, options.Seed);
        Books = new SymbolBooks(options);
        Stop = stop;
    }

    public SandboxExchangeOptions Options { get; }

    /// <summary>Real time, for limits and slow answers.</summary>
    public TimeProvider Time { get; }

    public SandboxClock Clock { get; }

    public SandboxFaults Faults { get; }

    public SandboxTraffic Traffic { get; } = new();

    public SymbolBooks Books { get; }

    /// <summary>Ends when the exchange does.</summary>
    public CancellationToken Stop { get; }
}
