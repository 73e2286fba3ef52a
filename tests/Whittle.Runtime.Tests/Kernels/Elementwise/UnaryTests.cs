using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Elementwise;

public class UnaryTests
{
    private static readonly float[] s_values = MakeValues();

    [Fact]
    public void Exp_Any_IsWithin2Ulp() => Check(default(Exp), Math.Exp, 2);

    [Fact]
    public void Log_Any_IsWithin4Ulp() => Check(default(Log), Math.Log, 4);

    [Fact]
    public void Sqrt_Any_IsExact() => Check(default(Sqrt), Math.Sqrt, 0.5);

    [Fact]
    public void Reciprocal_Any_IsExact() => Check(default(Reciprocal), x => 1d / x, 0.5);

    [Fact]
    public void Sigmoid_Any_IsWithin4Ulp() => Check(default(Sigmoid), x => 1d / (1d + Math.Exp(-x)), 4);

    [Fact]
    public void Tanh_Any_IsWithin4Ulp() => Check(default(Tanh), Math.Tanh, 4);

    [Fact]
    public void Erf_Any_IsWithin4Ulp() => Check(default(Erf), Erf, 4);

    [Fact]
    public void Softplus_Any_IsWithin4Ulp() => Check(default(Softplus), LogOnePlusExp, 4);

    [Fact]
    public void Softsign_Any_IsWithin2Ulp() => Check(default(Softsign), x => double.IsInfinity(x) ? double.NaN : x / (1d + Math.Abs(x)), 2);

    [Fact]
    public void Elu_Any_IsWithin4Ulp() => Check(new Elu(1.5f), x => x < 0 ? 1.5 * Expm1(x) : x, 4);

    [Fact]
    public void Selu_Any_IsWithin4Ulp() =>
        Check(new Selu(1.6732632f, 1.050701f), x => (double)1.050701f * (x < 0 ? (double)1.6732632f * Expm1(x) : x), 4);

    [Fact]
    public void Celu_Any_IsWithin4Ulp() => Check(new Celu(2f), x => x < 0 ? 2d * Expm1(x / 2d) : x, 4);

    [Fact]
    public void Sin_Moderate_IsWithin4Ulp() => Check(default(Sin), Math.Sin, 4, x => Math.Abs(x) < 1e5, 1e-9);

    [Fact]
    public void Cos_Moderate_IsWithin4Ulp() => Check(default(Cos), Math.Cos, 4, x => Math.Abs(x) < 1e5, 1e-9);

    [Fact]
    public void Gelu_Any_IsWithinAbsoluteTolerance() => Check(default(Gelu), x => Cut(0.5 * x * (1d + Erf(x / Math.Sqrt(2d))), x), 6, Finite, 5e-7);

    [Fact]
    public void GeluTanh_Any_IsWithinAbsoluteTolerance() =>
        Check(default(GeluTanh), x => 0.5 * x * (1d + Math.Tanh(Math.Sqrt(2d / Math.PI) * (x + (0.044715 * x * x * x)))), 8, Small, 1e-6);

    [Fact]
    public void Swish_Any_IsWithin6Ulp() => Check(default(Swish), x => x / (1d + Math.Exp(-x)), 6, x => x > -80 && x < 1e30);

    [Fact]
    public void Mish_Any_IsWithin8Ulp() => Check(default(Mish), x => x * Math.Tanh(LogOnePlusExp(x)), 8, x => x > -80 && x < 700);

    [Fact]
    public void Relu_Any_IsExact() => Check(default(Relu<float>), x => x < 0 ? 0 : x, 0);

    [Fact]
    public void Abs_Any_IsExact() => Check(default(Abs<float>), Math.Abs, 0);

    [Fact]
    public void Negate_Any_IsExact() => Check(default(Negate<float>), x => -x, 0);

    [Fact]
    public void Square_Any_IsExact() => Check(default(Square<float>), x => x * x, 0.5);

    [Fact]
    public void Sign_Any_IsExact() => Check(default(Sign<float>), x => double.IsNaN(x) ? x : Math.Sign(x), 0);

    [Fact]
    public void Clip_Any_IsExact() => Check(new Clip<float>(-1.5f, 6f), x => double.IsNaN(x) ? x : Math.Clamp(x, -1.5, 6), 0);

    [Fact]
    public void LeakyRelu_Any_IsExact() => Check(new LeakyRelu(0.01f), x => x < 0 ? (double)0.01f * x : x, 0.5);

    [Fact]
    public void ThresholdedRelu_Any_IsExact() => Check(new ThresholdedRelu(0.5f), x => x <= 0.5 ? 0 : x, 0);

    [Fact]
    public void HardSigmoid_Any_IsWithin2Ulp() =>
        Check(new HardSigmoid(0.2f, 0.5f), x => double.IsNaN(x) ? x : Math.Clamp(((double)0.2f * x) + 0.5, 0, 1), 2, absolute: 1e-7);

    [Fact]
    public void HardSwish_Finite_IsWithin3Ulp() => Check(default(HardSwish), x => x * Math.Clamp((x / 6d) + 0.5, 0, 1), 3, Finite, 1e-6);

    [Fact]
    public void Floor_Any_IsExact() => Check(default(Floor), Math.Floor, 0);

    [Fact]
    public void Ceil_Any_IsExact() => Check(default(Ceil), Math.Ceiling, 0);

    [Fact]
    public void Round_Halves_GoToEven()
    {
        Check(default(Round), Math.Round, 0);
        var output = new float[4];
        Unary.Run([0.5f, 1.5f, -0.5f, 2.5f], output, default(Round));
        Assert.Equal([0f, 2f, -0f, 2f], output);
    }

    [Fact]
    public void Run_EveryLength_EqualsLongRunAndStaysInside()
    {
        foreach (var isa in IsaLevels.All)
        {
            var whole = new float[257];
            Unary.Run(s_values.AsSpan(0, 257), whole, default(Sigmoid), isa);
            for (var length = 0; length <= 257; length++)
            {
                using var from = new GuardedMemory(length * sizeof(float), atEnd: true);
                using var to = new GuardedMemory(length * sizeof(float), atEnd: length % 2 == 0);
                s_values.AsSpan(0, length).CopyTo(from.As<float>());
                Unary.Run(from.As<float>(), to.As<float>(), default(Sigmoid), isa);
                Assert.True(whole.AsSpan(0, length).SequenceEqual(to.As<float>()));
                Unary.Run(from.As<float>(), from.As<float>(), default(Sigmoid), isa);
                Assert.True(whole.AsSpan(0, length).SequenceEqual(from.As<float>()));
            }
        }
    }

    [Fact]
    public void Run_OtherTypes_WrapAndSaturateAsStated()
    {
        Assert.Equal([sbyte.MinValue, 5, 0], Map<sbyte, Abs<sbyte>>([sbyte.MinValue, -5, 0], default));
        Assert.Equal([int.MinValue, -3], Map<int, Negate<int>>([int.MinValue, 3], default));
        Assert.Equal([0L, 4L], Map<long, Relu<long>>([-9, 4], default));
        Assert.Equal([0, 1, 1], Map<byte, Sign<byte>>([0, 1, 255], default));
        Assert.Equal([-1d, 0.5d, 1d], Map<double, Clip<double>>([-3, 0.5, 7], new(-1, 1)));
        Assert.Equal([-1, 0], Map<int, BitwiseNot<int>>([0, -1], default));
        Assert.Equal([false, true], Map<bool, LogicalNot>([true, false], default));
        Assert.Equal(Math.Exp(1.25), Map<double, Exp>([1.25], default)[0]);
    }

    [Fact]
    public void Predicate_SpecialValues_AreFound()
    {
        float[] values = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1f];
        var found = new bool[4];
        Predicate.Run<float, IsNaN>(values, found, default);
        Assert.Equal([true, false, false, false], found);
        Predicate.Run<float, IsInfinity>(values, found, new(detectPositive: true, detectNegative: false));
        Assert.Equal([false, true, false, false], found);
    }

    [Fact]
    public void Run_WrongLength_NamesTheParameter() =>
        Assert.Equal("output", Assert.Throws<ArgumentException>(() => Unary.Run(new float[3], new float[4], default(Exp))).ParamName);

    private static T[] Map<T, TOperator>(T[] input, TOperator operation)
        where TOperator : struct, IUnaryOperator<T, T>
    {
        var output = new T[input.Length];
        Unary.Run<T, TOperator>(input, output, operation);
        return output;
    }

    private static void Check<TOperator>(TOperator operation, Func<double, double> truth, double ulps, Func<float, bool>? domain = null, double absolute = 1.2e-38)
        where TOperator : struct, IFloatUnaryOperator, IUnaryOperator<float, float>
    {
        foreach (var isa in IsaLevels.All)
        {
            var output = new float[s_values.Length];
            Unary.Run(s_values, output, operation, isa);
            for (var i = 0; i < output.Length; i++)
            {
                if (domain?.Invoke(s_values[i]) ?? true)
                {
                    Tolerance.Close(truth(s_values[i]), output[i], ulps, $"{typeof(TOperator).Name}({s_values[i]:R}) on {isa}", absolute);
                }
            }
        }
    }

    private static double LogOnePlusExp(double x) => x > 30 ? x : x < -15 ? Math.Exp(x) - (Math.Exp(2 * x) / 2) : Math.Log(1d + Math.Exp(x));

    private static bool Finite(float x) => MathF.Abs(x) < 1e30f;

    private static bool Small(float x) => MathF.Abs(x) < 1e5f;

    /// <summary>0 instead of 0 times infinity far to the left.</summary>
    private static double Cut(double value, double x) => x < -20 ? 0 : value;

    private static double Expm1(double x) => Math.Abs(x) < 1e-5 ? x + (x * x / 2) : Math.Exp(x) - 1d;

    /// <summary>Abramowitz and Stegun 7.1.5 below 2, the continued fraction 7.1.14 above: another way than the kernel's.</summary>
    private static double Erf(double x)
    {
        if (double.IsNaN(x))
        {
            return x;
        }

        var a = Math.Abs(x);
        if (a < 2d)
        {
            var (term, sum) = (x, x);
            for (var n = 1; n < 60; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return 2d / Math.Sqrt(Math.PI) * sum;
        }

        var fraction = 0d;
        for (var n = 200; n > 0; n--)
        {
            fraction = n / 2d / (a + fraction);
        }

        return Math.Sign(x) * (1d - (a > 7 ? 0d : Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + fraction)));
    }

    private static float[] MakeValues()
    {
        float[] edges =
        [
            0f, -0f, 1f, -1f, 0.5f, 1.5f, -0.5f, 2.5f, float.Epsilon, 1.1754944e-38f, -1e-30f, 1e-7f, -1e-7f, 1e-4f, 0.625f, 0.62499994f, 0.9f, 0.89999998f, 4f, 4.1f,
            87.3f, -87.3f, -87.33f, -87.4f, 88.7f, 88.72284f, 88.73f, 89f, 100f, -100f, -103.9f, -104f, 1000f, -1000f, 1e10f, -1e10f, float.MaxValue, float.MinValue,
            float.PositiveInfinity, float.NegativeInfinity, float.NaN,
        ];
        var random = new Random(1);
        var values = edges.Concat(Enumerable.Range(0, 3000).Select(i => (float)((random.NextDouble() - 0.5) * 2 * Math.Pow(10, -4 + (i % 7)))));
        return [.. values, .. Enumerable.Range(-1000, 2001).Select(i => i / 100f)];
    }
}
