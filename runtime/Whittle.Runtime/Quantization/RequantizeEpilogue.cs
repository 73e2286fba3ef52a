using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to eight bits: nearest-even(clamp(float(sum + bias) * multiplier)) + zero point, in the order of operations of ONNX Runtime.</summary>
/// <remarks>The clamp comes before the zero point is added, so every integer fits eight bits, signed or unsigned, and may simply be truncated.</remarks>
internal readonly unsafe struct RequantizeEpilogue(RequantizeParameters parameters, bool signedInput) : IInt8Epilogue
{
    // Added to a number below 2²², it leaves no bits behind the point: one and a half times 2²³, so that negative numbers stay in the same power of two.
    public const float Rounding = 12582912;
    private readonly int* _bias = (int*)(signedInput ? parameters.BiasOfSigned : parameters.BiasOfUnsigned).Pointer;
    private readonly float* _multipliers = (float*)parameters.Multipliers.Pointer;
    private readonly float _low = parameters.Minimum - parameters.ZeroPoint;
    private readonly float _high = parameters.Maximum - parameters.ZeroPoint;
    private readonly int _zeroPoint = parameters.ZeroPoint;
    private readonly bool _isPlain = parameters.IsPlain;

    // Of plain endings only.
    private readonly int* _raisedBias = signedInput ? parameters.RaisedBiasOfSigned : parameters.RaisedBiasOfUnsigned;
    private readonly float* _offsets = parameters.Offsets;

    // Signed outputs are narrowed as unsigned ones, 128 larger, and turned back.
    private readonly int _flip = parameters.Minimum < 0 ? unchecked((int)0x80808080) : 0;
    private readonly int _unsignedZeroPoint = parameters.ZeroPoint + (parameters.Minimum < 0 ? 128 : 0);

    public static int OutputBytes => 1;

    /// <summary>One per output, with the input's zero point folded in.</summary>
    public int* Bias => _bias;

    /// <summary>Where <see cref="IsPlain"/>: the same for <see cref="RaisedSums"/>.</summary>
    public int* RaisedBias => _raisedBias;

    /// <summary>One per output.</summary>
    public float* Multipliers => _multipliers;

    /// <summary>Where <see cref="IsPlain"/>: the offsets of <see cref="RaisedSums"/>.</summary>
    public float* Offsets => _offsets;

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
        var value = Clamp(unchecked(sum + _bias[output]) * _multipliers[output]);
        *destination = unchecked((byte)((int)MathF.Round(value, MidpointRounding.ToEven) + _zeroPoint));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector128<int> sums, int output, byte* destination)
    {
        var value = Clamp(Vector128.ConvertToSingle(sums + Vector128.Load(_bias + output)) * Vector128.Load(_multipliers + output));
        var rounded = Vector128.ConvertToInt32Native(Vector128.Round(value)) + Vector128.Create(_zeroPoint);
        var words = Vector128.Narrow(rounded, rounded);
        Unsafe.WriteUnaligned(destination, Vector128.Narrow(words, words).AsUInt32().ToScalar());
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector256<int> sums, int output, byte* destination)
    {
        var rounded = Avx2.Add(Clamped(sums, output), Vector256.Create(_zeroPoint));

        // The lowest byte of every lane, four in each half.
        var bytes = Avx2.Shuffle(rounded.AsByte(), Vector256.Create(0x0C080400).AsByte()).AsInt32();
        *(int*)destination = bytes.ToScalar();
        *(int*)(destination + 4) = Avx2.ExtractVector128(bytes, 1).ToScalar();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination, nint stride)
    {
        var bytes = Bytes(Words(sums0, output, sums1, output), Words(sums2, output, sums3, output)).AsInt32();
        var positions = Avx2.PermuteVar8x32(bytes, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsInt64();
        *(long*)destination = positions.ToScalar();
        *(long*)(destination + stride) = positions.GetElement(1);
        *(long*)(destination + (2 * stride)) = positions.GetElement(2);
        *(long*)(destination + (3 * stride)) = positions.GetElement(3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFourPairs(
        Vector256<int> first0,
        Vector256<int> second0,
        Vector256<int> first1,
        Vector256<int> second1,
        Vector256<int> first2,
        Vector256<int> second2,
        Vector256<int> first3,
        Vector256<int> second3,
        int output,
        byte* destination,
        nint stride)
    {
        if (_isPlain)
        {
            // Loaded once for all positions.
            Vector256<int> bias0 = Avx.LoadVector256(_raisedBias + output), bias1 = Avx.LoadVector256(_raisedBias + output + 8);
            Vector256<float> scale0 = Avx.LoadVector256(_multipliers + output), scale1 = Avx.LoadVector256(_multipliers + output + 8);
            Vector256<float> offset0 = Avx.LoadVector256(_offsets + output), offset1 = Avx.LoadVector256(_offsets + output + 8);
            StoreTwo(
                Bytes(
                    PackScaled(Avx2.Add(first0, bias0), scale0, offset0, Avx2.Add(second0, bias1), scale1, offset1),
                    PackScaled(Avx2.Add(first1, bias0), scale0, offset0, Avx2.Add(second1, bias1), scale1, offset1)),
                destination,
                stride);
            StoreTwo(
                Bytes(
                    PackScaled(Avx2.Add(first2, bias0), scale0, offset0, Avx2.Add(second2, bias1), scale1, offset1),
                    PackScaled(Avx2.Add(first3, bias0), scale0, offset0, Avx2.Add(second3, bias1), scale1, offset1)),
                destination + (2 * stride),
                stride);
            return;
        }

        StoreTwo(Bytes(Words(first0, output, second0, output + 8), Words(first1, output, second1, output + 8)), destination, stride);
        StoreTwo(
            Bytes(Words(first2, output, second2, output + 8), Words(first3, output, second3, output + 8)), destination + (2 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination)
    {
        var bytes = Bytes(Words(sums0, output, sums1, output + 8), Words(sums2, output + 16, sums3, output + 24)).AsInt32();
        Avx.Store((int*)destination, Avx2.PermuteVar8x32(bytes, Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector256<int> sums, int count, int output, byte* destination)
    {
        var words = Words(sums, output, sums, output);
        var bytes = Avx2.PermuteVar8x32(Bytes(words, words).AsInt32(), Vector256.Create(0, 4, 0, 4, 0, 4, 0, 4)).GetLower().AsByte();
        Avx512BW.VL.MaskStore(destination, Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count)), bytes);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<int> sums, int output, byte* destination) => Bytes(sums, output).Store(destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride)
    {
        if (_isPlain)
        {
            var bytes = Saturated(Scaled(sums0, output), Scaled(sums1, output), Scaled(sums2, output), Scaled(sums3, output));
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
    public void EndRow(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination)
    {
        if (_isPlain)
        {
            Saturated(Scaled(sums0, output), Scaled(sums1, output + 16), Scaled(sums2, output + 32), Scaled(sums3, output + 48)).Store((int*)destination);
            return;
        }

        End(sums0, output, destination);
        End(sums1, output + 16, destination + 16);
        End(sums2, output + 32, destination + 32);
        End(sums3, output + 48, destination + 48);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector512<int> sums, int count, int output, byte* destination) =>
        Avx512BW.VL.MaskStore(destination, Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count)), Bytes(sums, output));

    /// <summary>What <see cref="End(int, int, byte*)"/> writes, as a number.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public float Value(int sum, int output) => MathF.Round(Clamp(unchecked(sum + _bias[output]) * _multipliers[output]), MidpointRounding.ToEven) + _zeroPoint;

    /// <summary>Four of them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector128<float> Values(Vector128<int> sums, int output) =>
        Vector128.Round(Clamp(Vector128.ConvertToSingle(sums + Vector128.Load(_bias + output)) * Vector128.Load(_multipliers + output)))
        + Vector128.Create((float)_zeroPoint);

    /// <summary>Eight of them, AVX2.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<float> Values(Vector256<int> sums, int output) =>
        Clamp(Product(sums, output)) + Vector256.Create(Rounding) - Vector256.Create(Rounding - _zeroPoint);

    /// <summary>Sixteen of them, AVX-512. Adding and subtracting is one instruction less than rounding and adding.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector512<float> Values(Vector512<int> sums, int output)
    {
        var value = Clamp(Avx512F.ConvertToVector512Single(sums + Vector512.Load(_bias + output)) * Vector512.Load(_multipliers + output));
        return Avx512F.Subtract(Avx512F.Add(value, Vector512.Create(Rounding)), Vector512.Create(Rounding - _zeroPoint));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Bytes(Vector512<int> sums, int output)
    {
        var value = Clamp(Avx512F.ConvertToVector512Single(sums + Vector512.Load(_bias + output)) * Vector512.Load(_multipliers + output));
        return Avx512F.ConvertToVector128Byte(Avx512F.ConvertToVector512Int32(value) + Vector512.Create(_zeroPoint));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Scaled(Vector512<int> sums, int output) => Avx512F.ConvertToVector512Int32(
        RaisedSums.Scale(sums + Vector512.Load(_raisedBias + output), Vector512.Load(_multipliers + output), Vector512.Load(_offsets + output)));

    /// <summary>Stores sixteen outputs each of two positions, narrowed 128 bits by 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector256<byte> bytes, byte* destination, nint stride)
    {
        var positions = Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
        positions.GetLower().Store((int*)destination);
        positions.GetUpper().Store((int*)(destination + stride));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> PackScaled(
        Vector256<int> first, Vector256<float> scale0, Vector256<float> offset0, Vector256<int> second, Vector256<float> scale1, Vector256<float> offset1) =>
        Avx2.PackSignedSaturate(
            Avx.ConvertToVector256Int32(RaisedSums.Scale(first, scale0, offset0)),
            Avx.ConvertToVector256Int32(RaisedSums.Scale(second, scale1, offset1)));

    /// <summary>The bytes of four vectors, one behind the other.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Saturated(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3)
    {
        // 128 bits by 128 bits the narrowing takes four bytes of each vector, so those of vector i end in 32-bit lanes i, i + 4, i + 8 and i + 12.
        var bytes = Avx512BW.PackUnsignedSaturate(Avx512BW.PackSignedSaturate(sums0, sums1), Avx512BW.PackSignedSaturate(sums2, sums3)).AsInt32();
        return Avx512F.PermuteVar16x32(bytes ^ Vector512.Create(_flip), Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
    }

    /// <summary>Two vectors of outputs less their least possible one, narrowed by turns of four: 128 bits by 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<short> Words(Vector256<int> first, int output, Vector256<int> second, int secondOutput) => _isPlain
        ? Avx2.PackSignedSaturate(Scaled(first, output), Scaled(second, secondOutput))
        : Avx2.PackSignedSaturate(Clamped(first, output), Clamped(second, secondOutput)) + Vector256.Create((short)_unsignedZeroPoint);

    /// <summary>Narrowed once more, so that each four bytes of a vector of sums follow those of the vector before.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Bytes(Vector256<short> first, Vector256<short> second) =>
        Avx2.PackUnsignedSaturate(first, second) ^ Vector256.Create(_flip).AsByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Scaled(Vector256<int> sums, int output) => Avx.ConvertToVector256Int32(
        RaisedSums.Scale(
            Avx2.Add(sums, Avx.LoadVector256(_raisedBias + output)), Avx.LoadVector256(_multipliers + output), Avx.LoadVector256(_offsets + output)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Clamped(Vector256<int> sums, int output) => Avx.ConvertToVector256Int32(Clamp(Product(sums, output)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Product(Vector256<int> sums, int output) =>
        Avx.Multiply(Avx.ConvertToVector256Single(Avx2.Add(sums, Avx.LoadVector256(_bias + output))), Avx.LoadVector256(_multipliers + output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private float Clamp(float value)
    {
        value = value > _low ? value : _low;
        return value < _high ? value : _high;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<float> Clamp(Vector128<float> value) =>
        Vector128.MinNative(Vector128.MaxNative(value, Vector128.Create(_low)), Vector128.Create(_high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Clamp(Vector256<float> value) => Avx.Min(Avx.Max(value, Vector256.Create(_low)), Vector256.Create(_high));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Clamp(Vector512<float> value) => Avx512F.Min(Avx512F.Max(value, Vector512.Create(_low)), Vector512.Create(_high));
}
