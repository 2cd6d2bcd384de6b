using System.Collections.Concurrent;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;

namespace Waickoff.Analyst.Models.Claude;

/// <summary>
/// How calls are tried again: at most twice, only for faults that pass, out of an allowance that successes refill, so that a provider in
/// trouble is not asked three times as often. A model that fails again and again is left alone for a moment.
/// </summary>
internal sealed class ModelGates(AnalystOptions options, TimeProvider time)
{
    private const int MostRetries = 2;
    private const int FailuresToPause = 10;
    private const int PauseSeconds = 15;

    private readonly ConcurrentDictionary<string, ResiliencePipeline> gates = new(StringComparer.Ordinal);
    private readonly RetryAllowance allowance = new();

    /// <summary>Makes a call of a model, again where that helps.</summary>
    /// <exception cref="ModelFault">It came to nothing.</exception>
    public async Task<TCall> TryAsync<TCall>(
        string model,
        Func<CancellationToken, Task<TCall>> call,
        CancellationToken cancel
    )
    {
        var gate = gates.GetOrAdd(model, _ => Build());
        try
        {
            var made = await gate.ExecuteAsync(async token => await call(token), cancel);
            allowance.Refill();
            return made;
        }
        catch (BrokenCircuitException e)
        {
            throw new ModelFault(FaultKind.Paused, "The model failed too often a moment ago.", e);
        }
    }

    private ResiliencePipeline Build() =>
        new ResiliencePipelineBuilder { TimeProvider = time }
            .AddRetry(
                new RetryStrategyOptions
                {
                    MaxRetryAttempts = MostRetries,
                    Delay = TimeSpan.FromMilliseconds(300),
                    BackoffType = DelayBackoffType.Exponential,
                    UseJitter = true,
                    ShouldHandle = a =>
                        ValueTask.FromResult(
                            a.AttemptNumber < MostRetries
                                && a.Outcome.Exception is ModelFault fault
                                && MayPass(fault)
                                && allowance.Take()
                        ),
                    DelayGenerator = a =>
                        ValueTask.FromResult(
                            (a.Outcome.Exception as ModelFault)?.RetryAfter is { } wait ? wait : (TimeSpan?)null
                        ),
                }
            )
            .AddCircuitBreaker(
                new CircuitBreakerStrategyOptions
                {
                    FailureRatio = 0.5,
                    MinimumThroughput = FailuresToPause,
                    SamplingDuration = TimeSpan.FromSeconds(60),
                    BreakDuration = TimeSpan.FromSeconds(PauseSeconds),
                    ShouldHandle = a =>
                        ValueTask.FromResult(
                            a.Outcome.Exception
                                is ModelFault { Kind: FaultKind.Unavailable or FaultKind.Silent or FaultKind.Malformed }
                        ),
                }
            )
            .Build();

    private bool MayPass(ModelFault fault) =>
        fault.Kind switch
        {
            // Without a time to wait it is the limit of the bill, which does not pass.
            FaultKind.RateLimited => fault.RetryAfter is { } wait
                && wait <= TimeSpan.FromSeconds(options.LongestRetryAfterSeconds),
            FaultKind.Unavailable => fault.RetryAfter is not { } wait
                || wait <= TimeSpan.FromSeconds(options.LongestRetryAfterSeconds),
            FaultKind.Malformed => true,
            FaultKind.Cut
            or FaultKind.Silent
            or FaultKind.KeyRefused
            or FaultKind.RequestRefused
            or FaultKind.Declined
            or FaultKind.Paused
            or FaultKind.OutOfCalls => false,
        };

    /// <summary>Two retries in hand, a tenth of one for each success, ten at most.</summary>
    private sealed class RetryAllowance
    {
        private const int One = 10;
        private readonly Lock gate = new();
        private int tenths = 2 * One;

        public bool Take()
        {
            lock (gate)
            {
                if (tenths < One)
                    return false;
                tenths -= One;
                return true;
            }
        }

        public void Refill()
        {
            lock (gate)
                tenths = Math.Min(tenths + 1, 10 * One);
        }
    }
}
