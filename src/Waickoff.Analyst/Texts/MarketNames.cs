using Waickoff.Analysis;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Analyst.Numbers;

namespace Waickoff.Analyst.Texts;

/// <summary>What things are called. Terms of the method keep their English names in both languages.</summary>
internal sealed record MarketNames
{
    public required Func<Side, string> Side { get; init; }
    public required Func<Side, string> Bias { get; init; }
    public required Func<WyckoffReading, string> Reading { get; init; }
    public required Func<CompositeManActivity, string> Activity { get; init; }
    public required Func<FindingState, string> State { get; init; }
    public required Func<LiquidityEvent, string> Liquidity { get; init; }
    public required Func<LevelFamily?, string, string> Level { get; init; }
    public required Func<VwapAnchor, string> Vwap { get; init; }
    public required Func<ElliottPattern, string> Pattern { get; init; }
    public required Func<ElliottPattern, Side, string> PatternOf { get; init; }
    public required Func<ElliottDegree, string> Degree { get; init; }
    public required Func<ProfilePeriod, string> Profile { get; init; }
    public required string And { get; init; }

    public static MarketNames In(ReaderLanguage language) =>
        language switch
        {
            ReaderLanguage.Spanish => Spanish,
            ReaderLanguage.English => English,
        };

    /// <summary>A break as traders write it.</summary>
    public static string Break(StructureKind kind) =>
        kind switch
        {
            StructureKind.Bos => "BOS",
            StructureKind.Choch => "CHoCH",
            StructureKind.Sweep => "sweep",
            StructureKind.Failed => "failed",
        };

    private static readonly MarketNames Spanish = new()
    {
        And = " y ",
        Profile = period =>
            period switch
            {
                ProfilePeriod.Day => "Perfil de 24 h",
                ProfilePeriod.Week => "Perfil de siete días",
                ProfilePeriod.Range => "Perfil del rango",
            },
        Side = side =>
            side switch
            {
                Analysis.Candles.Side.Bullish => "alcista",
                Analysis.Candles.Side.Bearish => "bajista",
                Analysis.Candles.Side.None => "neutral",
            },
        Bias = side =>
            side switch
            {
                Analysis.Candles.Side.Bullish => "alcista",
                Analysis.Candles.Side.Bearish => "bajista",
                Analysis.Candles.Side.None => "sin definir",
            },
        Reading = reading =>
            reading switch
            {
                WyckoffReading.Unknown => "sin decidir",
                WyckoffReading.Accumulation => "acumulación",
                WyckoffReading.Distribution => "distribución",
                WyckoffReading.ReAccumulation => "reacumulación",
                WyckoffReading.ReDistribution => "redistribución",
            },
        Activity = activity =>
            activity switch
            {
                CompositeManActivity.Unclear => "sin actividad clara",
                CompositeManActivity.Accumulating => "acumulando",
                CompositeManActivity.Distributing => "distribuyendo",
                CompositeManActivity.MarkingUp => "impulsando al alza",
                CompositeManActivity.MarkingDown => "impulsando a la baja",
            },
        State = state =>
            state switch
            {
                FindingState.Fresh => "sin tocar",
                FindingState.Touched => "tocado",
                FindingState.Half => "tocado hasta la mitad",
                FindingState.Filled => "cerrado",
                FindingState.Inverted => "invertido",
                FindingState.Mitigated => "mitigado",
                FindingState.Breaker => "breaker",
                FindingState.Expired => "caducado",
                FindingState.Swept => "barrido",
                FindingState.Run => "atravesado",
                FindingState.Broken => "roto",
                FindingState.Superseded => "sustituido",
                FindingState.Released => "terminado",
                FindingState.Traded => "negociado de nuevo",
                FindingState.Failed => "fallido",
                FindingState.Interrupted => "interrumpido por un hueco de datos",
            },
        Liquidity = e =>
            (e.Kind, e.Period, e.Side) switch
            {
                (LiquidityKind.EqualHighs, _, _) => "máximos iguales",
                (LiquidityKind.EqualLows, _, _) => "mínimos iguales",
                (LiquidityKind.PreviousHigh, var period, _) => "máximo " + SpanishPeriod(period),
                (LiquidityKind.PreviousLow, var period, _) => "mínimo " + SpanishPeriod(period),
                (LiquidityKind.Sweep, _, Analysis.Candles.Side.Bullish) => "barrido de mínimos",
                (LiquidityKind.Sweep, _, _) => "barrido de máximos",
                (LiquidityKind.Run, _, Analysis.Candles.Side.Bullish) => "ruptura limpia de máximos",
                (LiquidityKind.Run, _, _) => "ruptura limpia de mínimos",
                _ => throw new ArgumentOutOfRangeException(nameof(e)),
            },
        Pattern = pattern =>
            pattern switch
            {
                ElliottPattern.Impulse => "impulso",
                ElliottPattern.Diagonal => "diagonal",
                ElliottPattern.Zigzag => "zigzag",
                ElliottPattern.Flat => "plana",
            },
        PatternOf = (pattern, side) =>
            (pattern, side == Analysis.Candles.Side.Bearish) switch
            {
                (ElliottPattern.Impulse, true) => "un impulso bajista",
                (ElliottPattern.Impulse, false) => "un impulso alcista",
                (ElliottPattern.Diagonal, true) => "una diagonal bajista",
                (ElliottPattern.Diagonal, false) => "una diagonal alcista",
                (ElliottPattern.Zigzag, true) => "un zigzag bajista",
                (ElliottPattern.Zigzag, false) => "un zigzag alcista",
                (ElliottPattern.Flat, true) => "una plana bajista",
                (ElliottPattern.Flat, false) => "una plana alcista",
            },
        Degree = Degrees,
        Level = LevelNames.Spanish,
        Vwap = anchor =>
            anchor switch
            {
                VwapAnchor.Day => "VWAP del día",
                VwapAnchor.Week => "VWAP de la semana",
                VwapAnchor.Month => "VWAP del mes",
                VwapAnchor.Climax => "VWAP desde el clímax",
                VwapAnchor.FalseBreak => "VWAP desde la última falsa ruptura",
                VwapAnchor.Swing => "VWAP desde el último giro",
            },
    };

    private static readonly MarketNames English = new()
    {
        And = " and ",
        Profile = period =>
            period switch
            {
                ProfilePeriod.Day => "24 h profile",
                ProfilePeriod.Week => "Seven-day profile",
                ProfilePeriod.Range => "Profile of the range",
            },
        Side = side =>
            side switch
            {
                Analysis.Candles.Side.Bullish => "bullish",
                Analysis.Candles.Side.Bearish => "bearish",
                Analysis.Candles.Side.None => "neutral",
            },
        Bias = side =>
            side switch
            {
                Analysis.Candles.Side.Bullish => "bullish",
                Analysis.Candles.Side.Bearish => "bearish",
                Analysis.Candles.Side.None => "undefined",
            },
        Reading = reading =>
            reading switch
            {
                WyckoffReading.Unknown => "undecided",
                WyckoffReading.Accumulation => "accumulation",
                WyckoffReading.Distribution => "distribution",
                WyckoffReading.ReAccumulation => "re-accumulation",
                WyckoffReading.ReDistribution => "re-distribution",
            },
        Activity = activity =>
            activity switch
            {
                CompositeManActivity.Unclear => "no clear activity",
                CompositeManActivity.Accumulating => "accumulating",
                CompositeManActivity.Distributing => "distributing",
                CompositeManActivity.MarkingUp => "marking up",
                CompositeManActivity.MarkingDown => "marking down",
            },
        State = state =>
            state switch
            {
                FindingState.Fresh => "fresh",
                FindingState.Touched => "touched",
                FindingState.Half => "touched to the middle",
                FindingState.Filled => "filled",
                FindingState.Inverted => "inverted",
                FindingState.Mitigated => "mitigated",
                FindingState.Breaker => "breaker",
                FindingState.Expired => "expired",
                FindingState.Swept => "swept",
                FindingState.Run => "run through",
                FindingState.Broken => "broken",
                FindingState.Superseded => "superseded",
                FindingState.Released => "over",
                FindingState.Traded => "traded again",
                FindingState.Failed => "failed",
                FindingState.Interrupted => "interrupted by a hole in the data",
            },
        Liquidity = e =>
            (e.Kind, e.Period, e.Side) switch
            {
                (LiquidityKind.EqualHighs, _, _) => "equal highs",
                (LiquidityKind.EqualLows, _, _) => "equal lows",
                (LiquidityKind.PreviousHigh, var period, _) => EnglishPeriod(period) + " high",
                (LiquidityKind.PreviousLow, var period, _) => EnglishPeriod(period) + " low",
                (LiquidityKind.Sweep, _, Analysis.Candles.Side.Bullish) => "sweep of the lows",
                (LiquidityKind.Sweep, _, _) => "sweep of the highs",
                (LiquidityKind.Run, _, Analysis.Candles.Side.Bullish) => "clean run through the highs",
                (LiquidityKind.Run, _, _) => "clean run through the lows",
                _ => throw new ArgumentOutOfRangeException(nameof(e)),
            },
        Pattern = pattern =>
            pattern switch
            {
                ElliottPattern.Impulse => "impulse",
                ElliottPattern.Diagonal => "diagonal",
                ElliottPattern.Zigzag => "zigzag",
                ElliottPattern.Flat => "flat",
            },
        PatternOf = (pattern, side) =>
            (pattern, side == Analysis.Candles.Side.Bearish) switch
            {
                (ElliottPattern.Impulse, true) => "a bearish impulse",
                (ElliottPattern.Impulse, false) => "a bullish impulse",
                (ElliottPattern.Diagonal, true) => "a bearish diagonal",
                (ElliottPattern.Diagonal, false) => "a bullish diagonal",
                (ElliottPattern.Zigzag, true) => "a bearish zigzag",
                (ElliottPattern.Zigzag, false) => "a bullish zigzag",
                (ElliottPattern.Flat, true) => "a bearish flat",
                (ElliottPattern.Flat, false) => "a bullish flat",
            },
        Degree = Degrees,
        Level = LevelNames.English,
        Vwap = anchor =>
            anchor switch
            {
                VwapAnchor.Day => "VWAP of the day",
                VwapAnchor.Week => "VWAP of the week",
                VwapAnchor.Month => "VWAP of the month",
                VwapAnchor.Climax => "VWAP from the climax",
                VwapAnchor.FalseBreak => "VWAP from the last false break",
                VwapAnchor.Swing => "VWAP from the last swing",
            },
    };

    private static string SpanishPeriod(LevelPeriod? period) =>
        period switch
        {
            LevelPeriod.FourHours => "de las cuatro horas previas",
            LevelPeriod.Day => "del día previo",
            LevelPeriod.Week => "de la semana previa",
            LevelPeriod.Month => "del mes previo",
            null => "previo",
        };

    private static string EnglishPeriod(LevelPeriod? period) =>
        period switch
        {
            LevelPeriod.FourHours => "previous four-hour",
            LevelPeriod.Day => "previous day's",
            LevelPeriod.Week => "previous week's",
            LevelPeriod.Month => "previous month's",
            null => "previous",
        };

    private static string Degrees(ElliottDegree degree) =>
        degree switch
        {
            ElliottDegree.Subminuette => "subminuette",
            ElliottDegree.Minuette => "minuette",
            ElliottDegree.Minute => "minute",
            ElliottDegree.Minor => "minor",
            ElliottDegree.Intermediate => "intermediate",
            ElliottDegree.Primary => "primary",
            ElliottDegree.Cycle => "cycle",
        };
}
