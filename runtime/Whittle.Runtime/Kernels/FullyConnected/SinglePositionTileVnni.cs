using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary>Sums of one position over panels of sixteen outputs (<see cref="DensePanelsInt8"/>), by 256-bit <c>vpdpbusd</c>: the fastest there is in .NET 10.</summary>
/// <remarks>Written for one width and without generic helpers: it is most of what a first prediction compiles, and inlining is most of compiling.</remarks>
[SkipLocalsInit]
internal static unsafe class SinglePositionTileVnni
{
    public const int Outputs = 16;

    /// <summary>Σ activation * weight for some outputs; whole panels are written.</summary>
    /// <param name="x">Activations.</param>
    /// <param name="lastStep">Where the last four of them start.</param>
    /// <param name="w">The first panel.</param>
    /// <param name="outputs">Number of outputs.</param>
    /// <param name="sums">Room for a whole number of panels.</param>
    public static void Unsigned(byte* x, int lastStep, sbyte* w, int outputs, int* sums) => Run<Int8Unsigned>(x, lastStep, w, outputs, sums);

    /// <summary>The same for signed activations, which count 128 more than they are.</summary>
    public static void Signed(byte* x, int lastStep, sbyte* w, int outputs, int* sums) => Run<Int8Signed>(x, lastStep, w, outputs, sums);

    // One position has too few lanes to hide the latency of a multiplication, so eight sums run at once: two for each of four panels or, of the panels that are
    // left, for each of four steps. Four panels read an activation once for all of them, and four streams of weights come faster from an outer cache than one.
    [MethodImpl(OptimizedAtOnce.Loop)]
    private static void Run<TSign>(byte* x, int lastStep, sbyte* w, int outputs, int* sums)
        where TSign : IInt8Sign
    {
        var last = x + lastStep;
        var panelBytes = (nint)((lastStep + 7) / 4) * (4 * Outputs);
        for (; outputs > 3 * Outputs; outputs -= 4 * Outputs, sums += 4 * Outputs)
        {
            var w1 = w + panelBytes;
            var w2 = w1 + panelBytes;
            var w3 = w2 + panelBytes;
            Vector256<int> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            for (var p = x; p < last + 4; p += 4, w += 64, w1 += 64, w2 += 64, w3 += 64)
            {
                // The last step may overlap the one before.
                var v = Broadcast<TSign>(p < last ? p : last);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, v, Avx.LoadVector256(w));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, v, Avx.LoadVector256(w + 32));
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, v, Avx.LoadVector256(w1));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, v, Avx.LoadVector256(w1 + 32));
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, v, Avx.LoadVector256(w2));
                b2 = AvxVnni.MultiplyWideningAndAdd(b2, v, Avx.LoadVector256(w2 + 32));
                a3 = AvxVnni.MultiplyWideningAndAdd(a3, v, Avx.LoadVector256(w3));
                b3 = AvxVnni.MultiplyWideningAndAdd(b3, v, Avx.LoadVector256(w3 + 32));
            }

            Avx.Store(sums, a0);
            Avx.Store(sums + 8, b0);
            Avx.Store(sums + 16, a1);
            Avx.Store(sums + 24, b1);
            Avx.Store(sums + 32, a2);
            Avx.Store(sums + 40, b2);
            Avx.Store(sums + 48, a3);
            Avx.Store(sums + 56, b3);
            w = w3;
        }

        for (; outputs > 0; outputs -= Outputs, sums += Outputs)
        {
            Vector256<int> a0 = default, b0 = default, a1 = default, b1 = default, a2 = default, b2 = default, a3 = default, b3 = default;
            var p = x;
            for (; p + 12 <= last; p += 16, w += 256)
            {
                var v = Broadcast<TSign>(p);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, v, Avx.LoadVector256(w));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, v, Avx.LoadVector256(w + 32));
                v = Broadcast<TSign>(p + 4);
                a1 = AvxVnni.MultiplyWideningAndAdd(a1, v, Avx.LoadVector256(w + 64));
                b1 = AvxVnni.MultiplyWideningAndAdd(b1, v, Avx.LoadVector256(w + 96));
                v = Broadcast<TSign>(p + 8);
                a2 = AvxVnni.MultiplyWideningAndAdd(a2, v, Avx.LoadVector256(w + 128));
                b2 = AvxVnni.MultiplyWideningAndAdd(b2, v, Avx.LoadVector256(w + 160));
                v = Broadcast<TSign>(p + 12);
                a3 = AvxVnni.MultiplyWideningAndAdd(a3, v, Avx.LoadVector256(w + 192));
                b3 = AvxVnni.MultiplyWideningAndAdd(b3, v, Avx.LoadVector256(w + 224));
            }

            // Up to four steps more, of which the last may overlap the one before.
            for (; p < last + 4; p += 4, w += 64)
            {
                var v = Broadcast<TSign>(p < last ? p : last);
                a0 = AvxVnni.MultiplyWideningAndAdd(a0, v, Avx.LoadVector256(w));
                b0 = AvxVnni.MultiplyWideningAndAdd(b0, v, Avx.LoadVector256(w + 32));
            }

            Avx.Store(sums, Avx2.Add(Avx2.Add(a0, a1), Avx2.Add(a2, a3)));
            Avx.Store(sums + 8, Avx2.Add(Avx2.Add(b0, b1), Avx2.Add(b2, b3)));
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<byte> Broadcast<TSign>(byte* x)
        where TSign : IInt8Sign
    {
        var four = Avx2.BroadcastScalarToVector256((int*)x);
        return (TSign.Signed ? four ^ Vector256.Create(unchecked((int)0x80808080)) : four).AsByte();
    }
}
