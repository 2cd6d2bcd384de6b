using Waickoff.Analysis.Candles;

namespace Waickoff.Analysis.Waves;

/// <summary>The counts that fit the turning points as of one of them, or the statement that none does.</summary>
/// <param name="Side">The direction of the current wave of the best count; none without a count.</param>
/// <param name="Index">The candle of the last turning point.</param>
/// <param name="ConfirmedIndex">The candle that confirmed it.</param>
/// <param name="Level">Its price.</param>
/// <param name="Counts">Up to three counts, best score first.</param>
/// <param name="Inputs">The numbers that made it true.</param>
public readonly record struct ElliottReading(
    Side Side,
    int Index,
    int ConfirmedIndex,
    double Level,
    ValueList<ElliottCount> Counts,
    ElliottInputs Inputs
) : IFinding
{
    /// <inheritdoc />
    public string Kind => Counts.Count > 0 ? "counts" : "no-valid-count";
}

/// <summary>What a reading was made from.</summary>
/// <param name="Turns">The turning points at hand, up to 16.</param>
/// <param name="Valid">How many counts broke no hard rule, shown or not.</param>
/// <param name="RunningLevel">The extreme so far of the leg under way, by which the current wave was tested.</param>
public readonly record struct ElliottInputs(int Turns, int Valid, double RunningLevel);

/// <summary>What can be chosen about Elliott counts.</summary>
/// <param name="MinimumScore">A count with a lower score is not listed, 0 to 1.</param>
/// <param name="LogSpanPercent">A count is measured in log price when its highest label is more than this above its lowest, 0 or more.</param>
/// <param name="Diagonals">Whether diagonals are counted.</param>
public sealed record ElliottOptions(double MinimumScore = 0.1, double LogSpanPercent = 30, bool Diagonals = false);

/// <summary>Counts the turning points of the zigzag as Elliott waves.</summary>
/// <remarks>
/// <para>Definition: at each turning point all counts that end there are tested, each wave one leg or three: impulses with 2 to 5
/// waves done, zigzags and flats with 2 or 3, in both directions. Hard rules: wave 2 does not pass the start of 1; wave 3 passes
/// the end of 1 and is not the shortest of 1, 3, 5; wave 4 does not enter wave 1 (but in diagonals, an option); in a zigzag B does
/// not pass the start of A; in a flat B takes back at least 0.9 of A. The wave under way is tested by its extreme so far. The
/// guidelines (ratios, alternation, channel) are parts between 0 and 1; the score is the weakest. Up to three counts of different
/// pattern or current wave are listed, best score first.</para>
/// <para>Source: Frost and Prechter, Elliott Wave Principle.</para>
/// <para>Units: prices; log prices where the labels span more than 30 %.</para>
/// <para>Confirmation: that of the last turning point. No label is provisional.</para>
/// <para>Life: failed when price trades at the invalidation of the best count; superseded by the next reading, which may say that
/// there is no valid count.</para>
/// <para>Edge cases: no reading before the third turning point. "No valid count" is said once, not at each further turning point without one.
/// Where two prices or lengths that a rule compares are equal, it is broken. Turned upside down a count in log price is measured
/// differently, so there the mirror law does not hold.</para>
/// </remarks>
public sealed class ElliottWaves : Tracker<ElliottReading>
{
    /// <summary>Raised when a result can change.</summary>
    public const int RuleVersion = 1;

    private const int MostCounts = 3;
    private const int FewestTurns = 3;

    private readonly Legs legs;
    private readonly ElliottSearch search;
    private int current = -1;
    private ElliottInvalidation invalidation;

    /// <summary>Counts the legs of a zigzag.</summary>
    public ElliottWaves(Legs legs, ElliottOptions? options = null, FindingLog<ElliottReading>? log = null)
        : base((legs ?? throw new ArgumentNullException(nameof(legs))).Tape, log)
    {
        this.legs = legs;
        options ??= new ElliottOptions();
        if (!(options.MinimumScore is >= 0 and <= 1))
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options,
                "The minimum score must lie between 0 and 1."
            );
        if (!(options.LogSpanPercent >= 0))
            throw new ArgumentOutOfRangeException(
                nameof(options),
                options,
                "The span for log price must be 0 % or more."
            );
        search = new ElliottSearch(1 + (options.LogSpanPercent / 100), options.MinimumScore, options.Diagonals);
    }

    /// <inheritdoc />
    protected override void Advance(in Candle closed)
    {
        if (current >= 0 && IsInvalidatedBy(in closed))
        {
            Log.Move(current, FindingState.Failed, Tape.Index, isEnd: true);
            invalidation = new ElliottInvalidation(double.NaN, InvalidDirection.Below);
        }
        foreach (ref readonly var turn in legs.Add(in closed))
        {
            search.Add(turn.Index, turn.Level);
            if (search.Turns >= FewestTurns)
                Read(in turn);
        }
    }

    private bool IsInvalidatedBy(in Candle closed) =>
        invalidation.Direction == InvalidDirection.Below
            ? closed.Low <= invalidation.Price
            : closed.High >= invalidation.Price;

    private void Read(in Turn turn)
    {
        var runningLevel = legs.Running.Level;
        var counts = search.Search(runningLevel, Tape.Timeframe, MostCounts);
        var isOpen = current >= 0 && Log.IsOpen(current);
        if (counts.Count == 0 && current >= 0 && Log[current].Counts.Count == 0)
            return;
        if (isOpen)
            Log.Move(current, FindingState.Superseded, Tape.Index, isEnd: true);

        var inputs = new ElliottInputs(search.Turns, search.Valid, runningLevel);
        var side = counts.Count > 0 ? counts[0].Side : Side.None;
        current = Log.Add(new ElliottReading(side, turn.Index, Tape.Index, turn.Level, counts, inputs), hasLife: true);
        invalidation =
            counts.Count > 0 ? counts[0].Invalidation : new ElliottInvalidation(double.NaN, InvalidDirection.Below);
    }
}
