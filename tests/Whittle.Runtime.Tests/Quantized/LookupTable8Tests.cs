using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

public class LookupTable8Tests
{
    [Fact]
    public void Run_EveryLengthOnEveryPath_EqualsTable()
    {
        var random = new Random(1);
        var table = Samples.Elements<byte>(random, 256);
        for (var length = 0; length <= 257; length++)
        {
            using var input = new GuardedBuffer<sbyte>(Samples.Elements<sbyte>(random, length));
            using var output = new GuardedBuffer<byte>(new byte[length]);
            byte[] expected = [.. input.Span.ToArray().Select(x => table[(byte)x])];
            foreach (var level in (IsaLevel[])[IsaLevel.Scalar, .. Samples.VectorLevels])
            {
                output.Span.Clear();
                LookupTable8.Run<sbyte, byte>(input.Span, output.Span, table, level);
                Assert.Equal(expected, output.Span.ToArray());
            }
        }
    }

    [Fact]
    public void Sigmoid_AllElements_EqualsOnnxRuntime() => Unary(
        "QLinearSigmoid",
        [],
        (signed, xs, xz, ys, yz) => QuantizedTables.Sigmoid(signed, xs, xz, ys, yz));

    [Fact]
    public void LeakyRelu_AllElements_EqualsOnnxRuntime() => Unary(
        "QLinearLeakyRelu",
        [("alpha", 0.1f)],
        (signed, xs, xz, ys, yz) => QuantizedTables.LeakyRelu(signed, xs, xz, ys, yz, 0.1f));

    [Fact]
    public void Requantize_AllElements_EqualsOnnxRuntimeConcat()
    {
        var random = new Random(3);
        var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
        for (var trial = 0; trial < 50; trial++)
        {
            float xs = Samples.Scale(random), ys = Samples.Scale(random);
            int xz = random.Next(256), yz = random.Next(256);
            using var session = new OrtModel()
                .Input<byte>("x", 256)
                .Scalar("xs", xs)
                .Scalar("xz", (byte)xz)
                .Scalar("ys", ys)
                .Scalar("yz", (byte)yz)
                .Node("com.microsoft:QLinearConcat", ["ys", "yz", "x", "xs", "xz", "x", "ys", "yz"], ["y"], ("axis", 0))
                .Output<byte>("y")
                .Open();
            byte[] expected = [.. QuantizedTables.Unary(null, signed: false, xs, xz, ys, yz), .. all];
            Assert.Equal(session.Run<byte>([all]), expected);
        }
    }

    private static void Unary(string operation, (string, object)[] attributes, Func<bool, float, int, float, int, byte[]> table)
    {
        for (var seed = 0; seed < 100; seed++)
        {
            AgainstOnnxRuntime<byte>(new Random(seed), operation, attributes, table);
            AgainstOnnxRuntime<sbyte>(new Random(seed), operation, attributes, table);
        }
    }

    private static void AgainstOnnxRuntime<T>(
        Random random, string operation, (string, object)[] attributes, Func<bool, float, int, float, int, byte[]> table)
        where T : unmanaged
    {
        var signed = typeof(T) == typeof(sbyte);
        var xs = Samples.Scale(random);
        var ys = operation == "QLinearSigmoid" ? 1f / 256 : Samples.Scale(random);
        int xz = Samples.ZeroPoint<T>(random), yz = Samples.ZeroPoint<T>(random);
        var (input, _) = Samples.Pairs<T>();
        using var session = new OrtModel()
            .Input<T>("x", input.Length)
            .Scalar("xs", xs)
            .Scalar("xz", Element8.FromInt32<T>(xz))
            .Scalar("ys", ys)
            .Scalar("yz", Element8.FromInt32<T>(yz))
            .Node("com.microsoft:" + operation, ["x", "xs", "xz", "ys", "yz"], ["y"], attributes)
            .Output<T>("y")
            .Open();
        var output = new T[input.Length];
        LookupTable8.Run<T, T>(input, output, table(signed, xs, xz, ys, yz));
        Assert.Equal(session.Run<T>([input]), output);
    }
}
