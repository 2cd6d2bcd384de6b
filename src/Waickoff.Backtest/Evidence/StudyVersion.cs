using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using Waickoff.Analysis.Candles;
using Waickoff.Analysis.Indicators;
using Waickoff.Analysis.Structure;
using Waickoff.Analysis.Volume;
using Waickoff.Analysis.Waves;
using Waickoff.Analysis.Wyckoff;
using Waickoff.Backtest.Setups;

namespace Waickoff.Backtest.Evidence;

/// <summary>What a study follows from: the rules, and the candles. Two studies with the same of both are the same.</summary>
public static class StudyVersion
{
    private static readonly (string Name, int Version)[] Versions =
    [
        ("setups", SetupRules.RuleVersion),
        ("outcomes", OutcomeRecipe.RuleVersion),
        ("structure", MarketStructure.RuleVersion),
        ("order blocks", OrderBlocks.RuleVersion),
        ("fair value gaps", FairValueGaps.RuleVersion),
        ("liquidity", Liquidity.RuleVersion),
        ("legs", Legs.RuleVersion),
        ("wyckoff", WyckoffEvents.RuleVersion),
        ("squeezes", Squeezes.RuleVersion),
        ("vwap", Vwap.RuleVersion),
    ];

    /// <summary>
    /// The versions of the setups, of the recipe and of the detectors they read: <c>setups 1, outcomes 1, structure 1, ...</c>.
    /// </summary>
    public static string Rules { get; } =
        string.Join(", ", Versions.Select(r => string.Create(CultureInfo.InvariantCulture, $"{r.Name} {r.Version}")));

    /// <summary>The candles as 32 hexadecimal digits: timeframes, times, prices and volumes, to the last bit.</summary>
    /// <param name="series">All candles.</param>
    /// <param name="finer">The finer candles the study looked at, or null.</param>
    public static string HashOf(CandleSeries series, CandleSeries? finer)
    {
        ArgumentNullException.ThrowIfNull(series);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Append(hash, series);
        if (finer is not null)
            Append(hash, finer);
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 16));
    }

    private static void Append(IncrementalHash hash, CandleSeries series)
    {
        Span<byte> row = stackalloc byte[57];
        BinaryPrimitives.WriteInt64LittleEndian(row, series.Timeframe.Milliseconds);
        hash.AppendData(row[..8]);
        foreach (ref readonly var candle in series.Span)
        {
            BinaryPrimitives.WriteInt64LittleEndian(row, candle.OpenTimeMs);
            BinaryPrimitives.WriteDoubleLittleEndian(row[8..], candle.Open);
            BinaryPrimitives.WriteDoubleLittleEndian(row[16..], candle.High);
            BinaryPrimitives.WriteDoubleLittleEndian(row[24..], candle.Low);
            BinaryPrimitives.WriteDoubleLittleEndian(row[32..], candle.Close);
            BinaryPrimitives.WriteDoubleLittleEndian(row[40..], candle.Volume);
            BinaryPrimitives.WriteDoubleLittleEndian(row[48..], candle.TakerBuyVolume);
            row[56] = candle.IsPartial ? (byte)1 : (byte)0;
            hash.AppendData(row);
        }
    }
}
