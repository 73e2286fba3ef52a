using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace Whittle.Runtime.Kernels;

/// <summary>Checks at the entry of kernels. Nothing is checked again inside their loops.</summary>
internal static class Arguments
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void SameLength(int expected, int actual, string name)
    {
        if (expected != actual)
        {
            ThrowLength(expected, actual, name);
        }
    }

    /// <summary>As <see cref="SameLength"/>, for a product of dimensions, which may be too large for an <see cref="int"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Length(long expected, int actual, string name)
    {
        if (expected != actual)
        {
            ThrowLength(expected, actual, name);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static void Require([DoesNotReturnIf(false)] bool condition, string problem, string name)
    {
        if (!condition)
        {
            throw new ArgumentException(problem, name);
        }
    }

    [DoesNotReturn]
    private static void ThrowLength(long expected, int actual, string name) =>
        throw new ArgumentException($"The length is {actual}, it must be {expected}.", name);
}
