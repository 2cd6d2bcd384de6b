using BenchmarkDotNet.Attributes;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Confluences;

namespace Waickoff.Bench;

/// <summary>One search for confluences among seeded levels of all families, a third of them zones, spread over 40 ATR.</summary>
[MemoryDiagnoser]
public class ConfluenceBenchmarks
{
    private const double Price = 100;
    private const double Atr = 0.5;
    private const int Now = 1_000;
    private KeyLevel[] levels = [];

    [Params(50, 200)]
    public int Levels { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        var families = Enum.GetValues<LevelFamily>();
        levels = new KeyLevel[Levels];
        for (var i = 0; i < levels.Length; i++)
        {
            var bottom = Price + (random.NextDouble() - 0.5) * 40 * Atr;
            var height = random.Next(3) == 0 ? random.NextDouble() * 3 * Atr : 0;
            var family = families[random.Next(families.Length)];
            var source = new LevelSource("bench", i);
            levels[i] = new KeyLevel(family, "level", bottom, bottom + height, Side.None, source, random.Next(Now));
        }
    }

    [Benchmark]
    public int Find() => ConfluenceSearch.Find(levels, Price, Atr, Now).Count;
}
