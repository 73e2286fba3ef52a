using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class QLinearElementwiseTests
{
    private delegate void Kernel<T>(
        ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> output, float ls, int lz, float rs, int rz, float os, int oz, IsaLevel isa);

    [Fact]
    public void Add_AllPairsAndScales_EqualsOnnxRuntime()
    {
        AllPairs<byte>("QLinearAdd", QLinearAdd.Run);
        AllPairs<sbyte>("QLinearAdd", QLinearAdd.Run);
    }

    [Fact]
    public void Mul_AllPairsAndScales_EqualsOnnxRuntime()
    {
        AllPairs<byte>("QLinearMul", QLinearMul.Run);
        AllPairs<sbyte>("QLinearMul", QLinearMul.Run);
    }

    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsScalar()
    {
        Lengths<byte>(QLinearAdd.Run);
        Lengths<sbyte>(QLinearAdd.Run);
        Lengths<byte>(QLinearMul.Run);
        Lengths<sbyte>(QLinearMul.Run);
    }

    [Fact]
    public void RunBroadcast_ChannelsOfImages_EqualsOnnxRuntime()
    {
        // [2, 3, 5, 4] with [3, 1, 4], broadcast over the batch and the third dimension.
        var random = new Random(4);
        var left = Samples.Elements<byte>(random, 2 * 3 * 5 * 4);
        var right = Samples.Elements<byte>(random, 3 * 4);
        foreach (var operation in (string[])["QLinearAdd", "QLinearMul"])
        {
            using var session = Model<byte>(operation, [2, 3, 5, 4], [3, 1, 4], 0.1f, 120, 0.07f, 99, 0.13f, 30).Open();
            var output = new byte[left.Length];
            if (operation == "QLinearAdd")
            {
                QLinearAdd.RunBroadcast<byte>(left, right, output, 0.1f, 120, 0.07f, 99, 0.13f, 30, [2, 3, 5, 4], [60, 20, 4, 1], [0, 4, 0, 1]);
            }
            else
            {
                QLinearMul.RunBroadcast<byte>(left, right, output, 0.1f, 120, 0.07f, 99, 0.13f, 30, [2, 3, 5, 4], [60, 20, 4, 1], [0, 4, 0, 1]);
            }

            Assert.Equal(session.Run<byte>([left, right]), output);
        }
    }

    [Fact]
    public void RunBroadcast_FirstOperandOneElementPerRun_TradesPlaces()
    {
        // [3, 1, 1] with [2, 3, 5, 4]: each run of 20 elements meets one element of the first operand.
        var random = new Random(5);
        var channels = Samples.Elements<byte>(random, 3);
        var image = Samples.Elements<byte>(random, 2 * 3 * 20);
        using var session = Model<byte>("QLinearAdd", [3, 1, 1], [2, 3, 5, 4], 0.1f, 120, 0.07f, 99, 0.03f, 30).Open();
        var output = new byte[image.Length];
        QLinearAdd.RunBroadcast<byte>(image, channels, output, 0.07f, 99, 0.1f, 120, 0.03f, 30, [2, 3, 20], [60, 20, 1], [0, 1, 0]);
        Assert.Equal(session.Run<byte>([channels, image]), output);
    }

    // 1e12 makes a ratio that no int32 holds; the other settings are half ties.
    private static void AllPairs<T>(string operation, Kernel<T> kernel)
        where T : unmanaged
    {
        var random = new Random(8);
        var (left, right) = Samples.Pairs<T>();
        for (var trial = 0; trial < 30; trial++)
        {
            float ls = trial == 0 ? 1e12f : Samples.Scale(random), rs = Samples.Scale(random);
            var os = Samples.Scale(random) * (operation == "QLinearMul" ? 0.2f : 1f);
            int lz = Samples.ZeroPoint<T>(random), rz = Samples.ZeroPoint<T>(random), oz = Samples.ZeroPoint<T>(random);
            T[] one = [left[random.Next(256)]];
            var output = new T[left.Length];

            using var both = Model<T>(operation, [65536], [65536], ls, lz, rs, rz, os, oz).Open();
            kernel(left, right, output, ls, lz, rs, rz, os, oz, Isa.Best);
            Assert.Equal(both.Run<T>([left, right]), output);

            using var rightOne = Model<T>(operation, [65536], [1], ls, lz, rs, rz, os, oz).Open();
            kernel(left, one, output, ls, lz, rs, rz, os, oz, Isa.Best);
            Assert.Equal(rightOne.Run<T>([left, one]), output);

            // The operands trade places when the first has one element.
            using var leftOne = Model<T>(operation, [1], [65536], ls, lz, rs, rz, os, oz).Open();
            kernel(left, one, output, rs, rz, ls, lz, os, oz, Isa.Best);
            Assert.Equal(leftOne.Run<T>([one, left]), output);
        }
    }

    private static void Lengths<T>(Kernel<T> kernel)
        where T : unmanaged
    {
        var random = new Random(9);
        for (var length = 0; length <= 257; length++)
        {
            float ls = Samples.Scale(random), rs = Samples.Scale(random), os = Samples.Scale(random);
            int lz = Samples.ZeroPoint<T>(random), rz = Samples.ZeroPoint<T>(random), oz = Samples.ZeroPoint<T>(random);
            using var left = new GuardedBuffer<T>(Samples.Elements<T>(random, length));
            using var right = new GuardedBuffer<T>(Samples.Elements<T>(random, length % 3 == 0 ? 1 : length));
            using var output = new GuardedBuffer<T>(new T[length]);
            var expected = new T[length];
            kernel(left.Span, right.Span, expected, ls, lz, rs, rz, os, oz, IsaLevel.Scalar);
            foreach (var level in Samples.VectorLevels)
            {
                output.Span.Clear();
                kernel(left.Span, right.Span, output.Span, ls, lz, rs, rz, os, oz, level);
                Assert.Equal(expected, output.Span.ToArray());
            }
        }
    }

    private static OrtModel Model<T>(string operation, int[] left, int[] right, float ls, int lz, float rs, int rz, float os, int oz)
        where T : unmanaged => new OrtModel()
        .Input<T>("a", left)
        .Input<T>("b", right)
        .Scalar("as", ls)
        .Scalar("az", Element8.FromInt32<T>(lz))
        .Scalar("bs", rs)
        .Scalar("bz", Element8.FromInt32<T>(rz))
        .Scalar("ys", os)
        .Scalar("yz", Element8.FromInt32<T>(oz))
        .Node("com.microsoft:" + operation, ["a", "as", "az", "b", "bs", "bz", "ys", "yz"], ["y"])
        .Output<T>("y");
}
