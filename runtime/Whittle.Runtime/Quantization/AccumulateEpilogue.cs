using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace Whittle.Runtime.Quantization;

/// <summary>The sums themselves: sum + bias - zeroPoint * Σ weights, wrapping like int32.</summary>
internal readonly unsafe struct AccumulateEpilogue(AccumulateParameters parameters, bool signedInput, int inputZeroPoint, IsaLevel level)
    : IInt8Epilogue<int>
{
    private readonly int* _weightSums = parameters.WeightSums.Pointer;
    private readonly int* _bias = parameters.Bias.Pointer;
    private readonly int _zeroPoint = signedInput ? inputZeroPoint + 128 : inputZeroPoint;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int* sums, int stride, int positions, int outputs, int* destination, int* end)
    {
        for (; positions > 0; positions--, sums += stride, destination += outputs)
        {
            var i = 0;
            if (level >= IsaLevel.Avx2)
            {
                for (; i < outputs && destination + i + 8 <= end; i += 8)
                {
                    var correction = Vector256.Load(_bias + i) - (Vector256.Create(_zeroPoint) * Vector256.Load(_weightSums + i));
                    (Vector256.Load(sums + i) + correction).Store(destination + i);
                }
            }
            else if (level == IsaLevel.Vector128)
            {
                for (; i < outputs && destination + i + 4 <= end; i += 4)
                {
                    var correction = Vector128.Load(_bias + i) - (Vector128.Create(_zeroPoint) * Vector128.Load(_weightSums + i));
                    (Vector128.Load(sums + i) + correction).Store(destination + i);
                }
            }

            for (; i < outputs; i++)
            {
                destination[i] = unchecked(sums[i] + _bias[i] - (_zeroPoint * _weightSums[i]));
            }
        }
    }
}
