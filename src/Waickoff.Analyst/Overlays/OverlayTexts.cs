using System.Globalization;
using Waickoff.Analysis;

namespace Waickoff.Analyst.Overlays;

/// <summary>What overlays, their rules and their numbers are called. Terms of the method keep their English names.</summary>
internal static class OverlayTexts
{
    private static readonly Dictionary<string, LocalText> Rules = new(StringComparer.Ordinal)
    {
        ["wyckoff-range"] = new(
            "Where a trend stopped: the extreme and the reaction span the range, later turns shape its edges.",
            "Donde se detuvo una tendencia: el extremo y la reacción abren el rango, los giros posteriores ajustan sus bordes."
        ),
        ["wyckoff-phase"] = new(
            "The phase of the range as it was known then; a changed mind is a new entry.",
            "La fase del rango tal como se conocía entonces; un cambio de lectura es una entrada nueva."
        ),
        ["wyckoff-event"] = new(
            "An event of the method at an edge of the range, by its volume, range and distance.",
            "Un evento del método en un borde del rango, por su volumen, su amplitud y su distancia."
        ),
        ["wyckoff-evidence"] = new("What weighs for a side of the range.", "Lo que pesa a favor de un lado del rango."),
        ["composite-man"] = new(
            "A measured sign of what the dominant operator appears to do.",
            "Un signo medido de lo que parece hacer el operador dominante."
        ),
        ["bos"] = new(
            "A close beyond the last pivot in the direction of the bias.",
            "Un cierre más allá del último pivote a favor del sesgo."
        ),
        ["choch"] = new(
            "A close beyond the last pivot against the bias: the bias turns.",
            "Un cierre más allá del último pivote en contra del sesgo: el sesgo cambia."
        ),
        ["sweep"] = new(
            "Price traded beyond the level and closed back.",
            "El precio pasó del nivel y cerró de vuelta."
        ),
        ["failed"] = new("A break that price closed back through.", "Una ruptura que el precio deshizo con su cierre."),
        ["run"] = new("Price went through the level and stayed.", "El precio atravesó el nivel y se quedó."),
        ["order-block"] = new(
            "The candle the move that broke structure began from; price may come back to it.",
            "La vela de la que partió el movimiento que rompió la estructura; el precio puede volver a ella."
        ),
        ["fair-value-gap"] = new(
            "Three candles whose outer two leave prices untraded between them.",
            "Tres velas cuyas dos exteriores dejan precios sin negociar entre ellas."
        ),
        ["liquidity"] = new(
            "Where stops of many are likely to rest: equal extremes and those of completed periods.",
            "Donde es probable que descansen los stops de muchos: extremos iguales y los de periodos completos."
        ),
        ["fibonacci-leg"] = new(
            "The last completed leg of the zigzag, measured in Fibonacci ratios.",
            "El último tramo completo del zigzag, medido en proporciones de Fibonacci."
        ),
        ["elliott"] = new(
            "The count with the best score of those that break no rule.",
            "El conteo con mejor puntuación de los que no rompen ninguna regla."
        ),
        ["squeeze"] = new(
            "Volatility is low against its own past: bands narrow, or inside the Keltner channel.",
            "La volatilidad es baja frente a su propio pasado: bandas estrechas, o dentro del canal de Keltner."
        ),
        ["delta-divergence"] = new(
            "Price went further and the cumulated delta did not.",
            "El precio fue más lejos y el delta acumulado no."
        ),
        ["daily-poc"] = new(
            "The price with the most volume of a completed day.",
            "El precio con más volumen de un día completo."
        ),
        ["volume-profile"] = new(
            "Volume by price; the value area holds 70 % of it.",
            "Volumen por precio; el área de valor contiene el 70 %."
        ),
        ["vwap"] = new(
            "The average price weighted by volume from its anchor on.",
            "El precio medio ponderado por volumen desde su ancla."
        ),
        ["confluence"] = new(
            "Levels of several families within a narrow zone.",
            "Niveles de varias familias en una zona estrecha."
        ),
        ["scenario"] = new(
            "What would have to happen: zone of interest, confirming close, invalidating close, objectives.",
            "Lo que tendría que ocurrir: zona de interés, cierre que confirma, cierre que invalida, objetivos."
        ),
        ["evidence-setup"] = new(
            "What happened after each case: entry at the next open, stop at the invalidation, costs on; base rate: comparable random entries. Past and hypothetical results are not future ones.",
            "Qué pasó después de cada caso: entrada en la apertura siguiente, stop en la invalidación, con costes; frecuencia base: entradas al azar comparables. Los resultados pasados e hipotéticos no son futuros."
        ),
        ["evidence-reading"] = new(
            "How ranges ended that were once read so; base rate: all ranges. Past results are not future ones.",
            "Cómo terminaron los rangos que se leyeron así; frecuencia base: todos los rangos. Los resultados pasados no son futuros."
        ),
        ["value"] = new("Measured at the last closed candle.", "Medido en la última vela cerrada."),
    };

    private static readonly Dictionary<string, LocalText> Names = new(StringComparer.Ordinal)
    {
        ["close"] = new("Close", "Cierre"),
        ["price"] = new("Price", "Precio"),
        ["change.24h"] = new("Change in 24 h", "Variación en 24 h"),
        ["data.candles"] = new("Candles", "Velas"),
        ["data.missing"] = new("Missing candles", "Velas que faltan"),
        ["data.holes"] = new("Holes", "Huecos"),
        ["data.age"] = new("Age", "Edad"),
        ["briefing.left-out"] = new("Lines left out", "Líneas omitidas"),
        ["atr"] = new("ATR(14)", "ATR(14)"),
        ["atr.percent"] = new("ATR of the price", "ATR sobre el precio"),
        ["rsi"] = new("RSI(14)", "RSI(14)"),
        ["bollinger.percent-b"] = new("%B", "%B"),
        ["bollinger.upper"] = new("Upper band", "Banda superior"),
        ["bollinger.lower"] = new("Lower band", "Banda inferior"),
        ["bollinger.bandwidth"] = new("Bandwidth", "Anchura"),
        ["wyckoff.support"] = new("Support", "Soporte"),
        ["wyckoff.resistance"] = new("Resistance", "Resistencia"),
        ["wyckoff.range-candles"] = new("Candles in the range", "Velas del rango"),
        ["wyckoff.candles-since-end"] = new("Candles since its end", "Velas desde su final"),
        ["wyckoff.weight-bullish"] = new("Bullish weight", "Peso alcista"),
        ["wyckoff.weight-bearish"] = new("Bearish weight", "Peso bajista"),
        ["wyckoff.weight-undecided"] = new("Undecided weight", "Peso sin decidir"),
        ["wyckoff.falsifier-bullish"] = new(
            "A close below undoes the bullish reading",
            "Un cierre por debajo anula la lectura alcista"
        ),
        ["wyckoff.falsifier-bearish"] = new(
            "A close above undoes the bearish reading",
            "Un cierre por encima anula la lectura bajista"
        ),
        ["wyckoff.event"] = new("Price of the event", "Precio del evento"),
        ["wyckoff.event-age"] = new("Candles ago", "Velas desde entonces"),
        ["wyckoff.event-volume-z"] = new("Volume z", "Volumen z"),
        ["wyckoff.evidence"] = new("Measure", "Medida"),
        ["wyckoff.tests-met"] = new("Tests met", "Pruebas cumplidas"),
        ["wyckoff.tests-unmeasured"] = new("Tests not measured", "Pruebas sin medir"),
        ["wyckoff.target-top"] = new("Objective, upper edge", "Objetivo, borde superior"),
        ["wyckoff.target-bottom"] = new("Objective, lower edge", "Objetivo, borde inferior"),
        ["wyckoff.target-columns"] = new("Columns counted", "Columnas contadas"),
        ["composite-man.absorption"] = new("Candles of absorption", "Velas de absorción"),
        ["composite-man.wave-volume"] = new(
            "Volume of rallies against declines",
            "Volumen de subidas frente a bajadas"
        ),
        ["composite-man.delta-share"] = new("Delta of the volume", "Delta sobre el volumen"),
        ["composite-man.reclaimed-sweeps"] = new("False breaks reclaimed", "Falsas rupturas recuperadas"),
        ["composite-man.leg"] = new("Leg in ATR", "Tramo en ATR"),
        ["composite-man.reading"] = new("Weight of the reading", "Peso de la lectura"),
        ["structure.level"] = new("Level", "Nivel"),
        ["structure.age"] = new("Candles ago", "Velas desde entonces"),
        ["structure.volume-z"] = new("Volume z", "Volumen z"),
        ["order-block.top"] = new("Upper edge", "Borde superior"),
        ["order-block.bottom"] = new("Lower edge", "Borde inferior"),
        ["order-block.age"] = new("Candles ago", "Velas desde entonces"),
        ["gap.top"] = new("Upper edge", "Borde superior"),
        ["gap.bottom"] = new("Lower edge", "Borde inferior"),
        ["gap.age"] = new("Candles ago", "Velas desde entonces"),
        ["liquidity.level"] = new("Level", "Nivel"),
        ["liquidity.age"] = new("Candles ago", "Velas desde entonces"),
        ["liquidity.volume-z"] = new("Volume z", "Volumen z"),
        ["dealing-range.high"] = new("High of the dealing range", "Máximo del rango operativo"),
        ["dealing-range.low"] = new("Low of the dealing range", "Mínimo del rango operativo"),
        ["dealing-range.position"] = new("Position in it", "Posición en él"),
        ["squeeze.age"] = new("Candles on", "Velas de duración"),
        ["squeeze.release-age"] = new("Candles since the release", "Velas desde que terminó"),
        ["delta"] = new("Delta of the candle", "Delta de la vela"),
        ["cvd.day"] = new("Delta since 00:00 UTC", "Delta desde las 00:00 UTC"),
        ["cvd.week"] = new("Delta since Monday", "Delta desde el lunes"),
        ["profile.poc"] = new("Point of control", "Punto de control"),
        ["profile.vah"] = new("Value area high", "Borde alto del área de valor"),
        ["profile.val"] = new("Value area low", "Borde bajo del área de valor"),
        ["vwap"] = new("Average price", "Precio medio"),
        ["vwap.sigmas"] = new("Distance in sigmas", "Distancia en sigmas"),
        ["confluence.bottom"] = new("Lower edge", "Borde inferior"),
        ["confluence.top"] = new("Upper edge", "Borde superior"),
        ["confluence.distance"] = new("Distance in ATR", "Distancia en ATR"),
        ["confluence.score"] = new("Score", "Puntuación"),
        ["scenario.bottom"] = new("Zone of interest, lower edge", "Zona de interés, borde inferior"),
        ["scenario.top"] = new("Zone of interest, upper edge", "Zona de interés, borde superior"),
        ["scenario.confirmation"] = new("Confirming close", "Cierre que confirma"),
        ["scenario.invalidation"] = new("Invalidating close", "Cierre que invalida"),
        ["scenario.risk"] = new("From zone to invalidation, in ATR", "De la zona a la invalidación, en ATR"),
        ["fibonacci.end"] = new("End of the leg", "Final del tramo"),
        ["fibonacci.start"] = new("Start of the leg", "Inicio del tramo"),
        ["fibonacci.age"] = new("Candles ago", "Velas desde entonces"),
        ["fibonacci.retraced"] = new("Retraced", "Retrocedido"),
        ["elliott.score"] = new("Score", "Puntuación"),
        ["elliott.invalidation"] = new("Invalidation", "Invalidación"),
        ["elliott.next-top"] = new("Next zone, upper edge", "Zona siguiente, borde superior"),
        ["evidence.cases"] = new("Cases", "Casos"),
        ["evidence.hit-rate"] = new("Reached 2R", "Alcanzaron 2R"),
        ["evidence.hit-low"] = new("Interval from", "Intervalo desde"),
        ["evidence.hit-high"] = new("Interval to", "Intervalo hasta"),
        ["evidence.base-rate"] = new("At random", "Al azar"),
        ["evidence.expectancy"] = new("Mean after costs", "Media tras costes"),
        ["evidence.probability"] = new("Calibrated probability", "Probabilidad calibrada"),
        ["evidence.signal-age"] = new("Candles since the signal", "Velas desde la señal"),
        ["evidence.ranges"] = new("Ranges", "Rangos"),
        ["evidence.upward"] = new("Left upward", "Salieron al alza"),
        ["evidence.upward-low"] = new("Interval from", "Intervalo desde"),
        ["evidence.upward-high"] = new("Interval to", "Intervalo hasta"),
        ["evidence.upward-base"] = new("Of all ranges", "De todos los rangos"),
        ["evidence.upward-probability"] = new("Calibrated probability", "Probabilidad calibrada"),
        ["evidence.downward"] = new("Left downward", "Salieron a la baja"),
        ["evidence.downward-low"] = new("Interval from", "Intervalo desde"),
        ["evidence.downward-high"] = new("Interval to", "Intervalo hasta"),
        ["evidence.downward-base"] = new("Of all ranges", "De todos los rangos"),
        ["evidence.downward-probability"] = new("Calibrated probability", "Probabilidad calibrada"),
        ["elliott.next-bottom"] = new("Next zone, lower edge", "Zona siguiente, borde inferior"),
    };

    /// <summary>The rule of a kind in one line.</summary>
    public static string Rule(string kind, string language) => Rules[kind].In(language);

    /// <summary>What a quantity is called.</summary>
    /// <exception cref="KeyNotFoundException">Nobody has named it yet.</exception>
    public static string Name(string what, string language)
    {
        if (Names.TryGetValue(what, out var name))
            return name.In(language);
        var number = what[(what.LastIndexOf('-') + 1)..];
        if (what.StartsWith("scenario.target-", StringComparison.Ordinal))
            return new LocalText($"Objective {number}", $"Objetivo {number}").In(language);
        if (what.StartsWith("scenario.reward-", StringComparison.Ordinal))
            return new LocalText(
                $"Objective {number} for each unit of risk",
                $"Objetivo {number} por unidad de riesgo"
            ).In(language);
        if (what.StartsWith("fibonacci.", StringComparison.Ordinal))
        {
            var ratio = double.Parse(what["fibonacci.".Length..], CultureInfo.InvariantCulture);
            var text = Texts.LevelNames.Ratio(
                ratio,
                language == "es" ? ReaderLanguage.Spanish : ReaderLanguage.English
            );
            return (
                ratio < 1
                    ? new LocalText($"Retracement {text}", $"Retroceso {text}")
                    : new LocalText($"Extension {text}", $"Extensión {text}")
            ).In(language);
        }
        throw new KeyNotFoundException($"The quantity {what} has no name.");
    }
}
