using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Kernels;

/// <summary>Four positions: bytes of four outputs each, position after position.</summary>
internal static unsafe class PlanarBytes128
{
    /// <summary>From four positions of each output to four outputs of each position.</summary>
    public static Vector128<byte> Turn
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => Vector128.Create((byte)0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(Vector128<int> outputs, byte* y, nint stride)
    {
        if (stride == sizeof(int))
        {
            outputs.Store((int*)y);
            return;
        }

        Unsafe.WriteUnaligned(y, outputs.ToScalar());
        Unsafe.WriteUnaligned(y + stride, outputs.GetElement(1));
        Unsafe.WriteUnaligned(y + (2 * stride), outputs.GetElement(2));
        Unsafe.WriteUnaligned(y + (3 * stride), outputs.GetElement(3));
    }
}
