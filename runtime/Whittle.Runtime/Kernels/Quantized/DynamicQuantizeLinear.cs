using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Float to unsigned 8 bits over the range of the data at hand, which is widened to include zero.</summary>
/// <remarks>Elements that are NaN do not take part in the range.</remarks>
public static class DynamicQuantizeLinear
{
    /// <summary>Quantizes, giving the scale and zero point in spans of length 1.</summary>
    public static void Run(ReadOnlySpan<float> input, Span<byte> output, Span<float> outputScale, Span<byte> outputZeroPoint)
    {
        Element8.CheckLength(outputScale.Length, 1, nameof(outputScale));
        Element8.CheckLength(outputZeroPoint.Length, 1, nameof(outputZeroPoint));
        Run(input, output, out outputScale[0], out outputZeroPoint[0]);
    }

    /// <summary>Quantizes, giving the scale and zero point.</summary>
    public static void Run(ReadOnlySpan<float> input, Span<byte> output, out float scale, out byte zeroPoint) =>
        Run(input, output, out scale, out zeroPoint, Isa.Best);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static void Run(ReadOnlySpan<float> input, Span<byte> output, out float scale, out byte zeroPoint, IsaLevel isa)
    {
        Element8.CheckLength(output.Length, input.Length, nameof(output));
        // Starting at zero widens the range to include it.
        float minimum = 0, maximum = 0;
        var done = 0;
        if (isa >= IsaLevel.Avx512 && input.Length - done >= Lanes512.Count)
        {
            done = Blocks<Lanes512, Vector512<float>>(input, ref minimum, ref maximum, done);
        }

        if (isa >= IsaLevel.Avx2 && input.Length - done >= Lanes256.Count)
        {
            done = Blocks<Lanes256, Vector256<float>>(input, ref minimum, ref maximum, done);
        }

        if (isa >= IsaLevel.Vector128 && input.Length - done >= Lanes128.Count)
        {
            done = Blocks<Lanes128, Vector128<float>>(input, ref minimum, ref maximum, done);
        }

        if (done < input.Length)
        {
            Scalar(input[done..], ref minimum, ref maximum);
        }
        Parameters(minimum, maximum, out scale, out zeroPoint);
        QuantizeLinear.Run(input, output, scale, zeroPoint, isa);
    }

    // The zero point of an infinite range is that of a quotient NaN: the comparisons below let it fall to 255.
    private static void Parameters(float minimum, float maximum, out float scale, out byte zeroPoint)
    {
        scale = maximum == minimum ? 1f : (maximum - minimum) / 255f;
        var exact = 0f - (minimum / scale);
        var limited = exact < 255f ? exact : 255f;
        zeroPoint = (byte)Element8.Round(limited > 0f ? limited : 0f);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Scalar(ReadOnlySpan<float> input, ref float minimum, ref float maximum)
    {
        foreach (var value in input)
        {
            minimum = value < minimum ? value : minimum;
            maximum = value > maximum ? value : maximum;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int Blocks<TLanes, TVector>(ReadOnlySpan<float> input, ref float minimum, ref float maximum, int start)
        where TLanes : struct, ILanes<TVector>
    {
        if (input.Length - start < TLanes.Count)
        {
            return start;
        }

        ref var source = ref MemoryMarshal.GetReference(input);
        var low = TLanes.Broadcast(minimum);
        var high = TLanes.Broadcast(maximum);
        var i = start;
        for (; i <= input.Length - TLanes.Count; i += TLanes.Count)
        {
            var value = TLanes.Load(ref Unsafe.Add(ref source, i));
            low = TLanes.Lesser(value, low);
            high = TLanes.Greater(value, high);
        }

        // Both vectors go to memory before the call: one that lived across it would be spilled inside the loop.
        Span<float> lanes = stackalloc float[2 * TLanes.Count];
        TLanes.Store(low, ref MemoryMarshal.GetReference(lanes));
        TLanes.Store(high, ref lanes[TLanes.Count]);
        Scalar(lanes, ref minimum, ref maximum);
        return i;
    }
}
