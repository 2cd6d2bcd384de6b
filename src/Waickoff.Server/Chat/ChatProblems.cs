using Waickoff.Analysis;
using Waickoff.Server.Hosting;

namespace Waickoff.Server.Chat;

/// <summary>The refusals about sessions and turns.</summary>
internal static class ChatProblems
{
    public static readonly Problem NoCredit = new(
        402,
        "no_credit",
        new LocalText("You have no session left.", "No te quedan sesiones."),
        new LocalText("Buy a pack to go on.", "Compra un paquete para seguir.")
    );

    public static readonly Problem Owing = new(
        402,
        "owing",
        new LocalText("A refunded session is still owed.", "Queda pendiente una sesión reembolsada."),
        new LocalText("Your next pack settles it first.", "Tu próximo paquete la cubre primero.")
    );

    public static readonly Problem NoMarket = new(
        503,
        "no_analysis",
        new LocalText("This market cannot be analysed now.", "Este mercado no se puede analizar ahora."),
        new LocalText(
            "No credit was taken. Try again shortly.",
            "No se tomó ningún crédito. Vuelve a intentarlo en breve."
        )
    )
    {
        RetryAfter = 30,
    };

    public static readonly Problem NoAnalyst = new(
        503,
        "analysis_unavailable",
        new LocalText("The analyst is unavailable.", "El analista no está disponible."),
        new LocalText(
            "No credit was taken. Try again in a while.",
            "No se tomó ningún crédito. Vuelve a intentarlo en un rato."
        )
    )
    {
        RetryAfter = 60,
    };

    public static readonly Problem Expired = new(
        403,
        "session_expired",
        new LocalText("The 24 hours of this session are over.", "Las 24 horas de esta sesión terminaron."),
        new LocalText(
            "It stays readable. Open a new one to ask on.",
            "Sigue siendo legible. Abre otra para seguir preguntando."
        )
    );

    public static readonly Problem Completed = new(
        403,
        "session_completed",
        new LocalText("This session has ended.", "Esta sesión terminó."),
        new LocalText(
            "It stays readable. Open a new one to ask on.",
            "Sigue siendo legible. Abre otra para seguir preguntando."
        )
    );

    public static readonly Problem Returned = new(
        403,
        "session_returned",
        new LocalText("This session was given back.", "Esta sesión se devolvió."),
        new LocalText(
            "Its first analysis could not be made and your credit is back. Open a new one.",
            "No se pudo hacer su primer análisis y recuperaste el crédito. Abre otra."
        )
    );

    public static readonly Problem Opening = new(
        409,
        "session_opening",
        new LocalText("The first analysis is still being made.", "El primer análisis aún se está haciendo."),
        new LocalText("Ask when it is there.", "Pregunta cuando esté.")
    )
    {
        RetryAfter = 2,
    };

    /// <summary>Why a session that is not open cannot be asked.</summary>
    public static Problem ClosedAs(SessionStatus status) =>
        status switch
        {
            SessionStatus.Completed => Completed,
            SessionStatus.Returned => Returned,
            SessionStatus.Opening => Opening,
            SessionStatus.Expired or SessionStatus.Active => Expired,
        };

    public static readonly Problem TooManyFree = new(
        429,
        "too_many_failed",
        new LocalText("Three answers in a row failed.", "Fallaron tres respuestas seguidas."),
        new LocalText(
            "None was charged. Try again in a minute.",
            "No se cobró ninguna. Vuelve a intentarlo en un minuto."
        )
    )
    {
        RetryAfter = 60,
    };

    public static readonly Problem TooManyRunning = new(
        503,
        "busy",
        new LocalText("Too many answers are being written.", "Se están escribiendo demasiadas respuestas."),
        new LocalText("Nothing was charged. Try again shortly.", "No se cobró nada. Vuelve a intentarlo en breve.")
    )
    {
        RetryAfter = 5,
    };
}
