using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="QuantizeLinear"/> by eight lanes.</summary>
/// <remarks>Most models begin with it, so it is written for a quick first prediction: for both types at once, and with instructions only, as the ahead-of-time
/// image wants them.</remarks>
internal static unsafe class QuantizeBlocks256
{
    /// <summary>Elements that are done at once; fewer cannot be.</summary>
    public const int Block = 32;

    /// <summary>Quantizes in blocks, the last of which may overlap the one before.</summary>
    /// <param name="input">Floats.</param>
    /// <param name="output">Bytes, of either sign.</param>
    /// <param name="length">Number of elements, at least a block.</param>
    /// <param name="scale">What a step stands for: one that has a <see cref="ScaleReciprocal"/>.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="zeroPoint">What a zero looks like in the output: a number of the type.</param>
    [MethodImpl(OptimizedAtOnce.Loop)]
    public static void Run(float* input, byte* output, int length, float scale, int least, int zeroPoint)
    {
        var reciprocal = ScaleReciprocal.High(scale);
        var high = Vector256.Create(reciprocal);
        var low = Vector256.Create(ScaleReciprocal.Low(scale, reciprocal));
        var most = Vector256.Create(ScaleReciprocal.Most(scale));

        // Numbers from 0 to 255 are narrowed, whatever the type, and their highest bit is turned where they are signed.
        var zero = Vector256.Create((short)(zeroPoint - least));
        var flip = Vector256.Create(least == 0 ? 0 : unchecked((int)0x80808080));
        var order = Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7);
        for (var rest = length; rest > 0; rest -= Block)
        {
            var i = length - Math.Max(rest, Block);

            // vminps gives its second operand when that is NaN.
            var a = Avx.Min(most, Avx.LoadVector256(input + i));
            var b = Avx.Min(most, Avx.LoadVector256(input + i + 8));
            var c = Avx.Min(most, Avx.LoadVector256(input + i + 16));
            var d = Avx.Min(most, Avx.LoadVector256(input + i + 24));
            a = Fma.MultiplyAdd(a, high, Avx.Multiply(a, low));
            b = Fma.MultiplyAdd(b, high, Avx.Multiply(b, low));
            c = Fma.MultiplyAdd(c, high, Avx.Multiply(c, low));
            d = Fma.MultiplyAdd(d, high, Avx.Multiply(d, low));
            var ab = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(a), Avx.ConvertToVector256Int32(b));
            var cd = Avx2.PackSignedSaturate(Avx.ConvertToVector256Int32(c), Avx.ConvertToVector256Int32(d));

            // 128 bits by 128 bits the narrowing takes four bytes of each vector.
            var bytes = Avx2.PackUnsignedSaturate(Avx2.AddSaturate(ab, zero), Avx2.AddSaturate(cd, zero));
            Avx.Store((int*)(output + i), Avx2.Xor(Avx2.PermuteVar8x32(bytes.AsInt32(), order), flip));
        }
    }
}
