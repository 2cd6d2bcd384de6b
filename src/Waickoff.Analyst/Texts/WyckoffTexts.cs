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
                (EvidenceType.WaveVolume, true) =>
                    $"las subidas mueven {value} veces el volumen por vela de las bajadas",
                (EvidenceType.WaveVolume, false) =>
                    $"las subidas solo mueven {value} veces el volumen por vela de las bajadas",
                (EvidenceType.Delta, true) => $"los compradores dominan el delta ({value} del volumen)",
                (EvidenceType.Delta, false) => $"los vendedores dominan el delta ({value} del volumen)",
                (EvidenceType.Exit, true) => $"dos cierres por encima del rango, el último en {value}",
                (EvidenceType.Exit, false) => $"dos cierres por debajo del rango, el último en {value}",
            },
        Sign = (sign, value) =>
            (sign.Type, sign.Side == Side.Bullish) switch
            {
                (CompositeManSign.Absorption, true) =>
                    $"el soporte absorbe ventas ({value} velas más que la resistencia compras)",
                (CompositeManSign.Absorption, false) =>
                    $"la resistencia absorbe compras ({value} velas más que el soporte ventas)",
                (CompositeManSign.WaveVolume, true) =>
                    $"las subidas mueven {value} veces el volumen por vela de las bajadas",
                (CompositeManSign.WaveVolume, false) =>
                    $"las subidas solo mueven {value} veces el volumen por vela de las bajadas",
                (CompositeManSign.DeltaShare, true) => $"los compradores dominan el delta ({value} del volumen)",
                (CompositeManSign.DeltaShare, false) => $"los vendedores dominan el delta ({value} del volumen)",
                (CompositeManSign.ReclaimedSweeps, true) =>
                    $"el soporte ha recuperado más falsas rupturas que la resistencia ({value} de diferencia)",
                (CompositeManSign.ReclaimedSweeps, false) =>
                    $"la resistencia ha rechazado más falsas rupturas que el soporte ({value} de diferencia)",
                (CompositeManSign.Structure, true) => $"el tramo alcista mide {value} ATR",
                (CompositeManSign.Structure, false) => $"el tramo bajista mide {value} ATR",
                (CompositeManSign.RangeReading, true) => $"la evidencia del rango se inclina al alza ({value})",
                (CompositeManSign.RangeReading, false) => $"la evidencia del rango se inclina a la baja ({value})",
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
                (EvidenceType.WaveVolume, true) => $"rallies trade {value} times the volume per candle of declines",
                (EvidenceType.WaveVolume, false) =>
                    $"rallies trade only {value} times the volume per candle of declines",
                (EvidenceType.Delta, true) => $"buyers dominate the delta ({value} of the volume)",
                (EvidenceType.Delta, false) => $"sellers dominate the delta ({value} of the volume)",
                (EvidenceType.Exit, true) => $"two closes above the range, the last at {value}",
                (EvidenceType.Exit, false) => $"two closes below the range, the last at {value}",
            },
        Sign = (sign, value) =>
            (sign.Type, sign.Side == Side.Bullish) switch
            {
                (CompositeManSign.Absorption, true) =>
                    $"support absorbs selling ({value} more candles than resistance absorbs buying)",
                (CompositeManSign.Absorption, false) =>
                    $"resistance absorbs buying ({value} more candles than support absorbs selling)",
                (CompositeManSign.WaveVolume, true) => $"rallies trade {value} times the volume per candle of declines",
                (CompositeManSign.WaveVolume, false) =>
                    $"rallies trade only {value} times the volume per candle of declines",
                (CompositeManSign.DeltaShare, true) => $"buyers dominate the delta ({value} of the volume)",
                (CompositeManSign.DeltaShare, false) => $"sellers dominate the delta ({value} of the volume)",
                (CompositeManSign.ReclaimedSweeps, true) =>
                    $"support reclaimed more false breaks than resistance rejected (a difference of {value})",
                (CompositeManSign.ReclaimedSweeps, false) =>
                    $"resistance rejected more false breaks than support reclaimed (a difference of {value})",
                (CompositeManSign.Structure, true) => $"the leg up measures {value} ATR",
                (CompositeManSign.Structure, false) => $"the leg down measures {value} ATR",
                (CompositeManSign.RangeReading, true) => $"the evidence of the range leans up ({value})",
                (CompositeManSign.RangeReading, false) => $"the evidence of the range leans down ({value})",
            },
    };
}
