using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Memory;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums that count from the bits of 2²³ on: read as a float, such a sum is 2²³ + sum, so that one fused multiplication by the multiplier and the
/// addition of the offset -2²³ * multiplier makes float(sum) * multiplier of it, without a conversion.</summary>
/// <remarks>The offset is exact, being a power of two times the multiplier, and the fused multiplication rounds once, as the product does. That is the truth
/// for sums from 0 to 2²³. A negative sum comes out as at most 0, and one of 2²³ or more as no less than it is: right where saturation makes the type's
/// least number of the one and its largest of the other.</remarks>
internal static unsafe class RaisedSums
{
    /// <summary>Added to the bias.</summary>
    public const int Bits = 0x4B000000;

    /// <summary>What those bits are as a float.</summary>
    public const float Value = 1 << 23;

    // A float of 2³¹ and more would not convert to int32; its bits are 2²⁶ further.
    private const long Most = 1 << 26;
    private const int Slack = 16;

    /// <summary>The raised bias of each output for unsigned activations, then for signed ones, then each one's offset; all with room for sixteen more. Null
    /// where a multiplier is not from 0 to 1, or sums may leave the bounds.</summary>
    /// <param name="depth">Number of products in a sum.</param>
    /// <param name="biasOfUnsigned">What is added to them.</param>
    /// <param name="biasOfSigned">The same for signed activations.</param>
    /// <param name="multipliers">One per output.</param>
    public static NativeBlock? Parameters(int depth, NativeBlock biasOfUnsigned, NativeBlock biasOfSigned, NativeBlock multipliers)
    {
        const int MostProduct = 255 * 128;
        var outputs = (int)multipliers.Bytes / sizeof(float);
        var stride = outputs + Slack;
        var raised = new NativeBlock((nuint)stride * 3 * sizeof(int));
        var target = (int*)raised.Pointer;
        for (var i = 0; i < outputs; i++)
        {
            var (unsigned, signed, multiplier) = (((int*)biasOfUnsigned.Pointer)[i], ((int*)biasOfSigned.Pointer)[i], ((float*)multipliers.Pointer)[i]);
            var most = ((long)depth * MostProduct) + Math.Max(Math.Abs((long)unsigned), Math.Abs((long)signed));
            var fits = most < (long)Value || (most < Most && multiplier * Value >= 256);
            if (!fits || !(multiplier is >= 0 and < 1))
            {
                return null;
            }

            target[i] = unsigned + Bits;
            target[i + stride] = signed + Bits;
            ((float*)target)[i + (2 * stride)] = -Value * multiplier;
        }

        return raised;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> Scale(Vector128<int> raised, Vector128<float> multipliers, Vector128<float> offsets) =>
        Fma.IsSupported ? Fma.MultiplyAdd(raised.AsSingle(), multipliers, offsets) : (raised.AsSingle() - Vector128.Create(Value)) * multipliers;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> Scale(Vector256<int> raised, Vector256<float> multipliers, Vector256<float> offsets) =>
        Fma.MultiplyAdd(raised.AsSingle(), multipliers, offsets);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Scale(Vector512<int> raised, Vector512<float> multipliers, Vector512<float> offsets) =>
        Avx512F.FusedMultiplyAdd(raised.AsSingle(), multipliers, offsets);
}
