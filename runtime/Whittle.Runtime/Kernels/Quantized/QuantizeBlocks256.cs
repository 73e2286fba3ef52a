using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="QuantizeLinear"/> by eight lanes.</summary>
/// <remarks>Most models begin with it, so it is written for a quick first prediction: for both types at once, and with instructions only, as the ahead-of-time
/// image wants them.</remarks>
internal static unsafe class QuantizeBlocks256
{
    private const int Block = 32;

    /// <summary>Quantizes blocks of 32, the last of which may overlap the one before, and tells how many elements that were: all, or none of fewer
    /// than 32.</summary>
    /// <param name="input">Floats.</param>
    /// <param name="output">Bytes, of either sign.</param>
    /// <param name="length">Number of elements.</param>
    /// <param name="scale">What a step stands for.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="zeroPoint">What a zero looks like in the output.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    public static int Run(float* input, byte* output, int length, float scale, int least, int zeroPoint)
    {
        if (length < Block)
        {
            return 0;
        }

        var scales = Vector256.Create(scale);
        var low = Vector256.Create((float)(least - zeroPoint));
        var high = Vector256.Create((float)(least + byte.MaxValue - zeroPoint));

        // Numbers from 0 to 255 are narrowed, whatever the type, and their highest bit is turned where they are signed.
        var zero = Vector256.Create(zeroPoint - least);
        var flip = Vector256.Create(least == 0 ? 0 : unchecked((int)0x80808080));
        var order = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
        for (var rest = length; rest > 0; rest -= Block)
        {
            var i = length - Math.Max(rest, Block);

            // vmaxps gives its second operand when the first is NaN.
            var a = Avx.Min(Avx.Max(Avx.Divide(Avx.LoadVector256(input + i), scales), low), high);
            var b = Avx.Min(Avx.Max(Avx.Divide(Avx.LoadVector256(input + i + 8), scales), low), high);
            var c = Avx.Min(Avx.Max(Avx.Divide(Avx.LoadVector256(input + i + 16), scales), low), high);
            var d = Avx.Min(Avx.Max(Avx.Divide(Avx.LoadVector256(input + i + 24), scales), low), high);
            var ab = Avx2.PackSignedSaturate(
                Avx2.Add(Avx.ConvertToVector256Int32(a), zero), Avx2.Add(Avx.ConvertToVector256Int32(b), zero));
            var cd = Avx2.PackSignedSaturate(
                Avx2.Add(Avx.ConvertToVector256Int32(c), zero), Avx2.Add(Avx.ConvertToVector256Int32(d), zero));

            // 128 bits by 128 bits the narrowing takes four bytes of each vector.
            var bytes = Avx2.PermuteVar8x32(Avx2.PackUnsignedSaturate(ab, cd).AsInt32(), order);
            Avx.Store((int*)(output + i), Avx2.Xor(bytes, flip));
        }

        return length;
    }
}
