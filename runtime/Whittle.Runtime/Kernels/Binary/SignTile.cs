using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Counts, for eight outputs at once, the products that are negative.</summary>
/// <remarks>.NET 10 has no <c>vpopcntq</c>: the vector paths look up the bits of half bytes (Muła, Kurz and Lemire, 2016) and add the bytes of a lane by
/// <c>vpsadbw</c>.</remarks>
internal static unsafe class SignTile
{
    /// <param name="weights">Words of eight outputs side by side.</param>
    /// <param name="negative">The inputs' signs.</param>
    /// <param name="there">Which inputs count.</param>
    /// <param name="words">Number of words of a row.</param>
    /// <param name="counts">Receives eight counts.</param>
    /// <param name="level">Width of the vectors.</param>
    public static void Differences(ulong* weights, ulong* negative, ulong* there, int words, long* counts, IsaLevel level)
    {
        switch (level)
        {
            case IsaLevel.Avx512:
                Differences512(weights, negative, there, words).Store(counts);
                break;
            case IsaLevel.Avx2:
                Differences256(weights, negative, there, words).Store(counts);
                Differences256(weights + 4, negative, there, words).Store(counts + 4);
                break;
            default:
                Scalar(weights, negative, there, words, counts);
                break;
        }
    }

    private static void Scalar(ulong* weights, ulong* negative, ulong* there, int words, long* counts)
    {
        for (var lane = 0; lane < SignWeights.Lanes; lane++)
        {
            counts[lane] = 0;
            for (var word = 0; word < words; word++)
            {
                counts[lane] += BitOperations.PopCount((weights[(word * SignWeights.Lanes) + lane] ^ negative[word]) & there[word]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector256<long> Differences256(ulong* weights, ulong* negative, ulong* there, int words)
    {
        var bits = Vector256.Create(Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4));
        var low = Vector256.Create((byte)0x0F);
        var sum = Vector256<long>.Zero;
        for (nint word = 0; word < words; word++)
        {
            var differ = ((Vector256.Load(weights + (word * SignWeights.Lanes)) ^ Vector256.Create(negative[word])) & Vector256.Create(there[word])).AsByte();
            var count = Avx2.Shuffle(bits, differ & low) + Avx2.Shuffle(bits, (differ.AsUInt16() >>> 4).AsByte() & low);
            sum += Avx2.SumAbsoluteDifferences(count, Vector256<byte>.Zero).AsInt64();
        }

        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static Vector512<long> Differences512(ulong* weights, ulong* negative, ulong* there, int words)
    {
        var bits = Vector512.Create(Vector256.Create(Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4)));
        var low = Vector512.Create((byte)0x0F);
        var sum = Vector512<long>.Zero;
        for (nint word = 0; word < words; word++)
        {
            var differ = ((Vector512.Load(weights + (word * SignWeights.Lanes)) ^ Vector512.Create(negative[word])) & Vector512.Create(there[word])).AsByte();
            var count = Avx512BW.Shuffle(bits, differ & low) + Avx512BW.Shuffle(bits, (differ.AsUInt16() >>> 4).AsByte() & low);
            sum += Avx512BW.SumAbsoluteDifferences(count, Vector512<byte>.Zero).AsInt64();
        }

        return sum;
    }
}
