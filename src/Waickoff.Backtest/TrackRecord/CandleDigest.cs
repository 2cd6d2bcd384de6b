using System.Buffers.Binary;
using System.Security.Cryptography;
using Waickoff.Analysis.Candles;

namespace Waickoff.Backtest.TrackRecord;

/// <summary>
/// SHA-256 over candles, oldest first. Of each: the open time as a 64-bit integer, then open, high, low, close, volume and taker volume as
/// 64-bit floating point numbers, all little-endian; an unknown taker volume is <c>0x7FF8000000000000</c>.
/// </summary>
public sealed class CandleDigest : IDisposable
{
    private const int CandleBytes = 7 * sizeof(long);
    private const int AtOnce = 512;
    private const long Unknown = 0x7FF8000000000000;

    private readonly IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>The digest of some candles, 64 hexadecimal digits.</summary>
    public static string Of(ReadOnlySpan<Candle> candles)
    {
        using var digest = new CandleDigest();
        digest.Add(candles);
        return digest.Finish();
    }

    /// <summary>Takes the next candles.</summary>
    public void Add(ReadOnlySpan<Candle> candles)
    {
        Span<byte> bytes = stackalloc byte[Math.Min(candles.Length, AtOnce) * CandleBytes];
        var length = 0;
        foreach (ref readonly var candle in candles)
        {
            Write(in candle, bytes[length..]);
            length += CandleBytes;
            if (length < bytes.Length)
                continue;
            hash.AppendData(bytes);
            length = 0;
        }
        hash.AppendData(bytes[..length]);
    }

    /// <summary>The digest of what was taken, 64 hexadecimal digits; it starts anew after this.</summary>
    public string Finish() => Convert.ToHexStringLower(hash.GetHashAndReset());

    /// <inheritdoc />
    public void Dispose() => hash.Dispose();

    private static void Write(in Candle candle, Span<byte> to)
    {
        BinaryPrimitives.WriteInt64LittleEndian(to, candle.OpenTimeMs);
        BinaryPrimitives.WriteDoubleLittleEndian(to[8..], candle.Open);
        BinaryPrimitives.WriteDoubleLittleEndian(to[16..], candle.High);
        BinaryPrimitives.WriteDoubleLittleEndian(to[24..], candle.Low);
        BinaryPrimitives.WriteDoubleLittleEndian(to[32..], candle.Close);
        BinaryPrimitives.WriteDoubleLittleEndian(to[40..], candle.Volume);
        var taker = candle.IsDeltaEstimated ? Unknown : BitConverter.DoubleToInt64Bits(candle.TakerBuyVolume);
        BinaryPrimitives.WriteInt64LittleEndian(to[48..], taker);
    }
}
