using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to floats when the activations' scale and zero point are known only now:
/// clamp(float(sum - zeroPoint * Σ weights + sum bias) * (inputScale * weightScale) + bias). The product and the sum are rounded separately,
/// as ONNX Runtime does.</summary>
internal readonly unsafe struct DynamicEpilogue(DynamicParameters parameters, bool signedInput, float inputScale, int inputZeroPoint) : IInt8Epilogue
{
    private readonly int* _weightSums = (int*)parameters.WeightSums.Pointer;
    private readonly int* _sumBias = (int*)parameters.SumBias.Pointer;
    private readonly float* _scales = (float*)parameters.WeightScales.Pointer;
    private readonly float* _bias = (float*)parameters.Bias.Pointer;
    private readonly float _inputScale = inputScale;
    private readonly float _minimum = parameters.Minimum;
    private readonly float _maximum = parameters.Maximum;
    private readonly int _zeroPoint = signedInput ? inputZeroPoint + 128 : inputZeroPoint;

    public static int OutputBytes => sizeof(float);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(int sum, int output, byte* destination)
    {
        var corrected = unchecked(sum + _sumBias[output] - (_zeroPoint * _weightSums[output]));
        var value = (corrected * (_inputScale * _scales[output])) + _bias[output];
        value = value > _minimum ? value : _minimum;
        *(float*)destination = value < _maximum ? value : _maximum;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector128<int> sums, int output, byte* destination)
    {
        var sum = sums + Vector128.Load(_sumBias + output) - (Vector128.Create(_zeroPoint) * Vector128.Load(_weightSums + output));
        var value = (Vector128.ConvertToSingle(sum) * (Vector128.Create(_inputScale) * Vector128.Load(_scales + output))) + Vector128.Load(_bias + output);
        Vector128.MinNative(Vector128.MaxNative(value, Vector128.Create(_minimum)), Vector128.Create(_maximum)).Store((float*)destination);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector256<int> sums, int output, byte* destination) => Avx.Store((float*)destination, Floats(sums, output));

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
        Avx512F.VL.MaskStore((float*)destination, Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count)).AsSingle(), Floats(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void End(Vector512<int> sums, int output, byte* destination) => Floats(sums, output).Store((float*)destination);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFour(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination, nint stride) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 0, destination, stride);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndRow(Vector512<int> sums0, Vector512<int> sums1, Vector512<int> sums2, Vector512<int> sums3, int output, byte* destination) =>
        EndingsInTurn.Four(in this, sums0, sums1, sums2, sums3, output, 16, destination, 16 * OutputBytes);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void EndFirst(Vector512<int> sums, int count, int output, byte* destination) =>
        Avx512F.MaskStore((float*)destination, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(), Floats(sums, output));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector512<float> Floats(Vector512<int> sums, int output)
    {
        var sum = sums + Vector512.Load(_sumBias + output) - (Vector512.Create(_zeroPoint) * Vector512.Load(_weightSums + output));
        var scale = Vector512.Create(_inputScale) * Vector512.Load(_scales + output);
        var value = (Avx512F.ConvertToVector512Single(sum) * scale) + Vector512.Load(_bias + output);
        return Avx512F.Min(Avx512F.Max(value, Vector512.Create(_minimum)), Vector512.Create(_maximum));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<float> Floats(Vector256<int> sums, int output)
    {
        var zeros = Avx2.MultiplyLow(Vector256.Create(_zeroPoint), Avx.LoadVector256(_weightSums + output));
        var sum = Avx2.Subtract(Avx2.Add(sums, Avx.LoadVector256(_sumBias + output)), zeros);
        var scale = Avx.Multiply(Vector256.Create(_inputScale), Avx.LoadVector256(_scales + output));
        var value = Avx.Add(Avx.Multiply(Avx.ConvertToVector256Single(sum), scale), Avx.LoadVector256(_bias + output));
        return Avx.Min(Avx.Max(value, Vector256.Create(_minimum)), Vector256.Create(_maximum));
    }
}
