using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Scalar arithmetic on 8-bit elements, <see cref="byte"/> or <see cref="sbyte"/>.</summary>
internal static class Element8
{
    /// <summary>Throws unless T is <see cref="byte"/> or <see cref="sbyte"/>.</summary>
    public static void Check<T>()
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(sbyte))
        {
            throw new ArgumentException($"The element type must be byte or sbyte, not {typeof(T)}.", nameof(T));
        }
    }

    /// <summary>Throws unless a length is the one expected.</summary>
    public static void CheckLength(int actual, int expected, string parameter)
    {
        if (actual != expected)
        {
            throw new ArgumentException($"The length must be {expected}, not {actual}.", parameter);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Minimum<T>()
        where T : unmanaged => typeof(T) == typeof(byte) ? byte.MinValue : sbyte.MinValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Maximum<T>()
        where T : unmanaged => typeof(T) == typeof(byte) ? byte.MaxValue : sbyte.MaxValue;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int ToInt32<T>(T value)
        where T : unmanaged => typeof(T) == typeof(byte) ? Unsafe.BitCast<T, byte>(value) : Unsafe.BitCast<T, sbyte>(value);

    /// <summary>The element whose low eight bits are those of a number: no saturation.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T FromInt32<T>(int value)
        where T : unmanaged => Unsafe.BitCast<byte, T>(unchecked((byte)value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Saturate<T>(int value)
        where T : unmanaged => FromInt32<T>(Math.Min(Math.Max(value, Minimum<T>()), Maximum<T>()));

    /// <summary>
    /// The nearest integer, ties to even. What no int32 can hold, and NaN, become <see cref="int.MinValue"/>, as the x64 instruction has it.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static int Round(float value) =>
        value is >= int.MinValue and < 2147483648f ? (int)MathF.Round(value) : int.MinValue;

    /// <summary>A number brought into a range; NaN becomes its lower end.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Clamp(float value, float minimum, float maximum)
    {
        var raised = value > minimum ? value : minimum;
        return raised < maximum ? raised : maximum;
    }
}
