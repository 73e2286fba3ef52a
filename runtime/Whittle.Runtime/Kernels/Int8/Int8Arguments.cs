using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Checks of what a layer is called with.</summary>
internal static class Int8Arguments
{
    /// <summary>Generic methods take eight-bit activations only, signed or unsigned.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void CheckEightBits<T>(string name)
        where T : unmanaged
    {
        if (typeof(T) != typeof(byte) && typeof(T) != typeof(sbyte))
        {
            throw new ArgumentException($"{typeof(T)} is neither byte nor sbyte.", name);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Check(int length, int needed, string name)
    {
        if (length != needed)
        {
            Throw(length, needed, name);
        }
    }

    [DoesNotReturn]
    private static void Throw(int length, int needed, string name) =>
        throw new ArgumentException($"{length} elements were given, {needed} are needed.", name);
}
