using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One input row against a <see cref="SparseFloatChain"/>, for AVX-512.</summary>
internal static unsafe class SparseFloatChainRow
{
    private const int Lanes = SparseFloatBlock.Lanes;

    /// <param name="x">The inputs; sixteen may be read.</param>
    /// <param name="y">The outputs.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="chain">The packed words.</param>
    /// <param name="offset">Places of the windows.</param>
    /// <param name="groups">Groups of every block.</param>
    /// <param name="bias">Bias of every lane.</param>
    /// <param name="order">Output of every lane; null if they are in order.</param>
    /// <param name="minimum">Least output.</param>
    /// <param name="maximum">Greatest output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* x, float* y, int outputs, uint* chain, ushort* offset, int* groups, float* bias, int* order, float minimum, float maximum)
    {
        Vector512<float> low = Vector512.Create(minimum), high = Vector512.Create(maximum);
        var done = stackalloc float[Lanes];
        for (var first = 0; first < outputs; first += Lanes)
        {
            // vpermi2ps looks at the low five bits of each index only, so the bytes of the steps behind need no mask.
            Vector512<float> a = Vector512.Load(bias + first), b = default, c = default, d = default, p = Vector512.Load(x + *offset++);
            for (var group = *groups++; group > 0; group--, chain += SparseFloatChain.GroupWords, offset += SparseFloatChain.StepsPerGroup)
            {
                var i = Vector512.Load(chain);
                var q = Vector512.Load(x + offset[0]);
                a = Step(p, i, q, chain + Lanes, a);
                p = Vector512.Load(x + offset[1]);
                b = Step(q, i >>> 8, p, chain + (2 * Lanes), b);
                q = Vector512.Load(x + offset[2]);
                c = Step(p, i >>> 16, q, chain + (3 * Lanes), c);
                p = Vector512.Load(x + offset[3]);
                d = Step(q, i >>> 24, p, chain + (4 * Lanes), d);
            }

            var sums = TileLanes512.Clamp(a + b + (c + d), low, high);
            if (order is null)
            {
                TileLanes512.StoreFirst(sums, y + first, Math.Min(outputs - first, Lanes));
                continue;
            }

            sums.Store(done);
            for (var lane = 0; lane < Math.Min(outputs - first, Lanes); lane++)
            {
                y[order[first + lane]] = done[lane];
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Step(Vector512<float> first, Vector512<uint> index, Vector512<float> second, uint* weights, Vector512<float> sum) =>
        Avx512F.FusedMultiplyAdd(Avx512F.PermuteVar16x32x2(first, index.AsInt32(), second), Vector512.Load(weights).AsSingle(), sum);
}
