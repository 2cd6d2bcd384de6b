using System.Text;
using Waickoff.Sandbox.Model.Requests;

namespace Waickoff.Sandbox.Model;

/// <summary>A call while it runs: what is told of it is written into the truth at each step.</summary>
internal sealed class OpenCall
{
    private const int MostKeptCharacters = 1 << 20;

    private readonly Lock gate = new();
    private readonly ModelTruth truth;
    private readonly TimeProvider time;
    private readonly TimeProvider pacer;
    private readonly StringBuilder text = new();
    private ModelCall state;
    private CachePlan? plan;
    private TokenMeter meter;
    private bool isUsOnly;
    private long outputBytes;
    private long thinkingBytes;

    public OpenCall(ModelTruth truth, TimeProvider time, TimeProvider pacer, Func<int, ModelCall> open)
    {
        (this.truth, this.time, this.pacer) = (truth, time, pacer);
        state = truth.Add(open);
    }

    public int Number => state.Number;

    public string RequestId => state.RequestId;

    /// <summary>The tokens of what was written so far.</summary>
    public long OutputTokens => meter.Tokens(outputBytes);

    /// <summary>Those of them that were thinking.</summary>
    public long ThinkingTokens => meter.Tokens(thinkingBytes);

    public void Understood(MessageRequest request, CachePlan cache, TokenMeter tokens, string script)
    {
        lock (gate)
        {
            (plan, meter, isUsOnly) = (cache, tokens, request.IsUsOnly);
            Set(state with { Model = request.Card.Id, Script = script });
        }
    }

    public void Planted(IReadOnlyList<string> untruths)
    {
        lock (gate)
            Set(state with { Planted = untruths });
    }

    /// <summary>The answer begins: from here on the prompt is billed, whatever comes.</summary>
    public void Begin()
    {
        lock (gate)
            Set(state with { Status = 200, BegunAt = pacer.GetUtcNow() });
    }

    /// <summary>Something was written.</summary>
    public void Wrote(string piece, long bytes, bool isThinking, bool isText)
    {
        outputBytes += bytes;
        if (isThinking)
            thinkingBytes += bytes;
        if (isText && text.Length < MostKeptCharacters)
            text.Append(piece);
    }

    /// <summary>The caller is gone.</summary>
    public void Gone()
    {
        lock (gate)
            if (state.End == CallEnd.Running)
                state = state with { ClientGoneAt = pacer.GetUtcNow() };
    }

    /// <summary>It is over; the first end counts.</summary>
    public void Finish(CallEnd end, int? status = null)
    {
        lock (gate)
        {
            if (state.End != CallEnd.Running)
                return;
            var isBilled = plan is not null && (state.BegunAt is not null || end == CallEnd.ClientGone);
            var usage = isBilled ? plan!.Usage with { Output = OutputTokens, Thinking = ThinkingTokens } : default;
            Set(
                state with
                {
                    End = end,
                    Status = status ?? state.Status,
                    EndedAt = pacer.GetUtcNow(),
                    // Whoever waited may hear of it before this call does.
                    ClientGoneAt =
                        end == CallEnd.ClientGone ? state.ClientGoneAt ?? pacer.GetUtcNow() : state.ClientGoneAt,
                    Usage = usage,
                    MicroUsd = isBilled ? plan!.Card.CostOf(usage, time.GetUtcNow(), isUsOnly) : 0,
                    Text = text.ToString(),
                }
            );
        }
    }

    private void Set(ModelCall changed)
    {
        state = changed;
        truth.Set(changed);
    }
}
