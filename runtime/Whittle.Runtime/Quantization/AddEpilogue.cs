using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to eight bits as <see cref="RequantizeEpilogue"/> ends them, and then the residual is added as <see cref="QLinearAdd"/> adds it: one pass
/// over memory for two, and the layer's own eight bits are never stored.</summary>
/// <remarks>The residual has the output's shape, so each output's operand lies as far from it as the residual lies from the output.</remarks>
/// <param name="own">The ending before the sum.</param>
/// <param name="sum">The sum.</param>
/// <param name="residualIsLeft">Whether the residual is the sum's left operand; the formula is not symmetric.</param>
/// <param name="toResidual">Bytes from an output to its operand.</param>
/// <param name="signed">Whether residual and output are <see cref="sbyte"/>.</param>
internal readonly unsafe struct AddEpilogue(RequantizeEpilogue own, QLinearSum sum, bool residualIsLeft, nint toResidual, bool signed) : IInt8Epilogue
{
    private readonly RequantizeEpilogue _own = own;
    private readonly QLinearSum _sum = sum;
    private readonly nint _toResidual = toResidual;
    private readonly bool _residualIsLeft = residualIsLeft;
    private readonly bool _signed = signed;

    public static int OutputBytes => 1;

    public static bool ReadsResidual => true;

    /// <summary>The ending before the sum.</summary>
    public RequantizeEpilogue Own => _own;

    public QLinearSum Operation => _sum;

    public bool ResidualIsLeft => _residualIsLeft;

    /// <summary>Adds the residual to outputs that were ended by <see cref="Own"/>.</summary>
    public void Add(byte* output, int count, IsaLevel level)
    {
        if (_signed)
        {
            Add<sbyte>(output, count, level);
        }
        else
        {
            Add<byte>(output, count, level);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(int sum, int output, byte* destination)
    {
        float residual = _signed ? *(sbyte*)(destination + _toResidual) : destination[_toResidual];
        var own = _own.Value(sum, output);
        var value = Element8.Round(_residualIsLeft ? _sum.Apply(residual, own) : _sum.Apply(own, residual));
        *destination = _signed ? (byte)Element8.Saturate<sbyte>(value) : Element8.Saturate<byte>(value);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector128<int> sums, int output, byte* destination)
    {
        var value = Sum<Lanes128, Vector128<float>>(_own.Values(sums, output), destination);
        if (_signed)
        {
            Lanes128.Store(value, 0, ref *(sbyte*)destination);
        }
        else
        {
            Lanes128.Store(value, 0, ref *destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector256<int> sums, int output, byte* destination)
    {
        var value = Sum<Lanes256, Vector256<float>>(_own.Values(sums, output), destination);
        if (_signed)
        {
            Lanes256.Store(value, 0, ref *(sbyte*)destination);
        }
        else
        {
            Lanes256.Store(value, 0, ref *destination);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination, nint stride)
    {
        var low = Avx2.PackSignedSaturate(Integers(sums0, output, destination), Integers(sums1, output, destination + stride));
        var high = Avx2.PackSignedSaturate(Integers(sums2, output, destination + (2 * stride)), Integers(sums3, output, destination + (3 * stride)));
        var positions = Avx2.PermuteVar8x32(Bytes(low, high).AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7)).AsInt64();
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
        var lanes = new AddLanes256(in this, output);
        var residual = destination + _toResidual;
        var words0 = lanes.Words(first0, second0, residual, _signed);
        var words1 = lanes.Words(first1, second1, residual + stride, _signed);
        var words2 = lanes.Words(first2, second2, residual + (2 * stride), _signed);
        var words3 = lanes.Words(first3, second3, residual + (3 * stride), _signed);
        StoreTwo(Bytes(words0, words1), destination, stride);
        StoreTwo(Bytes(words2, words3), destination + (2 * stride), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 8, destination, 8 * OutputBytes);

    // Nothing may be read past the last operand either; sixteen lanes know how.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector256<int> sums, int count, int output, byte* destination) => EndFirst(sums.ToVector512Unsafe(), count, output, destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<int> sums, int output, byte* destination) =>
        Bytes(Integers(sums, output, Sse2.LoadVector128(destination + _toResidual))).Store(destination);

    // The packs take four bytes of each position, 128 bits by 128 bits, as in RequantizeEpilogue.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride)
    {
        var residual = destination + _toResidual;
        var low = Avx512BW.PackSignedSaturate(
            Integers(sums0, output, Sse2.LoadVector128(residual)), Integers(sums1, output, Sse2.LoadVector128(residual + stride)));
        var high = Avx512BW.PackSignedSaturate(
            Integers(sums2, output, Sse2.LoadVector128(residual + (2 * stride))), Integers(sums3, output, Sse2.LoadVector128(residual + (3 * stride))));
        var bytes = _signed ? Avx512BW.PackSignedSaturate(low, high).AsInt32() : Avx512BW.PackUnsignedSaturate(low, high).AsInt32();
        bytes = Avx512F.PermuteVar16x32(bytes, Vector512.Create(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
        bytes.GetLower().GetLower().Store((int*)destination);
        bytes.GetLower().GetUpper().Store((int*)(destination + stride));
        bytes.GetUpper().GetLower().Store((int*)(destination + (2 * stride)));
        bytes.GetUpper().GetUpper().Store((int*)(destination + (3 * stride)));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 16, destination, 16 * OutputBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector512<int> sums, int count, int output, byte* destination)
    {
        var mask = Vector128.LessThan(Vector128<byte>.Indices, Vector128.Create((byte)count));
        var residual = Avx512BW.VL.MaskLoad(destination + _toResidual, mask, Vector128<byte>.Zero);
        Avx512BW.VL.MaskStore(destination, mask, Bytes(Integers(sums, output, residual)));
    }

    /// <summary>Stores sixteen outputs each of two positions, narrowed 128 bits by 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void StoreTwo(Vector256<byte> bytes, byte* destination, nint stride)
    {
        var positions = Avx2.PermuteVar8x32(bytes.AsInt32(), Vector256.Create(0, 4, 1, 5, 2, 6, 3, 7));
        positions.GetLower().Store((int*)destination);
        positions.GetUpper().Store((int*)(destination + stride));
    }

    private void Add<T>(byte* output, int count, IsaLevel level)
        where T : unmanaged
    {
        var own = new ReadOnlySpan<T>(output, count);
        var residual = new ReadOnlySpan<T>(output + _toResidual, count);
        QLinearElementwise.Run(_residualIsLeft ? residual : own, _residualIsLeft ? own : residual, new Span<T>(output, count), _sum, level);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Sum<TLanes, TVector>(TVector own, byte* destination)
        where TLanes : struct, ILanes<TVector>
    {
        var residual = _signed ? TLanes.Load(ref *(sbyte*)(destination + _toResidual)) : TLanes.Load(ref destination[_toResidual]);
        return _residualIsLeft ? _sum.Apply<TLanes, TVector>(residual, own) : _sum.Apply<TLanes, TVector>(own, residual);
    }

    /// <summary>Eight sums before they are saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Integers(Vector256<int> sums, int output, byte* destination) =>
        Avx.ConvertToVector256Int32(Sum<Lanes256, Vector256<float>>(_own.Values(sums, output), destination));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<byte> Bytes(Vector256<short> low, Vector256<short> high) =>
        _signed ? Avx2.PackSignedSaturate(low, high).AsByte() : Avx2.PackUnsignedSaturate(low, high);

    /// <summary>Sixteen sums before they are saturated.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Integers(Vector512<int> sums, int output, Vector128<byte> bytes)
    {
        var own = _own.Values(sums, output);
        var residual = Avx512F.ConvertToVector512Single(
            _signed ? Avx512F.ConvertToVector512Int32(bytes.AsSByte()) : Avx512F.ConvertToVector512Int32(bytes));
        return Avx512F.ConvertToVector512Int32(
            _residualIsLeft ? _sum.Apply<Lanes512, Vector512<float>>(residual, own) : _sum.Apply<Lanes512, Vector512<float>>(own, residual));
    }

    // vpmovusdb saturates unsigned numbers, so negative ones are raised to zero before.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<byte> Bytes(Vector512<int> integers) => _signed
        ? Avx512F.ConvertToVector128SByteWithSaturation(integers).AsByte()
        : Avx512F.ConvertToVector128ByteWithSaturation(Avx512F.Max(integers, Vector512<int>.Zero).AsUInt32());
}
