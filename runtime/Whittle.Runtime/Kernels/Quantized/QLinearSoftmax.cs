using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Softmax of 8-bit rows through a table of exponentials (<see cref="QuantizedTables.SoftmaxExponentials"/>).</summary>
/// <remarks>As in ONNX Runtime, a share is multiplied by floor(1 / outputScale), not divided by the scale.</remarks>
public static class QLinearSoftmax
{
    /// <summary>Rows of axisLength elements; T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Run<T>(
        ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<float> exponentials, float outputScale, int outputZeroPoint, int outer, int axisLength)
        where T : unmanaged
    {
        Element8.Check<T>();
        Element8.CheckLength(input.Length, outer * axisLength, nameof(input));
        Element8.CheckLength(output.Length, input.Length, nameof(output));
        Element8.CheckLength(exponentials.Length, 256, nameof(exponentials));
        var factor = MathF.Floor(1f / outputScale);
        for (var row = 0; row < outer; row++)
        {
            Row(input.Slice(row * axisLength, axisLength), output.Slice(row * axisLength, axisLength), exponentials, factor, outputZeroPoint);
        }
    }

    // A sum in element order is part of the contract, and the look-ups are scalar: no vector path would be faster.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Row<T>(ReadOnlySpan<T> input, Span<T> output, ReadOnlySpan<float> exponentials, float factor, int zeroPoint)
        where T : unmanaged
    {
        var largest = Element8.Minimum<T>();
        foreach (var value in input)
        {
            largest = Math.Max(largest, Element8.ToInt32(value));
        }

        var offset = 255 - largest;
        var sum = 0f;
        foreach (var value in input)
        {
            sum += exponentials[offset + Element8.ToInt32(value)];
        }

        for (var i = 0; i < input.Length; i++)
        {
            var share = exponentials[offset + Element8.ToInt32(input[i])] * factor / sum;
            output[i] = Element8.Saturate<T>(Round<T>(share) + zeroPoint);
        }
    }

    // On an axis of one or two elements, the largest exponential times the factor can overflow to infinity. ONNX Runtime then converts
    // through uint32 for unsigned data, which gives 0 on x64, and through int32 for signed data, which gives the least int32 (and wraps
    // around with a negative zero point).
    private static int Round<T>(float share)
        where T : unmanaged
    {
        var rounded = Element8.Round(share);
        return typeof(T) == typeof(byte) && rounded == int.MinValue ? 0 : rounded;
    }
}
