using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Kernels.Elementwise;

public class BinaryTests
{
    private static readonly float[] s_special = [0f, -0f, 1f, -1f, 2.5f, -3.5f, 1e30f, -1e30f, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 1e-40f];

    [Fact]
    public void Add_EveryLength_EqualsScalar() => CheckLengths(default(Add<float>), (a, b) => a + b);

    [Fact]
    public void AddClip_EveryLength_EqualsScalar()
    {
        CheckLengths(new AddClip<float>(0f, float.PositiveInfinity), (a, b) => a + b > 0 || float.IsNaN(a + b) ? a + b : 0);
        CheckLengths(new AddClip<float>(-1f, 6f), (a, b) => float.IsNaN(a + b) ? a + b : Math.Clamp(a + b, -1, 6));
    }

    [Fact]
    public void Subtract_EveryLength_EqualsScalar() => CheckLengths(default(Subtract<float>), (a, b) => a - b);

    [Fact]
    public void Multiply_EveryLength_EqualsScalar() => CheckLengths(default(Multiply<float>), (a, b) => a * b);

    [Fact]
    public void Divide_EveryLength_EqualsScalar() => CheckLengths(default(Divide<float>), (a, b) => a / b);

    [Fact]
    public void Min_EveryLength_EqualsScalar() => CheckLengths(default(Min<float>), MathF.Min);

    [Fact]
    public void Max_EveryLength_EqualsScalar() => CheckLengths(default(Max<float>), MathF.Max);

    [Fact]
    public void PRelu_EveryLength_EqualsScalar() => CheckLengths(default(PRelu<float>), (a, b) => a < 0 ? a * b : a);

    [Fact]
    public void Run_InnerStepsOfEveryKind_EqualNaive()
    {
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var shape = Naive.RandomShape(random, random.Next(1, 6), round % 10 == 0 ? 40 : 5);
            var leftStrides = RandomStrides(random, shape, out var leftLength);
            var rightStrides = RandomStrides(random, shape, out var rightLength);
            var left = Naive.RandomFloats(random, leftLength);
            var right = Naive.RandomFloats(random, rightLength);
            var output = new float[Naive.Product(shape)];
            Binary.Run(left, right, output, default(Subtract<float>), shape, leftStrides, rightStrides);
            var less = new bool[output.Length];
            Compare.Run(left, right, less, default(Less<float>), shape, leftStrides, rightStrides);
            var condition = Enumerable.Range(0, leftLength).Select(_ => random.Next(2) == 1).ToArray();
            var chosen = new float[output.Length];
            Where.Run<float>(condition, left, right, chosen, shape, leftStrides, leftStrides, rightStrides);
            for (var i = 0; i < output.Length; i++)
            {
                var position = Naive.Position(i, shape);
                var (l, r) = (Naive.Offset(position, leftStrides), Naive.Offset(position, rightStrides));
                Assert.Equal(left[l] - right[r], output[i]);
                Assert.Equal(left[l] < right[r], less[i]);
                Assert.Equal(condition[l] ? left[l] : right[r], chosen[i]);
            }
        }
    }

    [Fact]
    public void Divide_Integers_TruncateAndWrap()
    {
        Assert.Equal([-2, 2, int.MinValue], Map<int, Divide<int>>([-5, -5, int.MinValue], [2, -2, -1]));
        Assert.Equal([-2, sbyte.MinValue], Map<sbyte, Divide<sbyte>>([-5, sbyte.MinValue], [2, -1]));
        Assert.Equal([100], Map<byte, Divide<byte>>([200], [2]));
        Assert.Throws<DivideByZeroException>(() => Map<long, Divide<long>>([1], [0]));
    }

    [Fact]
    public void Modulo_Signs_FollowTheRightSide()
    {
        Assert.Equal([1, -1, 2, 0], Map<int, Modulo<int>>([-5, 5, 5, int.MinValue], [3, -3, 3, -1]));
        Assert.Equal([-2, 2, 2, 0], Map<int, Remainder<int>>([-5, 5, 5, int.MinValue], [3, -3, 3, -1]));
        Assert.Equal([-1.5f, 1.5f], Map<float, Remainder<float>>([-5.5f, 5.5f], [2f, -2f]));
        Assert.Equal([4], Map<byte, Modulo<byte>>([254], [10]));
    }

    [Fact]
    public void SmallIntegers_Wrap()
    {
        Assert.Equal([44], Map<byte, Add<byte>>([200], [100]));
        Assert.Equal([sbyte.MinValue], Map<sbyte, Add<sbyte>>([127], [1]));
        Assert.Equal([(short)-32768], Map<short, Subtract<short>>([32767], [-1]));
        Assert.Equal([long.MinValue], Map<long, Add<long>>([long.MaxValue], [1]));
        Assert.Equal([2.5d], Map<double, Multiply<double>>([5], [0.5]));
    }

    [Fact]
    public void Bits_ShiftsAndLogic_AreAsStated()
    {
        Assert.Equal([0b1000], Map<byte, BitwiseAnd<byte>>([0b1010], [0b1100]));
        Assert.Equal([0b1110], Map<byte, BitwiseOr<byte>>([0b1010], [0b1100]));
        Assert.Equal([0b0110], Map<byte, BitwiseXor<byte>>([0b1010], [0b1100]));
        Assert.Equal([2, 0, 0], Map<byte, ShiftLeft<byte>>([129, 1, 1], [1, 8, 32]));
        Assert.Equal([64, 0], Map<byte, ShiftRight<byte>>([129, 255], [1, 8]));
        Assert.Equal([1ul << 63], Map<ulong, ShiftLeft<ulong>>([1], [63]));
        Assert.Equal([true, false, false], Map<bool, LogicalAnd>([true, true, false], [true, false, false]));
        Assert.Equal([true, true, false], Map<bool, LogicalOr>([true, true, false], [true, false, false]));
        Assert.Equal([false, true, false], Map<bool, LogicalXor>([true, true, false], [true, false, false]));
    }

    [Fact]
    public void Pow_FloatAndInteger_EqualMath()
    {
        Assert.Equal([8f, MathF.Pow(2.5f, -1.5f), float.NaN], Map<float, Pow<float>>([2f, 2.5f, -1f], [3f, -1.5f, 0.5f]));
        Assert.Equal([81, 1], Map<int, Pow<int>>([-3, 7], [4, 0]));
    }

    [Fact]
    public void Compare_NaN_IsFalse()
    {
        float[] left = [1f, 2f, float.NaN];
        var output = new bool[3];
        Compare.Run(left, 2f, output, default(LessOrEqual<float>));
        Assert.Equal([true, true, false], output);
        Compare.Run(2f, left, output, default(Greater<float>));
        Assert.Equal([true, false, false], output);
        Compare.Run(left, left, output, default(Equal<float>));
        Assert.Equal([true, true, false], output);
        Compare.Run(left, 2f, output, default(GreaterOrEqual<float>));
        Assert.Equal([false, true, false], output);
        Compare.Run<bool, EqualBool>([true, true, false], [true, false, false], output, default);
        Assert.Equal([true, false, true], output);
    }

    [Fact]
    public void Run_StridesThatLeaveTheTensor_Throw()
    {
        Assert.Equal("leftStrides", Assert.Throws<ArgumentException>(() => Binary.Run(new float[3], new float[4], new float[4], default(Add<float>), [4], [1], [1])).ParamName);
        Assert.Equal("rightStrides", Assert.Throws<ArgumentException>(() => Binary.Run(new float[4], new float[4], new float[4], default(Add<float>), [4], [1], [-1])).ParamName);
        Assert.Equal("outputShape", Assert.Throws<ArgumentException>(() => Binary.Run(new float[4], new float[4], new float[4], default(Add<float>), [5], [1], [1])).ParamName);
    }

    private static T[] Map<T, TOperator>(T[] left, T[] right)
        where TOperator : struct, IBinaryOperator<T, T>
    {
        var output = new T[left.Length];
        Binary.Run<T, TOperator>(left, right, output, default);
        return output;
    }

    /// <summary>Each axis dense or repeated, sometimes with a gap.</summary>
    private static int[] RandomStrides(Random random, int[] shape, out int length)
    {
        var strides = new int[shape.Length];
        var stride = random.Next(4) == 0 ? 3 : 1;
        for (var axis = shape.Length - 1; axis >= 0; axis--)
        {
            strides[axis] = random.Next(3) == 0 ? 0 : stride;
            stride *= strides[axis] == 0 ? 1 : shape[axis];
        }

        length = 1 + shape.Zip(strides, (d, s) => (d - 1) * s).Sum();
        return strides;
    }

    private static void CheckLengths<TOperator>(TOperator operation, Func<float, float, float> truth)
        where TOperator : struct, IFloatBinaryOperator, IBinaryOperator<float, float>
    {
        var random = new Random(3);
        foreach (var isa in IsaLevels.All)
        {
            var run = new FloatBinaryRun<TOperator>(operation, isa);
            for (var length = 0; length <= 257; length++)
            {
                using var left = new GuardedMemory(length * sizeof(float), atEnd: true);
                using var right = new GuardedMemory(length * sizeof(float), atEnd: true);
                using var output = new GuardedMemory(length * sizeof(float), atEnd: true);
                var a = left.As<float>();
                var b = right.As<float>();
                var c = output.As<float>();
                for (var i = 0; i < length; i++)
                {
                    a[i] = random.Next(3) == 0 ? s_special[random.Next(s_special.Length)] : (float)(random.NextDouble() - 0.5);
                    b[i] = random.Next(3) == 0 ? s_special[random.Next(s_special.Length)] : (float)(random.NextDouble() - 0.5);
                }

                BinaryDriver.Equal<float, float, FloatBinaryRun<TOperator>>(a, b, c, run);
                for (var i = 0; i < length; i++)
                {
                    Assert.Equal(truth(a[i], b[i]), c[i]);
                }

                BinaryDriver.ScalarRight<float, float, FloatBinaryRun<TOperator>>(a, -0.75f, c, run);
                for (var i = 0; i < length; i++)
                {
                    Assert.Equal(truth(a[i], -0.75f), c[i]);
                }

                var before = b.ToArray();
                BinaryDriver.ScalarLeft<float, float, FloatBinaryRun<TOperator>>(-0.75f, b, b, run);
                for (var i = 0; i < length; i++)
                {
                    Assert.Equal(truth(-0.75f, before[i]), b[i]);
                }
            }
        }
    }
}
