using Waickoff.Analysis;
using Waickoff.Analyst.Turns;
using Waickoff.Ledger.Sessions;

namespace Waickoff.Server.Chat;

/// <summary>Why a question could not be answered for what is left.</summary>
internal static class RefusalTexts
{
    public static string CodeOf(CallRefusal refusal) =>
        refusal switch
        {
            CallRefusal.NotEnoughTokens => "not_enough_tokens",
            CallRefusal.NotEnoughMoney => "ceiling_reached",
            CallRefusal.Closed => "session_completed",
        };

    public static LocalText Of(CallRefusal refusal, SessionBalance balance) =>
        refusal switch
        {
            CallRefusal.NotEnoughTokens => LocalText.Of(
                $"This question needs more than the {balance.Left} tokens that are left. Ask something shorter.",
                $"Esta pregunta necesita más de los {balance.Left} tokens que quedan. Pregunta algo más corto."
            ),
            CallRefusal.NotEnoughMoney => new LocalText(
                "This model would cost more than this session may. Ask without naming a model.",
                "Este modelo costaría más de lo que esta sesión puede gastar. Pregunta sin indicar un modelo."
            ),
            CallRefusal.Closed => ChatProblems.Completed.Title,
        };
}
