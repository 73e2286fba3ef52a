using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Whittle.Runtime.Quantization;

/// <summary>Sums to eight bits: nearest-even(clamp(float(sum + bias) * multiplier)) + zero point, in the order of operations of ONNX Runtime.</summary>
/// <remarks>The clamp comes before the zero point is added, so every integer fits eight bits and may simply be truncated.</remarks>
internal readonly unsafe struct RequantizeEpilogue<TOutput>(RequantizeParameters parameters, bool signedInput, IsaLevel level) : IInt8Epilogue<TOutput>
    where TOutput : unmanaged
{
    private readonly int* _bias = (signedInput ? parameters.BiasOfSigned : parameters.BiasOfUnsigned).Pointer;
    private readonly float* _multipliers = parameters.Multipliers.Pointer;
    private readonly float _low = parameters.Minimum - parameters.ZeroPoint;
    private readonly float _high = parameters.Maximum - parameters.ZeroPoint;
    private readonly int _zeroPoint = parameters.ZeroPoint;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int* sums, int stride, int positions, int outputs, TOutput* destination, TOutput* end)
    {
        for (; positions > 0; positions--, sums += stride, destination += outputs)
        {
            var i = 0;
            switch (level)
            {
                case IsaLevel.Avx512:
                    i = Run512(sums, outputs, (byte*)destination, (byte*)end);
                    break;
                case IsaLevel.Avx2:
                    i = Run256(sums, outputs, (byte*)destination, (byte*)end);
                    break;
                case IsaLevel.Vector128:
                    i = Run128(sums, outputs, (byte*)destination, (byte*)end);
                    break;
            }

            for (; i < outputs; i++)
            {
                ((byte*)destination)[i] = (byte)One(unchecked(sums[i] + _bias[i]), _multipliers[i]);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int One(int sum, float multiplier)
    {
        var value = sum * multiplier;
        value = value > _low ? value : _low;
        value = value < _high ? value : _high;
        return (int)MathF.Round(value, MidpointRounding.ToEven) + _zeroPoint;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run512(int* sums, int outputs, byte* destination, byte* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 16 <= end; i += 16)
        {
            var value = Avx512F.ConvertToVector512Single(Vector512.Load(sums + i) + Vector512.Load(_bias + i)) * Vector512.Load(_multipliers + i);
            value = Avx512F.Min(Avx512F.Max(value, Vector512.Create(_low)), Vector512.Create(_high));
            var rounded = Avx512F.ConvertToVector512Int32(value) + Vector512.Create(_zeroPoint);
            Avx512F.ConvertToVector128Byte(rounded).Store(destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run256(int* sums, int outputs, byte* destination, byte* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 16 <= end; i += 16)
        {
            var words = Vector256.Narrow(Eight(sums + i, i), Eight(sums + i + 8, i + 8));
            Vector128.Narrow(words.GetLower(), words.GetUpper()).AsByte().Store(destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Eight(int* sums, int i)
    {
        var value = Avx.ConvertToVector256Single(Vector256.Load(sums) + Vector256.Load(_bias + i)) * Vector256.Load(_multipliers + i);
        value = Avx.Min(Avx.Max(value, Vector256.Create(_low)), Vector256.Create(_high));
        return Avx.ConvertToVector256Int32(value) + Vector256.Create(_zeroPoint);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Run128(int* sums, int outputs, byte* destination, byte* end)
    {
        var i = 0;
        for (; i < outputs && destination + i + 16 <= end; i += 16)
        {
            var low = Vector128.Narrow(Four(sums + i, i), Four(sums + i + 4, i + 4));
            var high = Vector128.Narrow(Four(sums + i + 8, i + 8), Four(sums + i + 12, i + 12));
            Vector128.Narrow(low, high).AsByte().Store(destination + i);
        }

        return i;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector128<int> Four(int* sums, int i)
    {
        var value = Vector128.ConvertToSingle(Vector128.Load(sums) + Vector128.Load(_bias + i)) * Vector128.Load(_multipliers + i);
        value = Vector128.MinNative(Vector128.MaxNative(value, Vector128.Create(_low)), Vector128.Create(_high));
        return Vector128.ConvertToInt32Native(Vector128.Round(value)) + Vector128.Create(_zeroPoint);
    }
}
