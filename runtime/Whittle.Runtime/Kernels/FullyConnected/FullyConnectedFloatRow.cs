using System.Runtime.CompilerServices;
using Whittle.Runtime.Kernels.Lanes;

namespace Whittle.Runtime.Kernels;

/// <summary>One input row against panels of four vectors, then of one vector.</summary>
/// <remarks>Weights are read once, so the kernel runs at the speed of the cache that holds them;
/// several independent sums hide the latency of the additions. All outputs of a layer are summed in one order, so that equal columns give equal results:
/// behind wide panels a single vector takes two sums as they do, and four where there is no wide panel.</remarks>
internal static unsafe class FullyConnectedFloatRow<TLanes, TVector>
    where TLanes : struct, ITileLanes<TVector>
    where TVector : unmanaged
{
    /// <summary>Vectors of a wide panel.</summary>
    public const int Vectors = 4;

    /// <summary>Computes all outputs of one row; panels as <see cref="FloatPanels"/> packs them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* input, float* weights, float* bias, float* output, int inputs, int outputs, float minimum, float maximum)
    {
        var first = 0;
        for (; first + ((Vectors - 1) * TLanes.Count) < outputs; first += Vectors * TLanes.Count)
        {
            var width = Math.Min(Vectors * TLanes.Count, outputs - first);
            Wide(input, weights + ((long)first * inputs), bias + first, output + first, inputs, width, minimum, maximum);
        }

        for (; first < outputs; first += TLanes.Count)
        {
            var width = Math.Min(TLanes.Count, outputs - first);
            if (outputs > (Vectors - 1) * TLanes.Count)
            {
                Last(input, weights + ((long)first * inputs), bias + first, output + first, inputs, width, minimum, maximum);
            }
            else
            {
                Narrow(input, weights + ((long)first * inputs), bias + first, output + first, inputs, width, minimum, maximum);
            }
        }
    }

    // Vectors a, b, c, d of the panel; two sums each, for even and odd inputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Wide(float* x, float* w, float* bias, float* y, int inputs, int outputs, float minimum, float maximum)
    {
        TVector a0 = TLanes.Load(bias), b0 = TLanes.Load(bias + TLanes.Count);
        TVector c0 = TLanes.Load(bias + (2 * TLanes.Count)), d0 = TLanes.Load(bias + (3 * TLanes.Count));
        TVector a1 = default, b1 = default, c1 = default, d1 = default;
        var end = x + inputs;
        for (; x + 2 <= end; x += 2, w += 2 * Vectors * TLanes.Count)
        {
            var even = TLanes.Broadcast(x[0]);
            a0 = TLanes.MultiplyAdd(even, TLanes.Load(w), a0);
            b0 = TLanes.MultiplyAdd(even, TLanes.Load(w + TLanes.Count), b0);
            c0 = TLanes.MultiplyAdd(even, TLanes.Load(w + (2 * TLanes.Count)), c0);
            d0 = TLanes.MultiplyAdd(even, TLanes.Load(w + (3 * TLanes.Count)), d0);
            var odd = TLanes.Broadcast(x[1]);
            a1 = TLanes.MultiplyAdd(odd, TLanes.Load(w + (4 * TLanes.Count)), a1);
            b1 = TLanes.MultiplyAdd(odd, TLanes.Load(w + (5 * TLanes.Count)), b1);
            c1 = TLanes.MultiplyAdd(odd, TLanes.Load(w + (6 * TLanes.Count)), c1);
            d1 = TLanes.MultiplyAdd(odd, TLanes.Load(w + (7 * TLanes.Count)), d1);
        }

        if (x < end)
        {
            var last = TLanes.Broadcast(x[0]);
            a0 = TLanes.MultiplyAdd(last, TLanes.Load(w), a0);
            b0 = TLanes.MultiplyAdd(last, TLanes.Load(w + TLanes.Count), b0);
            c0 = TLanes.MultiplyAdd(last, TLanes.Load(w + (2 * TLanes.Count)), c0);
            d0 = TLanes.MultiplyAdd(last, TLanes.Load(w + (3 * TLanes.Count)), d0);
        }

        TVector low = TLanes.Broadcast(minimum), high = TLanes.Broadcast(maximum);
        TLanes.Store(TLanes.Clamp(TLanes.Add(a0, a1), low, high), y);
        TLanes.Store(TLanes.Clamp(TLanes.Add(b0, b1), low, high), y + TLanes.Count);
        TLanes.Store(TLanes.Clamp(TLanes.Add(c0, c1), low, high), y + (2 * TLanes.Count));
        TLanes.StoreFirst(TLanes.Clamp(TLanes.Add(d0, d1), low, high), y + (3 * TLanes.Count), outputs - (3 * TLanes.Count));
    }

    // One vector behind wide panels; two sums, for even and odd inputs.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Last(float* x, float* w, float* bias, float* y, int inputs, int outputs, float minimum, float maximum)
    {
        TVector s0 = TLanes.Load(bias), s1 = default;
        var end = x + inputs;
        for (; x + 2 <= end; x += 2, w += 2 * TLanes.Count)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), TLanes.Load(w), s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(x[1]), TLanes.Load(w + TLanes.Count), s1);
        }

        if (x < end)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), TLanes.Load(w), s0);
        }

        TLanes.StoreFirst(TLanes.Clamp(TLanes.Add(s0, s1), TLanes.Broadcast(minimum), TLanes.Broadcast(maximum)), y, outputs);
    }

    // One vector; four sums, for inputs 4i to 4i + 3.
    [MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]
    private static void Narrow(float* x, float* w, float* bias, float* y, int inputs, int outputs, float minimum, float maximum)
    {
        TVector s0 = TLanes.Load(bias), s1 = default, s2 = default, s3 = default;
        var end = x + inputs;
        for (; x + 4 <= end; x += 4, w += 4 * TLanes.Count)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), TLanes.Load(w), s0);
            s1 = TLanes.MultiplyAdd(TLanes.Broadcast(x[1]), TLanes.Load(w + TLanes.Count), s1);
            s2 = TLanes.MultiplyAdd(TLanes.Broadcast(x[2]), TLanes.Load(w + (2 * TLanes.Count)), s2);
            s3 = TLanes.MultiplyAdd(TLanes.Broadcast(x[3]), TLanes.Load(w + (3 * TLanes.Count)), s3);
        }

        for (; x < end; x++, w += TLanes.Count)
        {
            s0 = TLanes.MultiplyAdd(TLanes.Broadcast(x[0]), TLanes.Load(w), s0);
        }

        var sum = TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3));
        TLanes.StoreFirst(TLanes.Clamp(sum, TLanes.Broadcast(minimum), TLanes.Broadcast(maximum)), y, outputs);
    }
}
