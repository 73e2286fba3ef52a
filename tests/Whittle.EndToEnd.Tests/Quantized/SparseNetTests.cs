using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Quantized nets most of whose weights are zero.</summary>
public class SparseNetTests
{
    private static readonly CaseSet Cases = new([.. Of<byte>("uint8", 128, 0), .. Of<sbyte>("int8", 3, -128)]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_TakesSparseKernels_AndSaysWhy(string name)
    {
        var layers = Cases[name].Plan.Layers;
        Assert.Equal(
            ["PlanarConvolutionInt8", "SparseConvolutionInt8", "SparseConvolutionInt8", "SparseFullyConnectedInt8"], layers.Select(layer => layer.Kernel));
        Assert.All(layers.Skip(1), layer => Assert.Matches(
            @"^sparse: [\d.]+ % of the weights are not zero and fill [\d.]+ % of gather steps of (twice )?\d+ bytes, about [\d.]+ times as fast as dense$",
            layer.Reason));
    }

    private static IEnumerable<ModelCase> Of<T>(string type, int inputZero, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (input, inner) = (new Affine(0.03f, inputZero), new Affine(0.02f, lowest));
        var model = new QdqModel<T>()
            .Input("x", input, 1, 3, 12, 12)
            .Weights<sbyte>("w0", [32, 3, 3, 3], axis: 0)
            .Node("Conv", ["x", "w0"], "c0", ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", ["c0"], "r0").RoundTrip("r0", new Affine(0.05f, lowest), "q0")
            .SparseWeights("w1", [42, 32, 3, 3], 0.1, axis: 0)
            .Node("Conv", ["q0", "w1"], "c1", ("pads", new[] { 1, 1, 1, 1 }), ("strides", new[] { 2, 2 }))
                .Node("Relu", ["c1"], "r1")
                .RoundTrip("r1", inner, "q1")
            .SparseWeights("w2", [50, 42, 1, 1], 0.1, axis: 0)
            .Node("Conv", ["q1", "w2"], "c2").RoundTrip("c2", new Affine(0.05f, inputZero), "q2")
            .Node("Flatten", ["q2"], "f").RoundTrip("f", new Affine(0.05f, inputZero), "fq")
            .SparseWeights("w3", [1800, 10], 0.1, axis: 1)
            .Node("Gemm", ["fq", "w3"], "y").Output("y", new Affine(0.4f, inputZero));
        yield return new ModelCase($"three sparse layers, {type}", model.Model) { Likeness = Likeness.Bits, Samples = 20 };
    }
}
