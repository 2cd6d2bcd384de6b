using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Turns;

/// <summary>The evidence of a session: that of its opening briefing and what later turns added, each with the id it was given.</summary>
internal static class SessionBook
{
    public static EvidenceBook Of(TurnRequest request)
    {
        var opening = request.Opening;
        return EvidenceBook.OfSession(
            opening.Symbol,
            new NumberFormat(request.Current.Language, opening.PriceDecimals),
            opening.Evidence.Concat(request.History.SelectMany(h => h.Evidence))
        );
    }
}
