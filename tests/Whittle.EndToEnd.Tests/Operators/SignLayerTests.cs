using Whittle.Compiler;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

/// <summary>Layers of binary weights behind signs: they count bits, and give what ONNX Runtime's products give.</summary>
public class SignLayerTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void SignLayer_IsAsOnnxRuntime(string name) => Cases.Check(name);

    [Fact]
    public void Plan_CountsBitsWhereSignsMeetBinaryWeights()
    {
        Assert.Equal(["SignFullyConnectedFloat", "SignFullyConnectedFloat"], Kernels(Signs(binary: true)));
        Assert.DoesNotContain("SignFullyConnectedFloat", Kernels(Signs(binary: false)));
        Assert.DoesNotContain(
            "SignFullyConnectedFloat", Kernels(Where(1, -2)));
        Assert.Contains("SignFullyConnectedFloat", Kernels(Where(1, -1)));
    }

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("two layers behind Sign", Signs(binary: true)) { Samples = 30 };
        yield return new ModelCase("Where(x >= 0, 1, -1)", Where(1, -1)) { Samples = 30 };
        yield return new ModelCase("Where(x >= 0, 1, -2) is something else", Where(1, -2));
        yield return new ModelCase("weights of two magnitudes", Signs(binary: false));
        yield return new ModelCase(
            "zeros have no sign",
            new ModelBuilder().Input<float>("x", 3, 96).Node("Floor", ["x"], ["f"]).Node("Sign", ["f"], ["s"])
                .Constant("w", Binary(96 * 20, 20, 1), 96, 20).Node("MatMul", ["s", "w"], ["y"]).Output("y")) { Ranges = new() { ["x"] = (-1, 2) } };
    }

    private static ModelBuilder Signs(bool binary) => new ModelBuilder().Input("x", 2, 100).Node("Sign", ["x"], ["s"])
        .Constant("w", Binary(100 * 130, 130, binary ? 1 : 0.5f), 100, 130).Weights("b", 130)
        .Node("MatMul", ["s", "w"], ["m"]).Node("Add", ["m", "b"], ["a"]).Node("Sign", ["a"], ["t"])
        .Constant("v", Binary(130 * 10, 10, binary ? 1 : 0.5f), 130, 10).Node("MatMul", ["t", "v"], ["p"]).Node("Relu", ["p"], ["y"]).Output("y");

    private static ModelBuilder Where(float positive, float negative) => new ModelBuilder().Input("x", 2, 100)
        .Scalar("zero", 0f).Scalar("one", positive).Scalar("minus", negative)
        .Node("GreaterOrEqual", ["x", "zero"], ["c"]).Node("Where", ["c", "one", "minus"], ["s"])
        .Constant("w", Binary(100 * 30, 30, 1), 100, 30).Node("MatMul", ["s", "w"], ["y"]).Output("y");

    /// <summary>[inputs, outputs], each output of one magnitude; every seventh weight times a factor.</summary>
    private static float[] Binary(int length, int outputs, float factor)
    {
        var random = new Random(length);
        return [.. Enumerable.Range(0, length).Select(i => (random.Next(2) - 0.5f) * (1 + (i % outputs)) * (i % 7 == 0 ? factor : 1))];
    }

    private static IEnumerable<string> Kernels(ModelBuilder model) =>
        ModelCompiler.Compile(model.ToBytes(), "signs.onnx", new CompileOptions()).Plan.Layers.Select(layer => layer.Kernel);
}
