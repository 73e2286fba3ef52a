using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

public class RunTimeParameterTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Quantization_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("blocks", new ModelBuilder(21).Input("x", 3, 8).Weights("s", 0.01f, 0.1f, [3, 4]).Integers<sbyte>("z", -9, 9, 3, 4)
            .Node("QuantizeLinear", ["x", "s", "z"], ["q"], ("axis", 1), ("block_size", 2))
            .Node("DequantizeLinear", ["q", "s", "z"], ["y"], ("axis", 1), ("block_size", 2)).Output("y"));
        yield return new ModelCase("scale computed", new ModelBuilder(17).Input("x", 3, 8).Input("w", 3, 8).Node(
            "DynamicQuantizeLinear", ["w"], ["q", "s", "z"])
            .Node("QuantizeLinear", ["x", "s", "z"], ["y"]).Output<byte>("y"));
        yield return new ModelCase("MatMulInteger of two inputs", new ModelBuilder(17).Input<byte>("a", 2, 3, 300).Input<byte>("b", 2, 300, 5).Scalar<byte>(
            "z", 7)
            .Node("MatMulInteger", ["a", "b", "z", "z"], ["y"]).Output<int>("y"));
        yield return new ModelCase("QLinearMatMul of two inputs", new ModelBuilder(17).Input<byte>("a", 2, 3, 40).Input<byte>("b", 2, 40, 5).Scalar("s", 0.02f).Scalar<byte>("z", 120)
            .Node("QLinearMatMul", ["a", "s", "z", "b", "s", "z", "s", "z"], ["y"]).Output<byte>("y"));
    }
}
