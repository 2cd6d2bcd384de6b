using System.Text;
using Waickoff.Sandbox.Model.Scripts;

namespace Waickoff.Sandbox.Model.Streaming;

/// <summary>Puts what is wrong into a row of events, and makes bytes of them.</summary>
internal sealed class FaultyEvents(StreamFaults faults, string requestId)
{
    private static readonly string[] AllLineEnds = ["\n", "\r\n", "\r"];
    private int lines;

    public IEnumerable<StreamEvent> Apply(IEnumerable<StreamEvent> events)
    {
        var place = 0;
        foreach (var original in events)
        {
            if (place == faults.ErrorAt)
            {
                yield return StreamEvent.Error(faults.ErrorType, requestId);
                yield break;
            }
            for (var i = 0; i < faults.PingsBetween; i++)
                yield return StreamEvent.Ping;
            if (place == faults.UnknownAt)
                yield return StreamEvent.Unknown;
            if (original.Name == "message_delta" && faults.IsEndMissing)
                yield break;
            if (original.Name == "message_stop" && faults.IsStopMissing)
                yield break;
            yield return place == faults.MalformedAt ? original with { Data = original.Data[..^1] + ",," } : original;
            if (place == faults.DuplicateAt)
                yield return original with
                {
                    Piece = null,
                };
            place++;
        }
    }

    /// <summary>What comes before the first event.</summary>
    public byte[] Opening() =>
        faults.GiantLineBytes > 0
            ? Encoding.UTF8.GetBytes($":{new string('x', faults.GiantLineBytes - 1)}{LineEnd()}{LineEnd()}")
            : [];

    public byte[] Bytes(in StreamEvent e) =>
        Encoding.UTF8.GetBytes($"event: {e.Name}{LineEnd()}data: {e.Data}{LineEnd()}{LineEnd()}");

    private string LineEnd() =>
        faults.LineEnds switch
        {
            LineEnds.Lf => "\n",
            LineEnds.CrLf => "\r\n",
            LineEnds.Cr => "\r",
            // A carriage return and then a line feed would be one end of line, not two: each event keeps to one kind.
            LineEnds.Mixed => AllLineEnds[lines++ / 3 % AllLineEnds.Length],
        };
}
