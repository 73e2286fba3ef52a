using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Sparse convolutions whose outputs the compiler sorts, through depthwise layers, borders and a global average, into the columns of the next layer.</summary>
public class SparseRowOrderTests
{
    private static readonly CaseSet Cases = new([Model()]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Net_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    /// <summary>In the order of the model, the rows of the two pointwise layers fill 49.9 % of their steps.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Rows_AreSorted_ThroughDepthwiseLayersAndBorders(string name)
    {
        var pointwise = Cases[name].Plan.Layers.Where(layer => layer.Kernel == "SparseConvolutionInt8").Take(2).ToArray();
        Assert.Equal(2, pointwise.Length);
        Assert.All(pointwise, layer => Assert.Matches(@" fill 5[5-9](\.\d)? % of gather steps", layer.Reason));
    }

    private static ModelCase Model()
    {
        var (input, inner) = (new Affine(0.03f, 128), new Affine(0.02f, 0));
        var model = new QdqModel<byte>()
            .Input("x", input, 1, 64, 10, 10)
            .SparseWeights("w0", [64, 64, 1, 1], 0.1, axis: 0)
            .Node("Conv", ["x", "w0"], "c0").Node("Relu", ["c0"], "r0").RoundTrip("r0", inner, "q0")
            .Weights<sbyte>("w1", [64, 1, 3, 3], axis: 0)
            .Node("Conv", ["q0", "w1"], "c1", ("pads", new[] { 1, 1, 1, 1 }), ("group", 64)).Node("Relu", ["c1"], "r1").RoundTrip("r1", inner, "q1")
            .SparseWeights("w2", [64, 64, 1, 1], 0.1, axis: 0)
            .Node("Conv", ["q1", "w2"], "c2").Node("Relu", ["c2"], "r2").RoundTrip("r2", inner, "q2")
            .SparseWeights("w3", [64, 64, 3, 3], 0.1, axis: 0)
            .Node("Conv", ["q2", "w3"], "c3", ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", ["c3"], "r3").RoundTrip("r3", inner, "q3")
            .Node("GlobalAveragePool", ["q3"], "p").RoundTrip("p", inner, "pq")
            .Node("Flatten", ["pq"], "f").RoundTrip("f", inner, "fq")
            .Weights<sbyte>("w4", [64, 10], axis: 1)
            .Node("Gemm", ["fq", "w4"], "y").Output("y", new Affine(0.4f, 128));
        return new ModelCase("depthwise between sparse layers", model.Model) { Likeness = Likeness.Bits, Samples = 20 };
    }
}
