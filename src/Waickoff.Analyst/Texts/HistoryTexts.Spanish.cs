using Waickoff.Analysis.Candles;
using Waickoff.Analyst.Briefing;
using Waickoff.Backtest.Setups;

namespace Waickoff.Analyst.Texts;

internal sealed partial record HistoryTexts
{
    private static readonly HistoryTexts Spanish = new()
    {
        Name = setup =>
            setup switch
            {
                Setup.SpringTest => "test de un Spring",
                Setup.SpringChoch => "Spring con CHoCH",
                Setup.SosLps => "LPS tras SOS",
                Setup.UtadTest => "test de un upthrust",
                Setup.SowLpsy => "LPSY tras SOW",
                Setup.OrderBlockTouch => "primer toque de un order block",
                Setup.GapTouch => "primer toque de un fair value gap",
                Setup.SweepChoch => "barrido con CHoCH",
                Setup.SqueezeRelease => "liberación de una compresión",
                Setup.VwapReversion => "vuelta dentro de las bandas del VWAP",
                Setup.ChochPullback => "retroceso tras CHoCH",
                Setup.Confluence => "vuelta a una confluencia",
            },
        Verdict = verdict =>
            verdict switch
            {
                Backtest.Evidence.Verdict.NotEnoughHistory => "historial insuficiente",
                Backtest.Evidence.Verdict.NoMeasurableEdge => "sin ventaja medible",
                Backtest.Evidence.Verdict.Edge => "ventaja medida",
            },

        Heading = () => $"## Historial medido",
        HeadingOn = timeframe => $"## Historial medido en {timeframe}",
        Method = () =>
            $"Contado en este mercado: entrada en la apertura siguiente, stop en la invalidación, costes incluidos; intervalo de Wilson entre paréntesis, al azar son entradas comparables. Resultados pasados e hipotéticos no son futuros.",
        BeingCounted = () =>
            $"El historial de este mercado se está contando; todavía no hay ninguna frecuencia medida.",
        Live = (side, age, name, counted) =>
            (side == Side.Bearish) switch
            {
                true => $"Señal bajista {Ago(age)}, {name}: {counted}.",
                false => $"Señal alcista {Ago(age)}, {name}: {counted}.",
            },
        OfScenarios = (name, counted) => $"De donde parten los escenarios, {name}: {counted}.",
        Counted = (n, since, verdict) =>
            (n.Rate.IsKnown, n.Base.IsKnown) switch
            {
                (false, _) => $"{n.Count} casos desde {since}; {verdict}",
                (true, false) =>
                    $"{n.Count} {Cases(n.Count)} desde {since}, objetivo 2R en {n.Rate} ({n.Low} a {n.High}), media {n.Expectancy}; {verdict}",
                (true, true) =>
                    $"{n.Count} {Cases(n.Count)} desde {since}, objetivo 2R en {n.Rate} ({n.Low} a {n.High}), al azar {n.Base}, media {n.Expectancy}; {verdict}{Probability(n.Probability)}",
            },
        Reading = (reading, phase, n, since, verdict) =>
            $"Rangos leídos como {reading} en fase {phase.ToString()}: {n.Count} desde {since}, {(n.IsUpward ? "salida al alza" : "salida a la baja")} {n.Share} ({n.Low} a {n.High}), de todos los rangos {n.Base}; {verdict}{Probability(n.Probability)}.",
        UndecidedReading = (phase, n, since) =>
            $"Rangos sin decidir en fase {phase.ToString()}: {n.Count} desde {since}, salida al alza {n.Share} ({n.Low} a {n.High}), de todos los rangos {n.Base}.",
        UnseenReading = (phase, since) =>
            $"Ningún rango leído como el actual en fase {phase.ToString()} ha terminado desde {since}.",
        NothingLive = () => $"Ninguna de las situaciones contadas está activa.",

        ReportHeading = () => $"Probabilidad según el historial",
        ReportMethod = () =>
            $"Qué pasó en este mercado después de cada situación, contado vela a vela: entrada en la apertura siguiente, stop en la invalidación y costes incluidos. Entre paréntesis, el intervalo de Wilson; al azar, entradas comparables.",
        ReportBeingCounted = () =>
            $"El historial de este mercado se está contando; hasta que termine, este informe no da ninguna frecuencia ni probabilidad.",
        On = (timeframe, line) => $"**{timeframe}:** {line}",
        NoProbability = () =>
            $"No se da ninguna probabilidad: faltan casos, o las previsiones hechas hasta ahora no superan al azar.",
        WeightsAreNoProbability = () =>
            $"Los pesos de Wyckoff y las puntuaciones ordenan la evidencia de hoy; no dicen cuántas veces acertó.",
        PastIsNotFuture = () => $"Los resultados pasados e hipotéticos no son resultados futuros.",
    };

    private static Phrase Probability(Quantity probability) =>
        probability.IsKnown ? $"; probabilidad calibrada {probability}" : Phrase.Empty;

    private static Phrase Ago(Quantity candles) =>
        candles.Value switch
        {
            0 => $"en la última vela",
            1 => $"hace {candles} vela",
            _ => $"hace {candles} velas",
        };

    private static string Cases(Quantity count) => count.Value == 1 ? "caso" : "casos";
}
