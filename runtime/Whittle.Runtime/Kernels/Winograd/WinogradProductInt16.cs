using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>One of the 36 products: twelve tiles by thirty-two outputs in 24 registers, over pairs of channels (<c>vpmaddwd</c>).</summary>
internal static unsafe class WinogradProductInt16
{
    public const int Outputs = 32;

    /// <param name="v">Transformed activations of twelve tiles, <paramref name="channels"/> apart.</param>
    /// <param name="u">Transformed weights, [channels / 2, 32, 2].</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="m">Sums of twelve tiles, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Output channels.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(short* v, short* u, int channels, int* m, int stride)
    {
        Vector512<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<int> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        Vector512<int> i0 = default, i1 = default, j0 = default, j1 = default, k0 = default, k1 = default, l0 = default, l1 = default;
        var v4 = v + (4 * channels);
        var v8 = v4 + (4 * channels);
        for (var channel = 0; channel < channels; channel += 2, u += 64)
        {
            var (w0, w1) = (Vector512.Load(u), Vector512.Load(u + 32));
            var a = Vector512.Create(*(int*)(v + channel)).AsInt16();
            a0 += Avx512BW.MultiplyAddAdjacent(a, w0);
            a1 += Avx512BW.MultiplyAddAdjacent(a, w1);
            var b = Vector512.Create(*(int*)(v + channels + channel)).AsInt16();
            b0 += Avx512BW.MultiplyAddAdjacent(b, w0);
            b1 += Avx512BW.MultiplyAddAdjacent(b, w1);
            var c = Vector512.Create(*(int*)(v + (2 * channels) + channel)).AsInt16();
            c0 += Avx512BW.MultiplyAddAdjacent(c, w0);
            c1 += Avx512BW.MultiplyAddAdjacent(c, w1);
            var d = Vector512.Create(*(int*)(v + (3 * channels) + channel)).AsInt16();
            d0 += Avx512BW.MultiplyAddAdjacent(d, w0);
            d1 += Avx512BW.MultiplyAddAdjacent(d, w1);
            var e = Vector512.Create(*(int*)(v4 + channel)).AsInt16();
            e0 += Avx512BW.MultiplyAddAdjacent(e, w0);
            e1 += Avx512BW.MultiplyAddAdjacent(e, w1);
            var f = Vector512.Create(*(int*)(v4 + channels + channel)).AsInt16();
            f0 += Avx512BW.MultiplyAddAdjacent(f, w0);
            f1 += Avx512BW.MultiplyAddAdjacent(f, w1);
            var g = Vector512.Create(*(int*)(v4 + (2 * channels) + channel)).AsInt16();
            g0 += Avx512BW.MultiplyAddAdjacent(g, w0);
            g1 += Avx512BW.MultiplyAddAdjacent(g, w1);
            var h = Vector512.Create(*(int*)(v4 + (3 * channels) + channel)).AsInt16();
            h0 += Avx512BW.MultiplyAddAdjacent(h, w0);
            h1 += Avx512BW.MultiplyAddAdjacent(h, w1);
            var i = Vector512.Create(*(int*)(v8 + channel)).AsInt16();
            i0 += Avx512BW.MultiplyAddAdjacent(i, w0);
            i1 += Avx512BW.MultiplyAddAdjacent(i, w1);
            var j = Vector512.Create(*(int*)(v8 + channels + channel)).AsInt16();
            j0 += Avx512BW.MultiplyAddAdjacent(j, w0);
            j1 += Avx512BW.MultiplyAddAdjacent(j, w1);
            var k = Vector512.Create(*(int*)(v8 + (2 * channels) + channel)).AsInt16();
            k0 += Avx512BW.MultiplyAddAdjacent(k, w0);
            k1 += Avx512BW.MultiplyAddAdjacent(k, w1);
            var l = Vector512.Create(*(int*)(v8 + (3 * channels) + channel)).AsInt16();
            l0 += Avx512BW.MultiplyAddAdjacent(l, w0);
            l1 += Avx512BW.MultiplyAddAdjacent(l, w1);
        }

        Store(a0, a1, m);
        Store(b0, b1, m + stride);
        Store(c0, c1, m + (2 * stride));
        Store(d0, d1, m + (3 * stride));
        Store(e0, e1, m + (4 * stride));
        Store(f0, f1, m + (5 * stride));
        Store(g0, g1, m + (6 * stride));
        Store(h0, h1, m + (7 * stride));
        Store(i0, i1, m + (8 * stride));
        Store(j0, j1, m + (9 * stride));
        Store(k0, k1, m + (10 * stride));
        Store(l0, l1, m + (11 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> first, Vector512<int> second, int* m)
    {
        first.Store(m);
        second.Store(m + 16);
    }
}
