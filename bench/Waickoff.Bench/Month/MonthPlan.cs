namespace Waickoff.Bench.Month;

/// <summary>How somebody leaves a session.</summary>
internal enum Leaving
{
    /// <summary>When its tokens are used up.</summary>
    UsedUp,

    /// <summary>Behind a few questions, and closes it.</summary>
    Closes,

    /// <summary>Behind a few questions; its 24 hours end it.</summary>
    Forgets,
}

/// <summary>What becomes of a purchase beside being used.</summary>
internal enum Afterwards
{
    Nothing,

    /// <summary>The buyer gives back what was not used.</summary>
    GivesBack,

    /// <summary>Somebody gives a part of it back in Stripe's own pages.</summary>
    IsGivenBack,

    /// <summary>The buyer's bank asks it back, and gets it.</summary>
    DisputeLost,

    /// <summary>The buyer's bank asks it back, and does not get it.</summary>
    DisputeWon,
}

/// <summary>A session that somebody will open.</summary>
/// <param name="At">When.</param>
/// <param name="Symbol">On which market.</param>
/// <param name="Leaving">How it is left.</param>
/// <param name="Questions">Behind how many questions where it is not used up.</param>
internal sealed record PlannedSession(DateTimeOffset At, string Symbol, Leaving Leaving, int Questions);

/// <summary>What one person does in the month.</summary>
/// <param name="Number">Which person, from 0.</param>
/// <param name="Language"><c>en</c> or <c>es</c>.</param>
/// <param name="Pack">What is bought.</param>
/// <param name="BuysAt">When.</param>
/// <param name="HasCode">With a promotion code.</param>
/// <param name="IsDeclinedFirst">The first card is refused.</param>
/// <param name="Sessions">In order.</param>
/// <param name="Afterwards">What becomes of the purchase.</param>
internal sealed record PlannedPerson(
    int Number,
    string Language,
    string Pack,
    DateTimeOffset BuysAt,
    bool HasCode,
    bool IsDeclinedFirst,
    IReadOnlyList<PlannedSession> Sessions,
    Afterwards Afterwards
);

/// <summary>Who does what in a month, drawn from a seed.</summary>
internal static class MonthPlan
{
    public const int Days = 30;

    /// <summary>How many of a hundred buy which pack.</summary>
    private static readonly (string Pack, int Share)[] Shares =
    [
        ("starter", 32),
        ("trader", 24),
        ("professional", 20),
        ("expert", 14),
        ("institutional", 10),
    ];

    private static readonly string[] Symbols = ["BTCUSDT", "BTCUSDT", "BTCUSDT", "ETHUSDT"];

    /// <summary>When people sit down, in minutes of the day.</summary>
    private static readonly int[] Habits = [8 * 60, 13 * 60, 19 * 60];

    public static IReadOnlyList<PlannedPerson> Draw(int seed, int people, DateTimeOffset start) =>
        [.. Enumerable.Range(0, people).Select(i => Draw(new Random((seed * 100_003) + i), i, start))];

    private static PlannedPerson Draw(Random random, int number, DateTimeOffset start)
    {
        var pack = PackOf(number);
        // The last session ends within the month.
        var buysDay = random.Next(Days - 6);
        var sessions = Enumerable
            .Range(0, random.Next(100) < 45 ? 2 : 1)
            .Select(i => SessionOf(random, start, buysDay + 1 + (2 * i) + random.Next(2)))
            .ToList();
        var afterwards = number switch
        {
            50 => Afterwards.DisputeLost,
            51 => Afterwards.DisputeWon,
            _ when number % 40 == 7 => Afterwards.IsGivenBack,
            _ when random.Next(100) < 6 => Afterwards.GivesBack,
            _ => Afterwards.Nothing,
        };
        return new PlannedPerson(
            number,
            number % 2 == 0 ? "es" : "en",
            pack,
            Sits(random, start, buysDay),
            HasCode: random.Next(100) < 12,
            IsDeclinedFirst: random.Next(100) < 5,
            sessions,
            afterwards
        );
    }

    /// <summary>The same share of each hundred, whatever the seed.</summary>
    private static string PackOf(int number)
    {
        var place = number * 37 % 100;
        foreach (var (pack, share) in Shares)
        {
            if (place < share)
                return pack;
            place -= share;
        }
        throw new InvalidOperationException("The shares are a hundred in all.");
    }

    private static PlannedSession SessionOf(Random random, DateTimeOffset start, int day)
    {
        var leaving = random.Next(100) switch
        {
            < 64 => Leaving.UsedUp,
            < 82 => Leaving.Closes,
            _ => Leaving.Forgets,
        };
        return new PlannedSession(
            Sits(random, start, day),
            Symbols[random.Next(Symbols.Length)],
            leaving,
            1 + random.Next(8)
        );
    }

    private static DateTimeOffset Sits(Random random, DateTimeOffset start, int day) =>
        start.AddDays(day).AddMinutes(Habits[random.Next(Habits.Length)] + (2 * random.Next(30)));
}
