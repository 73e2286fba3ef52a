using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels.Winograd;

/// <summary>One of the 36 products: tiles by outputs, over pairs of channels (<c>vpmaddwd</c>).</summary>
internal static unsafe class WinogradProductInt8
{
    private const int Group = WinogradWeightsInt8.Group;

    // Sums of a tile: 36 vectors for each half of a panel.
    private const int Half = WinogradFilter.Points * Group;
    private const int Tile = 2 * Half;

    /// <summary>Eight tiles by thirty-two outputs in sixteen registers.</summary>
    /// <param name="v">Transformed activations, tiles by sixteen channels.</param>
    /// <param name="group">Elements from sixteen channels to the next ones, less sixteen.</param>
    /// <param name="u">Transformed weights, [channels / 2, 32, 2].</param>
    /// <param name="end">Their end.</param>
    /// <param name="m">Sums of the first tile's first sixteen outputs.</param>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Eight(short* v, int group, short* u, short* end, int* m)
    {
        Vector512<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        Vector512<int> e0 = default, e1 = default, f0 = default, f1 = default, g0 = default, g1 = default, h0 = default, h1 = default;
        for (; u < end; v += group)
        {
            for (var last = v + Group; v < last; v += 2, u += 64)
            {
                var (w0, w1) = (Avx512BW.LoadVector512(u), Avx512BW.LoadVector512(u + 32));
                var x = Pair(v);
                a0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                a1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + Group);
                b0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                b1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (2 * Group));
                c0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                c1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (3 * Group));
                d0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                d1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (4 * Group));
                e0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                e1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (5 * Group));
                f0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                f1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (6 * Group));
                g0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                g1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (7 * Group));
                h0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                h1 += Avx512BW.MultiplyAddAdjacent(x, w1);
            }
        }

        Store(a0, a1, m);
        Store(b0, b1, m + Tile);
        Store(c0, c1, m + (2 * Tile));
        Store(d0, d1, m + (3 * Tile));
        Store(e0, e1, m + (4 * Tile));
        Store(f0, f1, m + (5 * Tile));
        Store(g0, g1, m + (6 * Tile));
        Store(h0, h1, m + (7 * Tile));
    }

    /// <summary>Four tiles by thirty-two outputs.</summary>
    /// <inheritdoc cref="Eight"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Four(short* v, int group, short* u, short* end, int* m)
    {
        Vector512<int> a0 = default, a1 = default, b0 = default, b1 = default, c0 = default, c1 = default, d0 = default, d1 = default;
        for (; u < end; v += group)
        {
            for (var last = v + Group; v < last; v += 2, u += 64)
            {
                var (w0, w1) = (Avx512BW.LoadVector512(u), Avx512BW.LoadVector512(u + 32));
                var x = Pair(v);
                a0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                a1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + Group);
                b0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                b1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (2 * Group));
                c0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                c1 += Avx512BW.MultiplyAddAdjacent(x, w1);
                x = Pair(v + (3 * Group));
                d0 += Avx512BW.MultiplyAddAdjacent(x, w0);
                d1 += Avx512BW.MultiplyAddAdjacent(x, w1);
            }
        }

        Store(a0, a1, m);
        Store(b0, b1, m + Tile);
        Store(c0, c1, m + (2 * Tile));
        Store(d0, d1, m + (3 * Tile));
    }

    /// <summary>Eight tiles by sixteen outputs; the weights are [channels / 2, 16, 2].</summary>
    /// <inheritdoc cref="Eight"/>
    [MethodImpl(MethodImplOptions.NoInlining | MethodImplOptions.AggressiveOptimization)]
    public static void Narrow(short* v, int group, short* u, short* end, int* m)
    {
        Vector512<int> a = default, b = default, c = default, d = default, e = default, f = default, g = default, h = default;
        for (; u < end; v += group)
        {
            for (var last = v + Group; v < last; v += 2, u += 32)
            {
                var w = Avx512BW.LoadVector512(u);
                a += Avx512BW.MultiplyAddAdjacent(Pair(v), w);
                b += Avx512BW.MultiplyAddAdjacent(Pair(v + Group), w);
                c += Avx512BW.MultiplyAddAdjacent(Pair(v + (2 * Group)), w);
                d += Avx512BW.MultiplyAddAdjacent(Pair(v + (3 * Group)), w);
                e += Avx512BW.MultiplyAddAdjacent(Pair(v + (4 * Group)), w);
                f += Avx512BW.MultiplyAddAdjacent(Pair(v + (5 * Group)), w);
                g += Avx512BW.MultiplyAddAdjacent(Pair(v + (6 * Group)), w);
                h += Avx512BW.MultiplyAddAdjacent(Pair(v + (7 * Group)), w);
            }
        }

        a.Store(m);
        b.Store(m + Tile);
        c.Store(m + (2 * Tile));
        d.Store(m + (3 * Tile));
        e.Store(m + (4 * Tile));
        f.Store(m + (5 * Tile));
        g.Store(m + (6 * Tile));
        h.Store(m + (7 * Tile));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<short> Pair(short* v) => Vector512.Create(*(int*)v).AsInt16();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(Vector512<int> first, Vector512<int> second, int* m)
    {
        first.Store(m);
        second.Store(m + Half);
    }
}
