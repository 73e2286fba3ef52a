using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Residual blocks: a convolution whose result is added to another tensor of its shape ends with the sum. Each form of weights, each operand as the
/// convolution's, and what must not be joined.</summary>
public class ResidualTests
{
    private const int Height = 9;
    private const int Width = 11;

    // The name ends with the kernel that adds.
    private static readonly CaseSet Cases = new([.. Of<byte>(128, 100, 0), .. Of<sbyte>(3, -20, -128), Qdq(), SignedQdq()]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_HasTheBitsOfOnnxRuntime(string name)
    {
        Cases.Check(name);
        var (plan, kernel) = (Cases[name].Plan, name[(name.LastIndexOf(':') + 2)..]);
        var adding = plan.Layers.Select(layer => layer.Kernel).Where(item => item.EndsWith("Add", StringComparison.Ordinal));
        Assert.Equal(kernel.Length > 0 ? [kernel] : [], adding);
        Assert.Equal(kernel.Length > 0, plan.Steps.All(step => !step.Call.Target.StartsWith("QLinearAdd", StringComparison.Ordinal)));
    }

    private static IEnumerable<ModelCase> Of<T>(int zero, int inner, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        foreach (var isLeft in new[] { true, false })
        {
            var side = isLeft ? "left" : "right";
            yield return Block($"dense, {side}: ConvolutionInt8Add", 24, (24, -127, 127, 1), isLeft, lowest);
            yield return Block($"narrow, {side}: ConvolutionInt8Add", 5, (5, -127, 127, 1), isLeft, inner);
            yield return Block($"groups, {side}: ConvolutionInt8Add", 12, (4, -127, 127, 1), isLeft, inner);
            yield return Block($"few bits, {side}: ConvolutionInt8Add", 40, (40, -7, 7, 1), isLeft, inner);
            yield return Block($"sparse, {side}: SparseConvolutionInt8Add", 42, (42, -127, 127, 0.1), isLeft, lowest);
            yield return Block($"Winograd, {side}: WinogradConvolutionInt8Add", 32, (32, -127, 127, 1), isLeft, inner);
            yield return Block($"depthwise, {side}: ", 8, (1, -127, 127, 1), isLeft, inner);
        }

        var shortcut = Convolution(Stem(8), "h", "s", 8, (8, -127, 127, 1));
        yield return Bits("two convolutions: ConvolutionInt8Add", Convolution(shortcut, "h", "c", 8, (8, -127, 127, 1))
            .Node("com.microsoft:QLinearAdd", ["s", "cs", "cz", "c", "cs", "cz", "ys", "yz"], ["y"]));
        yield return Bits("the convolution is read again: ", Convolution(Stem(8), "h", "c", 8, (8, -127, 127, 1))
            .Node("com.microsoft:QLinearAdd", ["c", "cs", "cz", "h", "hs", "hz", "ys", "yz"], ["a"])
            .Node("com.microsoft:QLinearMul", ["a", "ys", "yz", "c", "cs", "cz", "ys", "yz"], ["y"]));
        yield return Bits("one value for each channel: ", Convolution(Stem(8), "h", "c", 8, (8, -127, 127, 1))
            .Node("com.microsoft:QLinearGlobalAveragePool", ["h", "hs", "hz", "hs", "hz"], ["p"])
            .Node("com.microsoft:QLinearAdd", ["c", "cs", "cz", "p", "hs", "hz", "ys", "yz"], ["y"]));

        ModelCase Block(string name, int channels, (int, int, int, double) weights, bool isLeft, int outputZero)
        {
            string[] own = ["c", "cs", "cz"], residual = ["h", "hs", "hz"];
            var model = Convolution(Stem(channels, outputZero), "h", "c", channels, weights);
            return Bits(name, model.Node("com.microsoft:QLinearAdd", [.. isLeft ? own : residual, .. isLeft ? residual : own, "ys", "yz"], ["y"]));
        }

        ModelBuilder Stem(int channels, int? outputZero = null) => Convolution(
            Scale(Scale(Scale(Scale(new ModelBuilder(20).Input<T>("x", 1, channels, Height, Width), "x", 0.04f, zero), "h", 0.37f, zero), "c", 0.9f, inner),
            "y", 0.71f, outputZero ?? zero), "x", "h", channels, (channels, -127, 127, 1));

        ModelBuilder Scale(ModelBuilder model, string name, float scale, int zeroPoint) =>
            model.Scalar($"{name}s", scale).Scalar($"{name}z", T.CreateTruncating(zeroPoint));

        // 3x3 with a border: input channels of a group, least and largest weight, share of weights that are not zero.
        ModelBuilder Convolution(ModelBuilder model, string input, string output, int channels, (int Inputs, int Low, int High, double Density) of)
        {
            var random = new Random(channels);
            sbyte[] weights = [.. Enumerable.Range(0, channels * of.Inputs * 9)
                .Select(_ => random.NextDouble() < of.Density ? (sbyte)random.Next(of.Low, of.High + 1) : (sbyte)0)];
            var scale = output == "s" ? "c" : output;
            return model.Constant($"{output}w", weights, channels, of.Inputs, 3, 3).Scalar($"{output}ws", 0.6f / of.High).Scalar($"{output}wz", (sbyte)0)
                .Node(
                    "QLinearConv",
                    [input, $"{input}s", $"{input}z", $"{output}w", $"{output}ws", $"{output}wz", $"{scale}s", $"{scale}z"],
                    [output],
                    ("pads", new[] { 1, 1, 1, 1 }),
                    ("group", channels / of.Inputs));
        }

        ModelCase Bits(string name, ModelBuilder model) => new($"{typeof(T).Name}, {name}", model.Output<T>("y")) { Likeness = Likeness.Bits };
    }

    /// <summary>As a network is exported, with a Relu that the sum's quantization contains.</summary>
    private static ModelCase Qdq()
    {
        var (border, zero) = (("pads", (object)new[] { 1, 1, 1, 1 }), new Affine(0.07f, 0));
        return new ModelCase("QDQ: ConvolutionInt8Add", new QdqModel<byte>().Input("x", new Affine(0.03f, 128), 1, 8, Height, Width)
            .Weights<sbyte>("v", [12, 8, 3, 3], axis: 0).Weights<sbyte>("w", [12, 12, 3, 3], axis: 0)
            .Node("Conv", ["x", "v"], "h", border).Node("Relu", ["h"], "r").RoundTrip("r", zero, "q")
            .Node("Conv", ["q", "w"], "c", border).RoundTrip("c", new Affine(0.21f, 120), "cq")
            .Node("Add", ["cq", "q"], "a").Node("Relu", ["a"], "y").Output("y", new Affine(0.13f, 0)).Model)
        {
            Likeness = Likeness.Bits,
        };
    }

    /// <summary>The same with signed values; the sum's second reader keeps one of them signed in ONNX Runtime (docs/quantization-semantics.md).</summary>
    private static ModelCase SignedQdq()
    {
        var (border, zero) = (("pads", (object)new[] { 1, 1, 1, 1 }), new Affine(0.07f, -128));
        return new ModelCase("signed QDQ: ConvolutionInt8Add", new QdqModel<sbyte>().Input("x", new Affine(0.03f, 0), 1, 8, Height, Width)
            .Weights<sbyte>("v", [12, 8, 3, 3], axis: 0).Weights<sbyte>("w", [12, 12, 3, 3], axis: 0)
            .Node("Conv", ["x", "v"], "h", border).Node("Relu", ["h"], "r").RoundTrip("r", zero, "q")
            .Node("Conv", ["q", "w"], "c", border).RoundTrip("c", new Affine(0.21f, 3), "cq")
            .Node("Add", ["cq", "q"], "a").Node("Relu", ["a"], "y").Output("y", new Affine(0.13f, -128)).Model)
        {
            Likeness = Likeness.Bits,
        };
    }
}
