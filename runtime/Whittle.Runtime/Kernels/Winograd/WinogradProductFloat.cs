using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>One of the 36 products: twelve tiles by thirty-two outputs in 24 registers, over all channels.</summary>
internal static unsafe class WinogradProductFloat
{
    public const int Outputs = 32;

    /// <summary>As many as there are registers for.</summary>
    public const int Tiles = 12;

    /// <param name="v">Transformed activations of twelve tiles, <paramref name="channels"/> apart.</param>
    /// <param name="u">Transformed weights, [channels, 32].</param>
    /// <param name="channels">Input channels.</param>
    /// <param name="m">Sums of twelve tiles, <paramref name="stride"/> apart.</param>
    /// <param name="stride">Output channels.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* v, float* u, int channels, float* m, int stride)
    {
        Vector512<float> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<float> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        Vector512<float> i0 = default, i1 = default, j0 = default, j1 = default, k0 = default, k1 = default, l0 = default, l1 = default;
        var v4 = v + (4 * channels);
        var v8 = v4 + (4 * channels);
        for (var channel = 0; channel < channels; channel++, u += 32)
        {
            var (w0, w1) = (Vector512.Load(u), Vector512.Load(u + 16));
            var a = Vector512.Create(v[channel]);
            a0 = Vector512.FusedMultiplyAdd(a, w0, a0);
            a1 = Vector512.FusedMultiplyAdd(a, w1, a1);
            var b = Vector512.Create(v[channels + channel]);
            b0 = Vector512.FusedMultiplyAdd(b, w0, b0);
            b1 = Vector512.FusedMultiplyAdd(b, w1, b1);
            var c = Vector512.Create(v[(2 * channels) + channel]);
            c0 = Vector512.FusedMultiplyAdd(c, w0, c0);
            c1 = Vector512.FusedMultiplyAdd(c, w1, c1);
            var d = Vector512.Create(v[(3 * channels) + channel]);
            d0 = Vector512.FusedMultiplyAdd(d, w0, d0);
            d1 = Vector512.FusedMultiplyAdd(d, w1, d1);
            var e = Vector512.Create(v4[channel]);
            e0 = Vector512.FusedMultiplyAdd(e, w0, e0);
            e1 = Vector512.FusedMultiplyAdd(e, w1, e1);
            var f = Vector512.Create(v4[channels + channel]);
            f0 = Vector512.FusedMultiplyAdd(f, w0, f0);
            f1 = Vector512.FusedMultiplyAdd(f, w1, f1);
            var g = Vector512.Create(v4[(2 * channels) + channel]);
            g0 = Vector512.FusedMultiplyAdd(g, w0, g0);
            g1 = Vector512.FusedMultiplyAdd(g, w1, g1);
            var h = Vector512.Create(v4[(3 * channels) + channel]);
            h0 = Vector512.FusedMultiplyAdd(h, w0, h0);
            h1 = Vector512.FusedMultiplyAdd(h, w1, h1);
            var i = Vector512.Create(v8[channel]);
            i0 = Vector512.FusedMultiplyAdd(i, w0, i0);
            i1 = Vector512.FusedMultiplyAdd(i, w1, i1);
            var j = Vector512.Create(v8[channels + channel]);
            j0 = Vector512.FusedMultiplyAdd(j, w0, j0);
            j1 = Vector512.FusedMultiplyAdd(j, w1, j1);
            var k = Vector512.Create(v8[(2 * channels) + channel]);
            k0 = Vector512.FusedMultiplyAdd(k, w0, k0);
            k1 = Vector512.FusedMultiplyAdd(k, w1, k1);
            var l = Vector512.Create(v8[(3 * channels) + channel]);
            l0 = Vector512.FusedMultiplyAdd(l, w0, l0);
            l1 = Vector512.FusedMultiplyAdd(l, w1, l1);
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
    private static void Store(Vector512<float> first, Vector512<float> second, float* m)
    {
        first.Store(m);
        second.Store(m + 16);
    }
}
