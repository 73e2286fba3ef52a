using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Kernels;

/// <summary><see cref="QuantizeLinear"/> by sixteen lanes, as <see cref="QuantizeBlocks256"/> does it by eight.</summary>
/// <remarks>Without generic helpers, and for both types at once: <see cref="FirstRuns"/> says why.</remarks>
internal static unsafe class QuantizeBlocks512
{
    /// <summary>Elements that are done at once; fewer cannot be.</summary>
    public const int Block = 64;

    /// <summary>Quantizes in blocks, the last of which may overlap the one before.</summary>
    /// <param name="input">Floats.</param>
    /// <param name="output">Bytes, of either sign.</param>
    /// <param name="length">Number of elements, at least a block.</param>
    /// <param name="scale">What a step stands for: one that has a <see cref="ScaleReciprocal"/>.</param>
    /// <param name="least">The type's least number.</param>
    /// <param name="zeroPoint">What a zero looks like in the output: a number of the type.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(float* input, byte* output, int length, float scale, int least, int zeroPoint)
    {
        var reciprocal = ScaleReciprocal.High(scale);
        var high = Vector512.Create(reciprocal);
        var low = Vector512.Create(ScaleReciprocal.Low(scale, reciprocal));
        var most = Vector512.Create(ScaleReciprocal.Most(scale));
        var zero = Vector512.Create((short)(zeroPoint - least));
        var flip = Vector512.Create(least == 0 ? 0 : unchecked((int)0x80808080));
        var order = Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15);
        for (var rest = length; rest > 0; rest -= Block)
        {
            var i = length - Math.Max(rest, Block);

            // vminps gives its second operand when that is NaN.
            var a = Avx512F.Min(most, Avx512F.LoadVector512(input + i));
            var b = Avx512F.Min(most, Avx512F.LoadVector512(input + i + 16));
            var c = Avx512F.Min(most, Avx512F.LoadVector512(input + i + 32));
            var d = Avx512F.Min(most, Avx512F.LoadVector512(input + i + 48));
            a = Avx512F.FusedMultiplyAdd(a, high, Avx512F.Multiply(a, low));
            b = Avx512F.FusedMultiplyAdd(b, high, Avx512F.Multiply(b, low));
            c = Avx512F.FusedMultiplyAdd(c, high, Avx512F.Multiply(c, low));
            d = Avx512F.FusedMultiplyAdd(d, high, Avx512F.Multiply(d, low));
            var ab = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(a), Avx512F.ConvertToVector512Int32(b));
            var cd = Avx512BW.PackSignedSaturate(Avx512F.ConvertToVector512Int32(c), Avx512F.ConvertToVector512Int32(d));

            // 128 bits by 128 bits the narrowing takes four bytes of each vector.
            var bytes = Avx512BW.PackUnsignedSaturate(Avx512BW.AddSaturate(ab, zero), Avx512BW.AddSaturate(cd, zero));
            Avx512F.Store((int*)(output + i), Avx512F.Xor(Avx512F.PermuteVar16x32(bytes.AsInt32(), order), flip));
        }
    }
}
