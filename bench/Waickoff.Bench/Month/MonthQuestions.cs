namespace Waickoff.Bench.Month;

/// <summary>Questions of the usual kind: about one in six asks for reasons, and so for the model that thinks.</summary>
internal static class MonthQuestions
{
    private static readonly string[] Short =
    [
        "Where is the next target of the internal structure?",
        "What is the phase now?",
        "Where is the nearest liquidity?",
        "What confirms and what invalidates each scenario?",
        "Which findings meet in the nearest confluence?",
        "What does the last Wyckoff event mean?",
        "Where does the market stand right now?",
        "Did anything change since the last candle?",
        "Which order block is the nearest one?",
        "What is the main risk to this reading?",
    ];

    private static readonly string[] Corto =
    [
        "¿Dónde está el siguiente objetivo en la estructura interna?",
        "¿Cuál es la fase ahora?",
        "¿Dónde está la liquidez más cercana?",
        "¿Qué confirma y qué invalida cada escenario?",
        "¿Qué hallazgos se juntan en la confluencia más cercana?",
        "¿Qué significa el último evento de Wyckoff?",
        "¿Dónde está el mercado ahora mismo?",
        "¿Ha cambiado algo desde la última vela?",
        "¿Qué bloque de órdenes queda más cerca?",
        "¿Cuál es el principal riesgo para esta lectura?",
    ];

    private static readonly string[] Deep =
    [
        "Why do the timeframes disagree?",
        "Explain the phase in simple words",
        "Compare both scenarios in detail",
    ];

    private static readonly string[] Hondo =
    [
        "¿Por qué no coinciden los marcos temporales?",
        "Explica la fase con palabras sencillas",
        "Compara en detalle los dos escenarios",
    ];

    public static string Draw(Random random, string language)
    {
        var isDeep = random.Next(6) == 0;
        var from = (language, isDeep) switch
        {
            ("es", true) => Hondo,
            ("es", false) => Corto,
            (_, true) => Deep,
            _ => Short,
        };
        return from[random.Next(from.Length)];
    }
}
