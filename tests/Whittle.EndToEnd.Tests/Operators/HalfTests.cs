using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

/// <summary>float16, computed in float; and the operators that ONNX tried out or ONNX Runtime adds.</summary>
public class HalfTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Model_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Small("Add and Relu", new ModelBuilder().Input<Half>("x", 3, 5).Constant("c", Halves(5), 5)
            .Node("Add", ["x", "c"], ["s"]).Node("Relu", ["s"], ["y"]).Output<Half>("y"));
        yield return Small("Conv, Relu, GlobalAveragePool, Gemm", new ModelBuilder().Input<Half>("x", 1, 3, 9, 8).Constant("w", Halves(8 * 27), 8, 3, 3, 3)
            .Constant("v", Halves(32), 8, 4).Node("Conv", ["x", "w"], ["c"], ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", ["c"], ["r"])
            .Node("GlobalAveragePool", ["r"], ["g"]).Node("Flatten", ["g"], ["f"]).Node("Gemm", ["f", "v"], ["y"]).Output<Half>("y"));
        yield return Small("a movement keeps the type", new ModelBuilder().Input<Half>("x", 2, 3).Node("Transpose", ["x"], ["t"]).Node("Sigmoid", ["t"], ["y"])
            .Output<Half>("y").Output<Half>("t"));
        yield return Small("to float and back", new ModelBuilder().Input("x", 4, 4).Node("Cast", ["x"], ["h"], ("to", 10)).Node("MatMul", ["h", "h"], ["m"])
            .Node("Cast", ["m"], ["y"], ("to", 1)).Output("y")) with { Optimized = false, Ranges = new() { ["x"] = (1, 1) } };
        yield return new ModelCase("FusedMatMul", new ModelBuilder().Input("a", 2, 4, 3).Weights("b", 5, 4)
            .Node("com.microsoft:FusedMatMul", ["a", "b"], ["y"], ("transA", 1), ("transB", 1), ("alpha", 0.5f)).Output("y"));
        yield return new ModelCase("QuantizeLinear to 16 bits", new ModelBuilder(21).Input("x", 40).Scalar("s", 0.001f).Scalar<ushort>("z", 32_000)
            .Node("QuantizeLinear", ["x", "s", "z"], ["q"])
                .Node("DequantizeLinear", ["q", "s", "z"], ["y"])
                .Output("y")) { Ranges = new() { ["x"] = (-50, 50) } };
        yield return new ModelCase("com.microsoft QuantizeLinear", new ModelBuilder().Input("x", 40).Scalar("s", 0.1f).Scalar<byte>("z", 100)
            .Node("com.microsoft:QuantizeLinear", ["x", "s", "z"], ["q"]).Node("com.microsoft:DequantizeLinear", ["q", "s", "z"], ["y"]).Output("y"));
        yield return new ModelCase("ImageScaler, Affine, Crop", new ModelBuilder(7).Input("x", 1, 3, 6, 8)
            .Node("ImageScaler", ["x"], ["i"], ("scale", 0.5f), ("bias", new[] { 1f, 2f, -3f })).Node("Affine", ["i"], ["a"], ("alpha", 2f), ("beta", 0.25f))
            .Node("Crop", ["a"], ["y"], ("border", new[] { 1, 2, 3, 1 })).Output("y"));
    }

    private static ModelCase Small(string name, ModelBuilder model) => new(name, model) { Ranges = new() { ["x"] = (-2, 2) } };

    private static Half[] Halves(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => (Half)((random.NextDouble() * 2) - 1))];
    }
}
