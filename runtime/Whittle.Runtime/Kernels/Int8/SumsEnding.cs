using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>Ends sums that lie in memory. Each width is a method of its own, so that only the one in use is compiled.</summary>
internal static unsafe class SumsEnding<TEpilogue>
    where TEpilogue : struct, IInt8Epilogue
{
    /// <summary>Ends the sums of one position.</summary>
    /// <param name="sums">Those of the outputs from <paramref name="first"/> on.</param>
    /// <param name="first">First output, for the parameters.</param>
    /// <param name="count">Number of outputs.</param>
    /// <param name="output">Where they go.</param>
    /// <param name="epilogue">The ending.</param>
    /// <param name="level">The width.</param>
    public static void Run(int* sums, int first, int count, byte* output, in TEpilogue epilogue, IsaLevel level)
    {
        if (level == IsaLevel.Avx512)
        {
            Run512(sums, first, count, output, in epilogue);
        }
        else if (level == IsaLevel.Avx2)
        {
            Run256(sums, first, count, output, in epilogue);
        }
        else
        {
            RunNarrower(sums, first, count, output, in epilogue, level);
        }
    }

    /// <summary>Four vectors at a time, then single ones, the last outputs masked; whole vectors of sums may be read.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run512(int* sums, int first, int count, byte* output, in TEpilogue epilogue)
    {
        for (; count >= 64; count -= 64, sums += 64, first += 64, output += 64 * TEpilogue.OutputBytes)
        {
            epilogue.EndRow(
                Avx512F.LoadVector512(sums),
                Avx512F.LoadVector512(sums + 16),
                Avx512F.LoadVector512(sums + 32),
                Avx512F.LoadVector512(sums + 48),
                first,
                output);
        }

        for (; count >= 16; count -= 16, sums += 16, first += 16, output += 16 * TEpilogue.OutputBytes)
        {
            epilogue.End(Avx512F.LoadVector512(sums), first, output);
        }

        if (count > 0)
        {
            epilogue.EndFirst(Avx512F.LoadVector512(sums), count, first, output);
        }
    }

    /// <summary>Four vectors at a time, then single ones, of which the last may end outputs again; fewer than a vector of outputs one by one.</summary>
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void Run256(int* sums, int first, int count, byte* output, in TEpilogue epilogue)
    {
        var canRepeat = count >= 8;
        for (; count >= 32; count -= 32, sums += 32, first += 32, output += 32 * TEpilogue.OutputBytes)
        {
            epilogue.EndRow(
                Avx.LoadVector256(sums), Avx.LoadVector256(sums + 8), Avx.LoadVector256(sums + 16), Avx.LoadVector256(sums + 24), first, output);
        }

        for (; count >= 8; count -= 8, sums += 8, first += 8, output += 8 * TEpilogue.OutputBytes)
        {
            epilogue.End(Avx.LoadVector256(sums), first, output);
        }

        if (count > 0 && canRepeat)
        {
            var back = 8 - count;
            epilogue.End(Avx.LoadVector256(sums - back), first - back, output - (back * TEpilogue.OutputBytes));
            return;
        }

        for (; count > 0; count--, sums++, first++, output += TEpilogue.OutputBytes)
        {
            epilogue.End(*sums, first, output);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunNarrower(int* sums, int first, int count, byte* output, in TEpilogue epilogue, IsaLevel level)
    {
        var i = 0;
        if (level >= IsaLevel.Vector128)
        {
            for (; i + 4 <= count; i += 4)
            {
                epilogue.End(Vector128.Load(sums + i), first + i, output + (i * TEpilogue.OutputBytes));
            }
        }

        for (; i < count; i++)
        {
            epilogue.End(sums[i], first + i, output + (i * TEpilogue.OutputBytes));
        }
    }
}
