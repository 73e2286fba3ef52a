using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;
using Whittle.Onnx;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Tiny integer nets are straight-line code, with the bits of ONNX Runtime.</summary>
public class UnrolledTests
{
    private const string Stacked = "a tiny float layer behind kernels";
    private const string Among = "tiny layers among kernels";
    private const string Again = "bytes that are quantized again";
    private const string Through = "floats through bytes to a float layer";

    private static readonly CaseSet Cases = new([.. Nets<byte>("uint8", 131, 0), .. Nets<sbyte>("int8", 3, -128), .. Operators(), .. Dequantized(), .. Between()]);

    public static TheoryData<string> Names => Cases.Names;

    public static TheoryData<string> Whole => [.. Cases.Names.Select(name => name.Data).Where(name => name is not (Stacked or Among or Again))];

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    [Theory]
    [MemberData(nameof(Whole))]
    public void Net_IsOneStepWithoutMemory(string name)
    {
        var plan = Cases[name].Plan;
        Assert.Equal("Unrolled.Run", Assert.Single(plan.Steps).Call.Target);
        Assert.Equal((0, 0, 0), (plan.Buffers.Count, plan.Tensors.Count, plan.Shapes.Count));
    }

    [Theory]
    [MemberData(nameof(Whole))]
    public void NoNumbersAndInfinities_AreQuantizedAsOnnxRuntimeDoes(string name)
    {
        var model = Cases[name];
        if (model.Plan.Inputs[0].Type != Plan.ElementType.Float32 || name == Through)
        {
            // Whose sums are floats, and round in another order.
            return;
        }

        using var oracle = new OrtOracle(Cases.Bytes(name));
        float[] odd = [float.NaN, float.PositiveInfinity, float.NegativeInfinity, float.MaxValue, -float.Epsilon, 0.45f];
        for (var first = 0; first < odd.Length; first++)
        {
            var input = Enumerable.Range(0, model.Plan.Inputs[0].Length).Select(i => odd[(first + i) % odd.Length]).ToArray();
            Compare.Outputs(oracle.Run([input]), model.Predict([input]), Likeness.Bits, $"{name}, from {odd[first]} on");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Predict_OnceWarm_AllocatesNothing(string name)
    {
        var model = Cases[name];
        var inputs = TestData.Inputs(model.Plan, 1).First();
        var outputs = model.NewOutputs(samples: 1);
        var allocated = Enumerable.Range(0, 3).Min(_ =>
        {
            model.Calls.PredictInto(inputs, outputs);
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1000; i++)
            {
                model.Calls.PredictInto(inputs, outputs);
            }

            return GC.GetAllocatedBytesForCurrentThread() - before;
        });
        Assert.Equal(0, allocated);
    }

    [Fact]
    public void TinyLayersAmongKernels_AreKernels() =>
        Assert.DoesNotContain(Cases[Among].Plan.Layers, layer => layer.Kernel.StartsWith("Unrolled", StringComparison.Ordinal));

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    public void ALayerBehindKernels_TakesTheSamplesOfABatchOneByOne(int count)
    {
        Assert.Contains("RunMany(", Cases.Source(Stacked), StringComparison.Ordinal);
        var model = Cases[Stacked];
        var samples = TestData.Inputs(model.Plan, count).Select(sample => (float[])sample[0]).ToArray();
        var outputs = model.NewOutputs(count);
        model.Calls.PredictBatch([samples.SelectMany(sample => sample).ToArray()], outputs, count);
        var single = samples.Select(sample => model.Predict([sample])).ToArray();
        Compare.Outputs([.. outputs.Select((_, i) => single.SelectMany(results => (float[])results[i]).ToArray())], outputs, Likeness.Bits, Stacked);
    }

    /// <summary>Perceptrons between QuantizeLinear and DequantizeLinear, their last layer in floats or quantized again.</summary>
    private static IEnumerable<ModelCase> Nets<T>(string type, int inputZero, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        int[][] all = [[4, 16, 3], [1, 1], [3, 5, 2], [9, 8, 8], [70, 3], [2, 77, 2], [5, 6, 13, 20, 7], [31, 31, 10], [8, 128], [6, 4]];
        foreach (var sizes in all)
        {
            foreach (var (quantized, perChannel) in new[] { (false, true), (true, true), (false, false), (true, false) })
            {
                var name = $"{type}, {string.Join('-', sizes)}, {(quantized ? "quantized" : "float")} end, {(perChannel ? "per channel" : "per tensor")}";
                yield return new ModelCase(name, Net<T>(sizes, inputZero, lowest, quantized, perChannel)) { Likeness = Likeness.Bits, Samples = 20 };
            }
        }
    }

    private static ModelBuilder Net<T>(int[] sizes, int inputZero, int lowest, bool quantized, bool perChannel, bool isOutput = true)
        where T : unmanaged, IBinaryInteger<T>
    {
        var affine = new Affine(0.031f, inputZero);
        var model = new QdqModel<T>().Input("x0", affine, 1, sizes[0]);
        for (var i = 1; i < sizes.Length; i++)
        {
            int[] shape = [sizes[i - 1], sizes[i]];
            int? axis = perChannel ? 1 : null;

            // Every third layer has unsigned weights, whose difference to their zero point takes nine bits.
            _ = i % 3 == 2 && lowest == 0 ? model.Weights<byte>($"w{i}", shape, 77, axis, 0, 255) : model.Weights<sbyte>($"w{i}", shape, axis: axis);
            model.Bias($"b{i}", sizes[i], affine, perChannel).Node("Gemm", [$"x{i - 1}", $"w{i}", $"b{i}"], $"g{i}");
            var isLast = i == sizes.Length - 1;
            if (isLast && !quantized)
            {
                _ = isOutput ? model.Model.Output($"g{i}") : model.Model;
                break;
            }

            affine = new Affine(0.05f + (0.01f * sizes[i - 1]), isLast ? lowest + 120 : lowest);
            if (isLast)
            {
                model.Output($"g{i}", affine);
            }
            else
            {
                model.Node("Relu", [$"g{i}"], $"r{i}").RoundTrip($"r{i}", affine, $"x{i}");
            }
        }

        return model.Model;
    }

    /// <summary>Integer operators whose activations are 8 bits at both ends.</summary>
    private static IEnumerable<ModelCase> Operators()
    {
        yield return Bytes("QLinearMatMul, uint8", MatMul<byte>(10, 100));
        yield return Bytes("QLinearMatMul, int8", MatMul<sbyte>(-10, 7));
        yield return Bytes("QGemm", new ModelBuilder().Input<byte>("x", 1, 11).Scalar("xs", 0.02f).Scalar<byte>("xz", 255)
            .Integers<sbyte>("w", -128, 127, 11, 9).Scalar("ws", 0.01f).Scalar<sbyte>("wz", 0).Integers<int>("b", -5000, 5000, 9).Scalar("ys", 0.2f).Scalar<byte>("yz", 128)
            .Node("com.microsoft:QGemm", ["x", "xs", "xz", "w", "ws", "wz", "b", "ys", "yz"], ["y"]).Output<byte>("y"));
    }

    /// <summary>Dequantizing before a tiny layer, which is one of floats, or is quantized to again.</summary>
    private static IEnumerable<ModelCase> Dequantized()
    {
        ModelBuilder Model() => new ModelBuilder().Scalar("xs", 0.02f).Scalar<byte>("xz", 77).Weights("f", 11, 9);
        yield return Floats("bytes to a float layer", Model().Input<byte>("x", 1, 11).Node("DequantizeLinear", ["x", "xs", "xz"], ["d"]).Node("MatMul", ["d", "f"], ["y"]).Output("y"));
        yield return Floats(
            Through,
            Model().Input("x", 1, 11).Node("QuantizeLinear", ["x", "xs", "xz"], ["q"]).Node("DequantizeLinear", ["q", "xs", "xz"], ["d"])
                .Node("MatMul", ["d", "f"], ["y"]).Output("y"));
        yield return Floats(
            Again,
            Model().Input<byte>("x", 1, 11).Scalar("s", 0.03f).Scalar<byte>("z", 60).Integers<sbyte>("w", -127, 127, 11, 9).Scalar("ws", 0.01f).Scalar<sbyte>("wz", 0)
                .Node("DequantizeLinear", ["x", "xs", "xz"], ["d"]).Node("QuantizeLinear", ["d", "s", "z"], ["q"]).Node("DequantizeLinear", ["q", "s", "z"], ["e"])
                .Node("DequantizeLinear", ["w", "ws", "wz"], ["wd"]).Node("MatMul", ["e", "wd"], ["y"]).Output("y"));
    }

    private static ModelCase Floats(string name, ModelBuilder model) => new(name, model) { Samples = 20 };

    private static ModelBuilder MatMul<T>(int inputZero, int outputZero)
        where T : unmanaged, IBinaryInteger<T> => new ModelBuilder().Input<T>("x", 1, 19).Scalar("xs", 0.02f).Scalar("xz", T.CreateTruncating(inputZero))
        .Integers<sbyte>("w", -127, 127, 19, 6).Scalar("ws", 0.01f).Scalar<sbyte>("wz", 0).Scalar("ys", 0.07f).Scalar("yz", T.CreateTruncating(outputZero))
        .Node("QLinearMatMul", ["x", "xs", "xz", "w", "ws", "wz", "ys", "yz"], ["y"]).Output<T>("y");

    /// <summary>Layers too large to be written in line, and tiny ones that take 8 bits from them or give them some.</summary>
    private static IEnumerable<ModelCase> Between()
    {
        yield return new ModelCase(Among, Net<byte>([4, 60, 64, 8, 8, 64, 4], 100, 0, quantized: false, perChannel: true)) { Likeness = Likeness.Bits, Samples = 20 };
        var model = Net<sbyte>([60, 64, 40], 10, -128, quantized: false, perChannel: true, isOutput: false).Weights("last", 40, 3).Node("MatMul", ["g2", "last"], ["y"]).Output("y");
        yield return new ModelCase(Stacked, model) { Samples = 20 };
    }

    private static ModelCase Bytes(string name, ModelBuilder model) => new(name, model) { Likeness = Likeness.Bits, Samples = 20 };
}
