using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

/// <summary>Operators whose parameters, usually stored, are computed.</summary>
public class RunTimeParameterTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("BatchNormalization", new ModelBuilder().Input("x", 2, 3, 4, 5).Input("s", 3).Input("b", 3).Input("m", 3).Input("v", 3)
            .Node("BatchNormalization", ["x", "s", "b", "m", "v"], ["y"]).Output("y")) { Ranges = new() { ["v"] = (0.5, 2) } };
        yield return new ModelCase("LayerNormalization with statistics", new ModelBuilder().Input("x", 3, 4, 6).Weights("s", 4, 6).Weights("b", 4, 6)
            .Node("LayerNormalization", ["x", "s", "b"], ["y", "m", "d"], ("axis", 1))
                .Output("y")
                .Output("m")
                .Output("d")) { Ranges = new() { ["x"] = (-2, 2) } };
        yield return new ModelCase("LayerNormalization with deviation only", new ModelBuilder().Input("x", 3, 6).Weights("s", 6)
            .Node("LayerNormalization", ["x", "s"], ["y", "", "d"]).Output("y").Output("d")) { Ranges = new() { ["x"] = (-2, 2) } };
        yield return new ModelCase("Pad", new ModelBuilder().Input("x", 2, 3).Vector<long>("p", 1, 0, 0, 2).Input("v")
            .Node("Pad", ["x", "p", "v"], ["y"]).Output("y"));
        yield return new ModelCase("Pad of integers", new ModelBuilder().Input<long>("x", 2, 3).Vector<long>("p", 1, 0, 0, 2).Input<long>("v")
            .Node("Pad", ["x", "p", "v"], ["y"]).Output<long>("y"));
        yield return new ModelCase("QuantizeLinear", new ModelBuilder().Input("x", 40).Input("s").Input<byte>("z").Node(
            "QuantizeLinear", ["x", "s", "z"], ["y"])
            .Output<byte>("y")) { Ranges = new() { ["s"] = (0.01, 0.1), ["x"] = (-9, 9) } };
        yield return new ModelCase("QuantizeLinear per axis", new ModelBuilder().Input("x", 2, 3, 5).Input("s", 3).Input<sbyte>("z", 3)
            .Node("QuantizeLinear", ["x", "s", "z"], ["y"]).Output<sbyte>("y")) { Ranges = new() { ["s"] = (0.01, 0.1), ["x"] = (-9, 9) } };
        yield return new ModelCase("DequantizeLinear per axis", new ModelBuilder().Input<byte>("x", 2, 3, 5).Input("s", 3).Input<byte>("z", 3)
            .Node("DequantizeLinear", ["x", "s", "z"], ["y"]).Output("y"));
        foreach (var type in new[] { "Quantize", "Dequantize" })
        {
            yield return Blocked(type, 2, [4, 6, 3], [4, 3, 3], 1);
            yield return Blocked(type, 4, [4, 6, 3], [1, 6, 3], 0);
        }

        yield return new ModelCase("ConvInteger", new ModelBuilder().Input<byte>("x", 1, 4, 6, 7).Input<byte>("w", 6, 2, 3, 3).Input<byte>("z")
            .Node("ConvInteger", ["x", "w", "z"], ["y"], ("group", 2), ("pads", new[] { 1, 0, 1, 1 })).Output<int>("y"));
        yield return new ModelCase("MatMulInteger", new ModelBuilder().Input<byte>("a", 2, 3, 4).Input<byte>("b", 2, 4, 5).Input<byte>("az").Input<byte>("bz")
            .Node("MatMulInteger", ["a", "b", "az", "bz"], ["y"]).Output<int>("y"));
        yield return new ModelCase("QLinearConv", new ModelBuilder().Input<byte>("x", 1, 4, 6, 7).Input<sbyte>("w", 6, 4, 3, 3)
            .Scalar("xs", 0.02f).Scalar<byte>("xz", 120).Scalar("ws", 0.01f).Scalar<sbyte>("wz", 0).Scalar("ys", 0.1f).Scalar<byte>("yz", 100)
            .Node("QLinearConv", ["x", "xs", "xz", "w", "ws", "wz", "ys", "yz"], ["y"], ("pads", new[] { 1, 1, 1, 1 }))
                .Output<byte>("y")) { Optimized = false };
        yield return new ModelCase("QLinearMatMul", new ModelBuilder().Input<byte>("a", 2, 3, 4).Input<byte>("b", 2, 4, 5)
            .Scalar("as", 0.02f).Scalar<byte>("az", 120).Scalar("bs", 0.01f).Scalar<byte>("bz", 130).Scalar("ys", 0.03f).Scalar<byte>("yz", 100)
            .Node("QLinearMatMul", ["a", "as", "az", "b", "bs", "bz", "ys", "yz"], ["y"]).Output<byte>("y")) { Optimized = false };
        yield return new ModelCase("MatMul of doubles", new ModelBuilder().Input<double>("a", 2, 3, 4).Input<double>("b", 4, 19)
            .Node("MatMul", ["a", "b"], ["y"]).Output<double>("y"));
        yield return new ModelCase("MatMul of integers", new ModelBuilder().Input<int>("a", 3, 4).Integers<int>("b", -9, 9, 4, 5)
            .Node("MatMul", ["a", "b"], ["y"]).Output<int>("y"));
        yield return new ModelCase("ReduceMax of bool", new ModelBuilder(20).Input<bool>("x", 3, 4).Vector<long>("a", 1)
            .Node("ReduceMax", ["x", "a"], ["y"]).Output<bool>("y"));
        yield return new ModelCase("Dropout with mask", new ModelBuilder().Input("x", 3, 4).Node("Dropout", ["x"], ["y", "m"]).Output("y").Output<bool>("m"));
    }

    private static ModelCase Blocked(string type, int block, int[] shape, int[] scales, int axis)
    {
        var model = new ModelBuilder(21).Weights("s", 0.01f, 0.1f, scales).Integers<byte>("z", 90, 150, scales);
        var name = $"{type}Linear in blocks of {block} along {axis}";
        return type == "Quantize"
            ? new(name, model.Input("x", shape).Node("QuantizeLinear", ["x", "s", "z"], ["y"], ("block_size", block), ("axis", axis)).Output<byte>("y")) { Ranges = new() { ["x"] = (-9, 9) } }
            : new(name, model.Input<byte>("x", shape).Node("DequantizeLinear", ["x", "s", "z"], ["y"], ("block_size", block), ("axis", axis)).Output("y"));
    }
}
