using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="QuantizeLinear"/> by sixteen lanes.</summary>
/// <remarks>Without generic helpers, and for both types at once: <see cref="FirstRuns"/> says why.</remarks>
internal static unsafe class QuantizeBlocks512
{
    /// <summary>Quantizes whole blocks and tells how many elements that were.</summary>
    /// <param name="input">Floats.</param>
    /// <param name="output">Bytes, of either sign.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="scale">What a step stands for.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="zeroPoint">What a zero looks like in the output.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int Run(float* input, byte* output, int length, float scale, int least, int zeroPoint)
    {
        var scales = Vector512.Create(scale);
        var low = Vector512.Create((float)(least - zeroPoint));
        var high = Vector512.Create((float)(least + byte.MaxValue - zeroPoint));
        var zero = Vector512.Create(zeroPoint);
        var i = 0;
        for (; i <= length - Vector512<float>.Count; i += Vector512<float>.Count)
        {
            // vmaxps gives its second operand when the first is NaN. What is between the bounds fits a byte, and so may be cut off.
            var quotient = Avx512F.Divide(Avx512F.LoadVector512(input + i), scales);
            var clamped = Avx512F.Min(Avx512F.Max(quotient, low), high);
            Sse2.Store(output + i, Avx512F.ConvertToVector128Byte(Avx512F.Add(Avx512F.ConvertToVector512Int32(clamped), zero)));
        }

        return i;
    }
}
