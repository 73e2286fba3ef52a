using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Quantization;

/// <summary>The numbers that sixteen sums are ended with, where a residual is added: in registers for all positions of a tile.</summary>
internal readonly unsafe struct AddLanes256
{
    private readonly Vector256<int> _bias0;
    private readonly Vector256<int> _bias1;
    private readonly Vector256<float> _multipliers0;
    private readonly Vector256<float> _multipliers1;
    private readonly Vector256<float> _low;
    private readonly Vector256<float> _high;
    private readonly Vector256<float> _rounding;
    private readonly Vector256<float> _roundingBack;
    private readonly Vector256<float> _leftRatio;
    private readonly Vector256<float> _rightRatio;
    private readonly Vector256<float> _constant;
    private readonly bool _residualIsLeft;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public AddLanes256(in AddEpilogue epilogue, int output)
    {
        var own = epilogue.Own;
        _bias0 = Avx.LoadVector256(own.Bias + output);
        _bias1 = Avx.LoadVector256(own.Bias + output + 8);
        _multipliers0 = Avx.LoadVector256(own.Multipliers + output);
        _multipliers1 = Avx.LoadVector256(own.Multipliers + output + 8);
        _low = Vector256.Create(own.Low);
        _high = Vector256.Create(own.High);
        _rounding = Vector256.Create(RequantizeEpilogue.Rounding);
        _roundingBack = Vector256.Create(RequantizeEpilogue.Rounding - own.ZeroPoint);
        _leftRatio = Vector256.Create(epilogue.Operation.LeftRatio);
        _rightRatio = Vector256.Create(epilogue.Operation.RightRatio);
        _constant = Vector256.Create(epilogue.Operation.Constant);
        _residualIsLeft = epilogue.ResidualIsLeft;
    }

    /// <summary>Sixteen sums and as many residuals, added and saturated to 16 bits, 128 bits by 128 bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public Vector256<short> Words(Vector256<int> first, Vector256<int> second, byte* residual, bool signed) =>
        Avx2.PackSignedSaturate(Sum(first, _bias0, _multipliers0, residual, signed), Sum(second, _bias1, _multipliers1, residual + 8, signed));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private Vector256<int> Sum(Vector256<int> sums, Vector256<int> bias, Vector256<float> multipliers, byte* bytes, bool signed)
    {
        var product = Avx.Multiply(Avx.ConvertToVector256Single(Avx2.Add(sums, bias)), multipliers);
        var own = Avx.Subtract(Avx.Add(Avx.Min(Avx.Max(product, _low), _high), _rounding), _roundingBack);
        var residual = Avx.ConvertToVector256Single(signed ? Avx2.ConvertToVector256Int32((sbyte*)bytes) : Avx2.ConvertToVector256Int32(bytes));
        return Avx.ConvertToVector256Int32(
            _residualIsLeft
                ? Fma.MultiplyAdd(residual, _leftRatio, Fma.MultiplyAdd(own, _rightRatio, _constant))
                : Fma.MultiplyAdd(own, _leftRatio, Fma.MultiplyAdd(residual, _rightRatio, _constant)));
    }
}
