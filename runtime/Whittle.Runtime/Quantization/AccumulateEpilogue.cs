using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>The sums themselves: sum + bias - zeroPoint * Σ weights, wrapping like int32.</summary>
internal readonly unsafe struct AccumulateEpilogue(AccumulateParameters parameters, bool signedInput, int inputZeroPoint) : IInt8Epilogue
{
    private readonly int* _weightSums = (int*)parameters.WeightSums.Pointer;
    private readonly int* _bias = (int*)parameters.Bias.Pointer;
    private readonly int _zeroPoint = signedInput ? inputZeroPoint + 128 : inputZeroPoint;

    public static int OutputBytes => sizeof(int);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(int sum, int output, byte* destination) => *(int*)destination = unchecked(sum + _bias[output] - (_zeroPoint * _weightSums[output]));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector128<int> sums, int output, byte* destination) =>
        (sums + Vector128.Load(_bias + output) - (Vector128.Create(_zeroPoint) * Vector128.Load(_weightSums + output))).Store((int*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector256<int> sums, int output, byte* destination) => Avx.Store((int*)destination, Corrected(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination, nint stride) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 0, destination, stride);

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
        EndFour(first0, first1, first2, first3, output, destination, stride);
        EndFour(second0, second1, second2, second3, output + 8, destination + (8 * OutputBytes), stride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector256<int> sums0, Vector256<int> sums1, Vector256<int> sums2, Vector256<int> sums3, int output, byte* destination) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 8, destination, 8 * OutputBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector256<int> sums, int count, int output, byte* destination) =>
        Avx512F.VL.MaskStore((int*)destination, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)), Corrected(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<int> sums, int output, byte* destination) => Corrected(sums, output).Store((int*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 0, destination, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 16, destination, 16 * OutputBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector512<int> sums, int count, int output, byte* destination) =>
        Avx512F.MaskStore((int*)destination, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)), Corrected(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<int> Corrected(Vector512<int> sums, int output) =>
        sums + Vector512.Load(_bias + output) - (Vector512.Create(_zeroPoint) * Vector512.Load(_weightSums + output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Corrected(Vector256<int> sums, int output) =>
        Avx2.Subtract(
            Avx2.Add(sums, Avx.LoadVector256(_bias + output)), Avx2.MultiplyLow(Vector256.Create(_zeroPoint), Avx.LoadVector256(_weightSums + output)));
}
