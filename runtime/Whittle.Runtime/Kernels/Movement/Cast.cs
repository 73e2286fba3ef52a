using System.Numerics;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Converts element types. Floats lose their fraction, integers their high bits; floats outside the integer's range saturate and NaN becomes
/// 0.</summary>
public static class Cast
{
    public static void Run<TFrom, TTo>(ReadOnlySpan<TFrom> input, Span<TTo> output)
        where TFrom : unmanaged, INumberBase<TFrom>
        where TTo : unmanaged, INumberBase<TTo>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));

        // What models do most, without the generic conversion's detour over both types.
        if (typeof(TTo) == typeof(float) && typeof(TFrom) == typeof(byte))
        {
            Widen(MemoryMarshal.Cast<TFrom, byte>(input), MemoryMarshal.Cast<TTo, float>(output));
        }
        else if (typeof(TTo) == typeof(float) && typeof(TFrom) == typeof(sbyte))
        {
            Widen(MemoryMarshal.Cast<TFrom, sbyte>(input), MemoryMarshal.Cast<TTo, float>(output));
        }
        else
        {
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = TTo.CreateTruncating(input[i]);
            }
        }
    }

    /// <summary>True is 1, false is 0.</summary>
    public static void Run<TTo>(ReadOnlySpan<bool> input, Span<TTo> output)
        where TTo : unmanaged, INumberBase<TTo>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i] ? TTo.One : TTo.Zero;
        }
    }

    /// <summary>Whatever is not zero, NaN too, is true.</summary>
    public static void Run<TFrom>(ReadOnlySpan<TFrom> input, Span<bool> output)
        where TFrom : unmanaged, INumberBase<TFrom>
    {
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = !TFrom.IsZero(input[i]);
        }
    }

    private static void Widen(ReadOnlySpan<byte> input, Span<float> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i];
        }
    }

    private static void Widen(ReadOnlySpan<sbyte> input, Span<float> output)
    {
        for (var i = 0; i < input.Length; i++)
        {
            output[i] = input[i];
        }
    }
}
