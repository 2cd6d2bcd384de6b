namespace Waickoff.Sandbox.Model.Answers;

/// <summary>What stands between the facts of an answer: no number, no advice.</summary>
internal sealed record AnswerPhrases
{
    public required string Opening { get; init; }
    public required string NothingKnown { get; init; }
    public required string Thought { get; init; }
    public required IReadOnlyList<string> Headings { get; init; }
    public required IReadOnlyList<string> Between { get; init; }

    public static AnswerPhrases In(AnswerLanguage language) => language == AnswerLanguage.Spanish ? Spanish : English;

    private static readonly AnswerPhrases Spanish = new()
    {
        Opening = "Esto es lo que muestran las velas cerradas.",
        NothingKnown = "Los datos recibidos no bastan para responder con cifras.",
        Thought = "Primero hay que ver en qué marco temporal se apoya la pregunta y qué hechos la contestan. ",
        Headings =
        [
            "## Situación",
            "## Confluencias",
            "## Niveles clave de entrada y salida",
            "## Riesgo",
            "## Probabilidad según el histórico",
        ],
        Between =
        [
            "La estructura sugiere más de lo que confirma.",
            "Un cierre fuera de la zona cambiaría la lectura.",
            "El volumen todavía no decide quién lleva el control.",
            "Mientras el rango aguante, las dos lecturas siguen abiertas.",
            "Conviene separar lo que ya está confirmado de lo que falta por ver.",
            "Las puntuaciones ordenan la evidencia, no son probabilidades.",
            "El marco largo pesa más que el corto cuando no coinciden.",
            "La lectura contraria tiene también sus argumentos.",
            "Ninguna de estas zonas garantiza una reacción.",
            "Lo que la invalidaría está tan a la vista como lo que la apoya.",
        ],
    };

    private static readonly AnswerPhrases English = new()
    {
        Opening = "This is what the closed candles show.",
        NothingKnown = "What was given is not enough to answer with figures.",
        Thought = "First it has to be seen which timeframe the question is about and which facts answer it. ",
        Headings =
        [
            "## Situation",
            "## Confluences",
            "## Key levels for entry and exit",
            "## Risk",
            "## Probability from history",
        ],
        Between =
        [
            "The structure suggests more than it confirms.",
            "A close outside the zone would change the reading.",
            "Volume does not yet tell who is in control.",
            "While the range holds, both readings stay open.",
            "What is confirmed should be kept apart from what is still to be seen.",
            "Scores rank the evidence; they are no probabilities.",
            "The longer timeframe weighs more where the two disagree.",
            "The opposite reading has its arguments too.",
            "None of these zones promises a reaction.",
            "What would prove it wrong is as plain as what supports it.",
        ],
    };
}
