using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Converts element types. Floats lose their fraction, integers their high bits; floats outside the range of a 32- or 64-bit integer saturate, of a
/// shorter one they lose their high bits; NaN becomes 0.</summary>
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
        else if (IsFloat<TFrom>() && !IsFloat<TTo>() && Unsafe.SizeOf<TTo>() < sizeof(int))
        {
            // The processor has no conversion to less than 32 bits: what ONNX Runtime gives, and what is folded at build time, are the low bits.
            for (var i = 0; i < input.Length; i++)
            {
                output[i] = TTo.CreateTruncating(long.CreateTruncating(input[i]));
            }
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

    private static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double) || typeof(T) == typeof(Half);

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
