using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to floats when the activations' scale and zero point are known only now:
/// clamp(float(sum - zeroPoint * Σ weights) * (inputScale * weightScale) + bias). The product and the sum are rounded separately,
/// as ONNX Runtime does.</summary>
internal readonly unsafe struct DynamicEpilogue(DynamicParameters parameters, bool signedInput, float inputScale, int inputZeroPoint, IsaLevel level)
    : IInt8Epilogue<float>
{
    private readonly int* _weightSums = parameters.WeightSums.Pointer;
    private readonly float* _scales = parameters.WeightScales.Pointer;
    private readonly float* _bias = parameters.Bias.Pointer;
    private readonly float _minimum = parameters.Minimum;
    private readonly float _maximum = parameters.Maximum;
    private readonly int _zeroPoint = signedInput ? inputZeroPoint + 128 : inputZeroPoint;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int* sums, int stride, int positions, int outputs, float* destination, float* end)
    {
        for (; positions > 0; positions--, sums += stride, destination += outputs)
        {
            var i = 0;
            if (level == IsaLevel.Avx512)
            {
                i = Run512(sums, outputs, destination, end);
            }
            else if (level == IsaLevel.Avx2)
            {
                i = Run256(sums, outputs, destination, end);
            }
            else if (level == IsaLevel.Vector128)
            {
                i = Run128(sums, outputs, destination, end);
            }

            for (; i < outputs; i++)
            {
                var value = (unchecked(sums[i] - (_zeroPoint * _weightSums[i])) * (inputScale * _scales[i])) + _bias[i];
                value = value > _minimum ? value : _minimum;
                destination[i] = value < _maximum ? value : _maximum;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run512(int* sums, int outputs, float* destination, float* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 16 <= end; i += 16)
        {
            var sum = Vector512.Load(sums + i) - (Vector512.Create(_zeroPoint) * Vector512.Load(_weightSums + i));
            var scale = Vector512.Create(inputScale) * Vector512.Load(_scales + i);
            var value = (Avx512F.ConvertToVector512Single(sum) * scale) + Vector512.Load(_bias + i);
            Avx512F.Min(Avx512F.Max(value, Vector512.Create(_minimum)), Vector512.Create(_maximum)).Store(destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run256(int* sums, int outputs, float* destination, float* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 8 <= end; i += 8)
        {
            var sum = Vector256.Load(sums + i) - (Vector256.Create(_zeroPoint) * Vector256.Load(_weightSums + i));
            var scale = Vector256.Create(inputScale) * Vector256.Load(_scales + i);
            var value = (Avx.ConvertToVector256Single(sum) * scale) + Vector256.Load(_bias + i);
            Avx.Min(Avx.Max(value, Vector256.Create(_minimum)), Vector256.Create(_maximum)).Store(destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run128(int* sums, int outputs, float* destination, float* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 4 <= end; i += 4)
        {
            var sum = Vector128.Load(sums + i) - (Vector128.Create(_zeroPoint) * Vector128.Load(_weightSums + i));
            var scale = Vector128.Create(inputScale) * Vector128.Load(_scales + i);
            var value = (Vector128.ConvertToSingle(sum) * scale) + Vector128.Load(_bias + i);
            Vector128.MinNative(Vector128.MaxNative(value, Vector128.Create(_minimum)), Vector128.Create(_maximum)).Store(destination + i);
        }

        return i;
    }
}
