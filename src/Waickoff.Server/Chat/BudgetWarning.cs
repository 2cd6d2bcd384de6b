using Waickoff.Analysis;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Server.Chat;

/// <summary>Said when 80 % and 95 % of the tokens of a session are used.</summary>
internal static class BudgetWarning
{
    public static IEnumerable<(string Type, string Data)> Of(TradingSession session, SessionBalance balance)
    {
        var percent = 100 * balance.Used / balance.Limit;
        if (percent < 80)
            yield break;
        var code = percent >= 95 ? "budget_95" : "budget_80";
        var text = LocalText.Of(
            $"{percent} % of this session is used; {balance.Left} tokens are left.",
            $"Se usó el {percent} % de esta sesión; quedan {balance.Left} tokens."
        );
        yield return (
            TurnEventTypes.Notice,
            TurnEventData.Write(new TurnEventData.Notice(code, text.In(session.Language)))
        );
    }
}
