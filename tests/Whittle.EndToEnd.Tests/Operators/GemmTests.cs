using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class GemmTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gemm_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Layer("row", [1, 20], [20, 10], [10]);
        yield return Layer("transB", [1, 20], [10, 20], [10], ("transB", 1));
        yield return Layer("transA", [20, 3], [20, 10], [10], ("transA", 1));
        yield return Layer("transA and transB", [20, 3], [10, 20], [10], ("transA", 1), ("transB", 1));
        yield return Layer("alpha", [1, 20], [20, 10], [10], ("alpha", 0.5f));
        yield return Layer("beta", [1, 20], [20, 10], [10], ("beta", -2f));
        yield return Layer("alpha and beta", [4, 20], [20, 10], [10], ("alpha", 1.5f), ("beta", 0.25f));
        yield return Layer("alpha zero", [4, 20], [20, 10], [10], ("alpha", 0f));
        yield return Layer("beta zero", [4, 20], [20, 10], [10], ("beta", 0f));
        yield return Layer("rows", [5, 33], [33, 47], [47]);
        yield return Layer("C per row", [5, 8], [8, 6], [5, 1]);
        yield return Layer("C full", [5, 8], [8, 6], [5, 6]);
        yield return Layer("C one row", [5, 8], [8, 6], [1, 6]);
        yield return Layer("C [1, 1]", [5, 8], [8, 6], [1, 1]);
        yield return Layer("C scalar", [5, 8], [8, 6], []);
        yield return Layer("C [1]", [5, 8], [8, 6], [1]);
        yield return Layer("one output", [1, 70], [70, 1], [1]);
        yield return Layer("one input", [1, 1], [1, 9], [9]);
        yield return Layer("wide", [1, 300], [300, 130], [130]);
        yield return new ModelCase("without C", new ModelBuilder().Input("a", 2, 9).Weights("b", 9, 5).Node("Gemm", ["a", "b"], ["y"]).Output("y"));
        yield return new ModelCase("opset 7", Old(7).Output("y"));
        yield return new ModelCase("constant on the left", new ModelBuilder().Weights("a", 4, 6).Input("b", 6, 5).Weights("c", 5)
            .Node("Gemm", ["a", "b", "c"], ["y"]).Output("y"));
        yield return new ModelCase("nothing constant", new ModelBuilder().Input("a", 4, 6).Input("b", 5, 6).Input("c", 4, 5)
            .Node("Gemm", ["a", "b", "c"], ["y"], ("transB", 1), ("alpha", 0.5f), ("beta", 2f)).Output("y"));
        yield return new ModelCase("run-time C", new ModelBuilder().Input("a", 4, 6).Weights("b", 6, 5).Input("c", 5).Node("Gemm", ["a", "b", "c"], ["y"])
            .Output("y"));
        foreach (var activation in new[] { "Relu", "Sigmoid", "Tanh", "LeakyRelu" })
        {
            yield return new ModelCase($"then {activation}", Product([3, 18], [18, 11], [11], "g").Node(activation, ["g"], ["y"]).Output("y"));
        }

        yield return new ModelCase("then Clip, opset 9", Old(9, "g").Node("Clip", ["g"], ["y"], ("min", -0.5f), ("max", 0.5f)).Output("y"));
        yield return new ModelCase("symbolic batch", Product([-1, 18], [18, 11], [11], "y").Output("y"));
        yield return new ModelCase("perceptron", Product([1, 64], [64, 32], [32], "g").Node("Relu", ["g"], ["r"])
            .Weights("w2", 10, 32).Weights("b2", 10).Node("Gemm", ["r", "w2", "b2"], ["z"], ("transB", 1)).Node("Softmax", ["z"], ["y"]).Output("y"));
        yield return new ModelCase("same weights twice, once transposed", new ModelBuilder().Input("x", 2, 7).Weights("w", 7, 7)
            .Node("Gemm", ["x", "w"], ["g"]).Node("Gemm", ["g", "w"], ["y"], ("transB", 1)).Output("y"));
    }

    private static ModelBuilder Old(int opset, string output = "y") => new ModelBuilder(opset)
        .Input("x", 2, 9)
        .Weights("w", 9, 5)
        .Weights("c", 5)
        .Node("Gemm", ["x", "w", "c"], [output]);

    private static ModelCase Layer(string name, int[] input, int[] weights, int[] bias, params (string, object)[] attributes) =>
        new(name, Product(input, weights, bias, "y", attributes).Output("y"));

    private static ModelBuilder Product(int[] input, int[] weights, int[] bias, string output, params (string, object)[] attributes) => new ModelBuilder()
        .Input("x", input)
        .Weights("w", weights)
        .Weights("c", bias)
        .Node("Gemm", ["x", "w", "c"], [output], attributes);
}
