using System.Numerics;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels.Lanes;

/// <summary>Arithmetic on rows that lie side by side, for kernels that are no layers. Products are rounded before they are added, so every path has the
/// bits of the scalar loop.</summary>
internal static class Rows
{
    /// <summary>y = factor · x.</summary>
    public static void Scale<T>(ReadOnlySpan<T> x, T factor, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        y = y[..x.Length];
        var done = Vectorized<T>(x.Length);
        var from = MemoryMarshal.Cast<T, Vector<T>>(x[..done]);
        var to = MemoryMarshal.Cast<T, Vector<T>>(y[..done]);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] = from[i] * factor;
        }

        for (var i = done; i < y.Length; i++)
        {
            y[i] = x[i] * factor;
        }
    }

    /// <summary>y += factor · x.</summary>
    public static void AddScaled<T>(ReadOnlySpan<T> x, T factor, Span<T> y)
        where T : unmanaged, INumber<T>
    {
        y = y[..x.Length];
        var done = Vectorized<T>(x.Length);
        var from = MemoryMarshal.Cast<T, Vector<T>>(x[..done]);
        var to = MemoryMarshal.Cast<T, Vector<T>>(y[..done]);
        for (var i = 0; i < to.Length; i++)
        {
            to[i] += from[i] * factor;
        }

        for (var i = done; i < y.Length; i++)
        {
            y[i] += x[i] * factor;
        }
    }

    /// <summary>Elements that fill whole vectors; none on the scalar path and for types without vectors (Half).</summary>
    private static int Vectorized<T>(int length)
        where T : unmanaged => Isa.Best > IsaLevel.Scalar && Vector<T>.IsSupported ? length - (length % Vector<T>.Count) : 0;
}
