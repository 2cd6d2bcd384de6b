using System.Globalization;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>The evidence of a session: that of its opening briefing and what later turns added, each with the id it was given.</summary>
/// <remarks>
/// Two turns at one time, from two windows, give the same ids to different numbers: the one that is later in the history is left out of the
/// prompt, for its text would mean something else. A turn that was taken out of the history leaves a hole, whose ids name nothing.
/// </remarks>
internal static class SessionBook
{
    /// <summary>The book, and the turns whose ids mean what they say in it.</summary>
    public static (EvidenceBook Book, IReadOnlyList<TurnMemory> Turns) Of(TurnRequest request)
    {
        var opening = request.Opening;
        var known = opening.Evidence.ToList();
        var turns = new List<TurnMemory>(request.History.Count);
        foreach (var turn in request.History)
        {
            if (turn.Evidence.Count > 0 && !TryAdd(known, turn.Evidence))
                continue;
            turns.Add(turn);
        }
        var format = new NumberFormat(request.Current.Language, opening.PriceDecimals);
        return (EvidenceBook.OfSession(opening.Symbol, format, known, request.Current.Analysis.AsOfMs), turns);
    }

    private static bool TryAdd(List<Evidence> known, IReadOnlyList<Evidence> added)
    {
        if (NumberOf(added[0]) is not { } first || first <= known.Count)
            return false;
        for (var i = 0; i < added.Count; i++)
            if (NumberOf(added[i]) != first + i)
                return false;
        while (known.Count + 1 < first)
            known.Add(EvidenceBook.Nothing(known.Count + 1));
        known.AddRange(added);
        return true;
    }

    private static int? NumberOf(Evidence evidence) =>
        evidence.Id.StartsWith('e')
        && int.TryParse(evidence.Id.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number < 1_000_000
            ? number
            : null;
}
