using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Briefing;

namespace Waickoff.Analyst.Texts;

/// <summary>Evidence for and against a reading, in words with its number.</summary>
internal sealed record WyckoffTexts
{
    /// <summary>A piece of evidence of a range; the number is what the evidence was measured by.</summary>
    public required Func<EvidenceEntry, Quantity, Phrase> Evidence { get; init; }

    /// <summary>A sign of the Composite Man; the number is what the sign was measured by.</summary>
    public required Func<CompositeManEvidence, Quantity, Phrase> Sign { get; init; }

    public static WyckoffTexts In(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => Spanish,
            ReaderLanguage.English => English,
        };

    private static readonly WyckoffTexts Spanish = new()
    {
        Evidence = (entry, value) =>
            (entry.Type, entry.For == Side.Bullish) switch
            {
                (EvidenceType.Climax, true) => $"clímax de ventas (volumen z {value})",
                (EvidenceType.Climax, false) => $"clímax de compras (volumen z {value})",
                (EvidenceType.FalseBreak, true) => $"Spring en {value}",
                (EvidenceType.FalseBreak, false) => $"upthrust en {value}",
                (EvidenceType.FalseBreakFailed, true) => $"upthrust anulado por el cierre en {value}",
                (EvidenceType.FalseBreakFailed, false) => $"Spring anulado por el cierre en {value}",
                (EvidenceType.TestHeld, _) => $"prueba con menos volumen en {value}",
                (EvidenceType.Drive, true) => $"SOS en {value}",
                (EvidenceType.Drive, false) => $"SOW en {value}",
                (EvidenceType.DriveFailed, true) => $"SOW deshecho por el cierre en {value}",
                (EvidenceType.DriveFailed, false) => $"SOS deshecho por el cierre en {value}",
                (EvidenceType.LastPoint, true) => $"LPS en {value}",
                (EvidenceType.LastPoint, false) => $"LPSY en {value}",
                (EvidenceType.WaveVolume, _) => $"volumen por vela de las subidas {value} veces el de las bajadas",
                (EvidenceType.Drift, true) => $"el centro del rango sube {value} alturas",
                (EvidenceType.Drift, false) => $"el centro del rango baja {value} alturas",
                (EvidenceType.Delta, _) => $"delta acumulado del {value} del volumen",
                (EvidenceType.Exit, true) => $"dos cierres por encima del rango, el último en {value}",
                (EvidenceType.Exit, false) => $"dos cierres por debajo del rango, el último en {value}",
            },
        Sign = (sign, value) =>
            (sign.Type, sign.Side == Side.Bullish) switch
            {
                (CompositeManSign.Absorption, true) =>
                    $"absorción de ventas en el soporte ({value} velas más que en la resistencia)",
                (CompositeManSign.Absorption, false) =>
                    $"absorción de compras en la resistencia ({value} velas más que en el soporte)",
                (CompositeManSign.WaveVolume, _) => $"volumen por vela de las subidas {value} veces el de las bajadas",
                (CompositeManSign.DeltaShare, _) => $"delta acumulado del {value} del volumen",
                (CompositeManSign.ReclaimedSweeps, true) =>
                    $"falsas rupturas del soporte recuperadas, {value} más que arriba",
                (CompositeManSign.ReclaimedSweeps, false) =>
                    $"falsas rupturas de la resistencia rechazadas, {value} más que abajo",
                (CompositeManSign.Structure, true) => $"estructura alcista con un tramo de {value} ATR",
                (CompositeManSign.Structure, false) => $"estructura bajista con un tramo de {value} ATR",
                (CompositeManSign.RangeReading, true) => $"la lectura del rango se inclina al alza ({value})",
                (CompositeManSign.RangeReading, false) => $"la lectura del rango se inclina a la baja ({value})",
            },
    };

    private static readonly WyckoffTexts English = new()
    {
        Evidence = (entry, value) =>
            (entry.Type, entry.For == Side.Bullish) switch
            {
                (EvidenceType.Climax, true) => $"selling climax (volume z {value})",
                (EvidenceType.Climax, false) => $"buying climax (volume z {value})",
                (EvidenceType.FalseBreak, true) => $"Spring at {value}",
                (EvidenceType.FalseBreak, false) => $"upthrust at {value}",
                (EvidenceType.FalseBreakFailed, true) => $"upthrust undone by the close at {value}",
                (EvidenceType.FalseBreakFailed, false) => $"Spring undone by the close at {value}",
                (EvidenceType.TestHeld, _) => $"test on less volume at {value}",
                (EvidenceType.Drive, true) => $"SOS at {value}",
                (EvidenceType.Drive, false) => $"SOW at {value}",
                (EvidenceType.DriveFailed, true) => $"SOW undone by the close at {value}",
                (EvidenceType.DriveFailed, false) => $"SOS undone by the close at {value}",
                (EvidenceType.LastPoint, true) => $"LPS at {value}",
                (EvidenceType.LastPoint, false) => $"LPSY at {value}",
                (EvidenceType.WaveVolume, _) => $"volume per candle of the rallies {value} times that of the declines",
                (EvidenceType.Drift, true) => $"the middle of the range rises by {value} heights",
                (EvidenceType.Drift, false) => $"the middle of the range falls by {value} heights",
                (EvidenceType.Delta, _) => $"cumulative delta of {value} of the volume",
                (EvidenceType.Exit, true) => $"two closes above the range, the last at {value}",
                (EvidenceType.Exit, false) => $"two closes below the range, the last at {value}",
            },
        Sign = (sign, value) =>
            (sign.Type, sign.Side == Side.Bullish) switch
            {
                (CompositeManSign.Absorption, true) =>
                    $"selling absorbed at support ({value} more candles than at resistance)",
                (CompositeManSign.Absorption, false) =>
                    $"buying absorbed at resistance ({value} more candles than at support)",
                (CompositeManSign.WaveVolume, _) =>
                    $"volume per candle of the rallies {value} times that of the declines",
                (CompositeManSign.DeltaShare, _) => $"cumulative delta of {value} of the volume",
                (CompositeManSign.ReclaimedSweeps, true) =>
                    $"false breaks of support reclaimed, {value} more than above",
                (CompositeManSign.ReclaimedSweeps, false) =>
                    $"false breaks of resistance rejected, {value} more than below",
                (CompositeManSign.Structure, true) => $"bullish structure with a leg of {value} ATR",
                (CompositeManSign.Structure, false) => $"bearish structure with a leg of {value} ATR",
                (CompositeManSign.RangeReading, true) => $"the reading of the range leans up ({value})",
                (CompositeManSign.RangeReading, false) => $"the reading of the range leans down ({value})",
            },
    };
}
