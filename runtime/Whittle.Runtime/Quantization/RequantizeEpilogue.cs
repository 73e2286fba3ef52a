using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to eight bits: nearest-even(clamp(float(sum + bias) * multiplier)) + zero point, in the order of operations of ONNX Runtime.</summary>
/// <remarks>The clamp comes before the zero point is added, so every integer fits eight bits, signed or unsigned, and may simply be truncated.</remarks>
internal readonly unsafe struct RequantizeEpilogue(RequantizeParameters parameters, bool signedInput) : IInt8Epilogue
{
    private readonly int* _bias = (int*)(signedInput ? parameters.BiasOfSigned : parameters.BiasOfUnsigned).Pointer;
    private readonly float* _multipliers = (float*)parameters.Multipliers.Pointer;
    private readonly float _low = parameters.Minimum - parameters.ZeroPoint;
    private readonly float _high = parameters.Maximum - parameters.ZeroPoint;
    private readonly int _zeroPoint = parameters.ZeroPoint;
    private readonly bool _isPlain = parameters.IsPlain;

    // Signed outputs are narrowed as unsigned ones, 128 larger, and turned back.
    private readonly int _flip = parameters.Minimum < 0 ? unchecked((int)0x80808080) : 0;

    public static int OutputBytes => 1;

    /// <summary>One per output, with the input's zero point folded in.</summary>
    public int* Bias => _bias;

    /// <summary>One per output.</summary>
    public float* Multipliers => _multipliers;

    /// <summary>Least output less the zero point.</summary>
    public float Low => _low;

    /// <summary>Largest output less the zero point.</summary>
    public float High => _high;

    public int ZeroPoint => _zeroPoint;

    /// <summary>Whether saturation is all it takes to end a sum: <see cref="RequantizeParameters.IsPlain"/>.</summary>
    public bool IsPlain => _isPlain;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(int sum, int output, byte* destination)
    {
        var value = unchecked(sum + _bias[output]) * _multipliers[output];
        value = value > _low ? value : _low;
        value = value < _high ? value : _high;
        *destination = unchecked((byte)((int)MathF.Round(value, MidpointRounding.ToEven) + _zeroPoint));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector128<int> sums, int output, byte* destination)
    {
        var value = Vector128.ConvertToSingle(sums + Vector128.Load(_bias + output)) * Vector128.Load(_multipliers + output);
        value = Vector128.MinNative(Vector128.MaxNative(value, Vector128.Create(_low)), Vector128.Create(_high));
        var rounded = Vector128.ConvertToInt32Native(Vector128.Round(value)) + Vector128.Create(_zeroPoint);
        var words = Vector128.Narrow(rounded, rounded);
        Unsafe.WriteUnaligned(destination, Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector256<int> sums, int output, byte* destination)
    {
        var value = Avx.Multiply(
            Avx.ConvertToVector256Single(Avx2.Add(sums, Avx.LoadVector256(_bias + output))), Avx.LoadVector256(_multipliers + output));
        value = Avx.Min(Avx.Max(value, Vector256.Create(_low)), Vector256.Create(_high));
        var rounded = Avx2.Add(Avx.ConvertToVector256Int32(value), Vector256.Create(_zeroPoint));

        // The lowest byte of every lane, four in each half.
        var bytes = Avx2.Shuffle(rounded.AsByte(), Vector256.Create(0x0C080400).AsByte()).AsInt32();
        *(int*)destination = bytes.ToScalar();
        *(int*)(destination + 4) = Avx2.ExtractVector128(bytes, 1).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<int> sums, int output, byte* destination) => Bytes(sums, output).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride)
    {
        if (_isPlain)
        {
            // 128 bits by 128 bits the narrowing takes four bytes of each position, so position i ends in 32-bit lanes i, i + 4, i + 8 and i + 12.
            var low = Avx512BW.PackSignedSaturate(Scaled(sums0, output), Scaled(sums1, output));
            var high = Avx512BW.PackSignedSaturate(Scaled(sums2, output), Scaled(sums3, output));
            var bytes = Avx512BW.PackUnsignedSaturate(low, high).AsInt32() ^ Vector512.Create(_flip);
            bytes = Avx512F.PermuteVar16x32(bytes, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
            bytes.GetLower().GetLower().Store((int*)destination);
            bytes.GetLower().GetUpper().Store((int*)(destination + stride));
            bytes.GetUpper().GetLower().Store((int*)(destination + (2 * stride)));
            bytes.GetUpper().GetUpper().Store((int*)(destination + (3 * stride)));
            return;
        }

        End(sums0, output, destination);
        End(sums1, output, destination + stride);
        End(sums2, output, destination + (2 * stride));
        End(sums3, output, destination + (3 * stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector512<int> sums, int count, int output, byte* destination) =>
        Avx512BW.VL.MaskStore(destination, Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count)), Bytes(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Bytes(Vector512<int> sums, int output)
    {
        var value = Avx512F.ConvertToVector512Single(sums + Vector512.Load(_bias + output)) * Vector512.Load(_multipliers + output);
        value = Avx512F.Min(Avx512F.Max(value, Vector512.Create(_low)), Vector512.Create(_high));
        return Avx512F.ConvertToVector128Byte(Avx512F.ConvertToVector512Int32(value) + Vector512.Create(_zeroPoint));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Scaled(Vector512<int> sums, int output) =>
        Avx512F.ConvertToVector512Int32(Avx512F.ConvertToVector512Single(sums + Vector512.Load(_bias + output)) * Vector512.Load(_multipliers + output));
}
