using Waickoff.Analysis;

namespace Waickoff.Analyst.Turns;

/// <summary>What readers are told beside an answer. The codes are stable.</summary>
public static class Notices
{
    /// <summary>With every answer.</summary>
    public static AnalystEvent.Noted NotAdvice { get; } =
        new(
            "not_advice",
            new LocalText(
                "What the data shows, not advice to trade. You decide, and you can lose money",
                "Lo que muestran los datos, no un consejo para operar. Decides tú, y puedes perder dinero"
            )
        );

    internal static AnalystEvent.Noted Withheld { get; } =
        new(
            "advice_withheld",
            new LocalText(
                "A sentence that told you what to do with your money was withheld",
                "Se ha retirado una frase que te decía qué hacer con tu dinero"
            )
        );

    internal static AnalystEvent.Noted Shortened { get; } =
        new(
            "history_shortened",
            new LocalText(
                "The oldest questions of this session are remembered in short from here on, so that more questions fit into it",
                "Las preguntas más antiguas de esta sesión se recuerdan resumidas a partir de aquí, para que quepan más preguntas"
            )
        );

    internal static AnalystEvent.Noted MostlyUnverified { get; } =
        new(
            "mostly_unverified",
            new LocalText(
                "More than half of the sentences with numbers could not be verified: this answer is not charged",
                "Más de la mitad de las frases con cifras no se han podido verificar: esta respuesta no se cobra"
            )
        );

    internal static AnalystEvent.Noted CutShort { get; } =
        new(
            "cut_short",
            new LocalText(
                "The answer reached its longest length; ask on for the rest",
                "La respuesta ha llegado a su longitud máxima; pregunta de nuevo por el resto"
            )
        );

    internal static AnalystEvent.Noted Interrupted { get; } =
        new(
            "interrupted",
            new LocalText(
                "The answer broke off and is incomplete; it is not charged. Ask again",
                "La respuesta se ha interrumpido y está incompleta; no se cobra. Vuelve a preguntar"
            )
        );

    internal static AnalystEvent.Noted Continued { get; } =
        new(
            "continued",
            new LocalText(
                "The connection to the model broke; the answer goes on with a second try",
                "Se ha cortado la conexión con el modelo; la respuesta sigue con un segundo intento"
            )
        );

    internal static AnalystEvent.Noted LookupsUsedUp { get; } =
        new(
            "lookups_used_up",
            new LocalText(
                "The model looked up more than one answer may; it ends here",
                "El modelo ha consultado más de lo que permite una respuesta; termina aquí"
            )
        );

    internal static AnalystEvent.Noted Unavailable { get; } =
        new(
            "analysis_unavailable",
            new LocalText(
                "The model cannot be used at the moment; the operator has been told",
                "El modelo no se puede usar en este momento; se ha avisado al operador"
            )
        );

    internal static AnalystEvent.Noted StandIn { get; } =
        new(
            "built_in_stands_in",
            new LocalText(
                "No model could answer: this is the built-in analyst, and it costs nothing",
                "Ningún modelo ha podido responder: este es el analista incorporado, y no cuesta nada"
            )
        );

    internal static AnalystEvent.Noted Dearer(string dear, string cheap) =>
        new(
            "dearer_model",
            LocalText.Of(
                $"{dear} no longer fits into what is left of this session: {cheap} answers",
                $"{dear} ya no cabe en lo que queda de esta sesión: responde {cheap}"
            )
        );

    internal static AnalystEvent.Noted Failover(string failed, string next) =>
        new(
            "failover",
            LocalText.Of(
                $"{failed} does not answer at the moment: {next} answers",
                $"{failed} no responde en este momento: responde {next}"
            )
        );

    internal static AnalystEvent.Noted Busy(string model, int seconds) =>
        new(
            "model_busy",
            LocalText.Of(
                $"{model} is busy and can be asked again in {seconds} s",
                $"{model} está ocupado y se le puede preguntar de nuevo dentro de {seconds} s"
            )
        );
}
