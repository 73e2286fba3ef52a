using System;

namespace Whittle.Runtime.Kernels;

/// <summary>
/// The tables of quantized unary operators, bit for bit those of ONNX Runtime: entry x is quantize(f(dequantize(x))).
/// Plain C# without intrinsics or recent library calls, because the compiler builds the tables.
/// </summary>
/// <remarks>
/// dequantize(x) = scale · (x − zeroPoint); quantize(y) = clamp(y / scale, lowest − zero, highest − zero), rounded half to even, + zero.
/// Entries are indexed by the input's bits (signed −1 is entry 255) and hold the output's bits. Every operation is rounded to float.
/// </remarks>
public static class QuantizedTables
{
    /// <summary>The table of any function (Relu, Clip, Tanh, HardSwish …); a null function only requantizes (QLinearConcat, Q after DQ).</summary>
    public static byte[] Unary(
        Func<float, float>? function, bool signed, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint)
    {
        var table = new byte[256];
        for (var i = 0; i < table.Length; i++)
        {
            var x = signed ? unchecked((sbyte)(byte)i) : i;
            var value = (float)(inputScale * (float)(x - inputZeroPoint));
            table[i] = Quantize(function is null ? value : function(value), signed, outputScale, outputZeroPoint);
        }

        return table;
    }

    /// <summary>QLinearLeakyRelu.</summary>
    public static byte[] LeakyRelu(
        bool signed, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint, float alpha) =>
        Unary(x => x >= 0f ? x : (float)(alpha * x), signed, inputScale, inputZeroPoint, outputScale, outputZeroPoint);

    /// <summary>QLinearSigmoid.</summary>
    public static byte[] Sigmoid(bool signed, float inputScale, int inputZeroPoint, float outputScale, int outputZeroPoint) =>
        Unary(Logistic, signed, inputScale, inputZeroPoint, outputScale, outputZeroPoint);

    /// <summary>
    /// The exponentials of QLinearSoftmax: entry 255 belongs to the largest element of a row, entry 255 − d to one that is d steps below.
    /// They are scaled up so that a sum over the axis stays within float's range.
    /// </summary>
    public static float[] SoftmaxExponentials(float inputScale, int axisLength)
    {
        var shift = Math.Max(0.0, Math.Log((double)(float)(float.MaxValue / (float)axisLength)) - 5.0) / inputScale;
        var table = new float[256];
        for (var i = 0; i < table.Length; i++)
        {
            table[i] = (float)Math.Exp((i - 255.0 + shift) * inputScale);
        }

        return table;
    }

    private static byte Quantize(float value, bool signed, float scale, int zeroPoint)
    {
        float lowest = (signed ? -128 : 0) - zeroPoint;
        float highest = (signed ? 127 : 255) - zeroPoint;
        var quotient = (float)(value / scale);
        // Comparisons in this order send NaN to the lowest value.
        var clamped = quotient > lowest ? quotient : lowest;
        clamped = clamped < highest ? clamped : highest;
        return unchecked((byte)((int)Math.Round((double)clamped) + zeroPoint));
    }

    // The rational approximation that ONNX Runtime's math library takes from Eigen; odd powers above, even powers below, fused steps.
    private static float Logistic(float x)
    {
        var value = Math.Min(Math.Max(x, -18f), 18f);
        var square = (float)(value * value);
        var above = Fused(square, 4.37031012579801e-11f, 1.15627324459942e-07f);
        above = Fused(above, square, 6.08574864600143e-05f);
        above = Fused(above, square, 8.51377133304701e-03f);
        above = Fused(above, square, 2.48287947061529e-01f);
        above = (float)(above * value);
        var below = Fused(square, 6.10247389755681e-13f, 5.76102136993427e-09f);
        below = Fused(below, square, 6.29106785017040e-06f);
        below = Fused(below, square, 1.70198817374094e-03f);
        below = Fused(below, square, 1.16817656904453e-01f);
        below = Fused(below, square, 9.93151921023180e-01f);
        var result = (float)((float)(above / below) + 0.5f);
        return Math.Min(Math.Max(result, 0f), 1f);
    }

    // left · right + addend rounded once. The product of two floats is exact in double; where the double sum is not exact,
    // its last bit is made odd, so that rounding to float cannot meet a tie that is none (Boldo and Melquiond's rounding to odd).
    private static float Fused(float left, float right, float addend)
    {
        var product = (double)left * right;
        var sum = product + addend;
        var back = sum - product;
        var error = (product - (sum - back)) + (addend - back);
        if (error != 0.0 && !double.IsInfinity(sum))
        {
            var bits = BitConverter.DoubleToInt64Bits(sum);
            if ((bits & 1) == 0)
            {
                // One step toward the true sum: up in magnitude when the error has the sum's sign.
                bits += (error > 0.0) == (sum > 0.0) ? 1 : -1;
                sum = BitConverter.Int64BitsToDouble(bits);
            }
        }

        return (float)sum;
    }
}
