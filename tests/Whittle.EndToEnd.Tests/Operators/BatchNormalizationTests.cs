using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class BatchNormalizationTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void BatchNormalization_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("alone, image", Normalize(new ModelBuilder().Input("x", 2, 5, 4, 6), "x", 5));
        yield return new ModelCase("alone, rows", Normalize(new ModelBuilder().Input("x", 3, 5), "x", 5));
        yield return new ModelCase("alone, 1-D", Normalize(new ModelBuilder().Input("x", 1, 5, 9), "x", 5));
        yield return new ModelCase("opset 8", Normalize(new ModelBuilder(8).Input("x", 2, 5, 4, 6), "x", 5));
        yield return new ModelCase("epsilon", Normalize(new ModelBuilder().Input("x", 1, 5, 4, 6), "x", 5, ("epsilon", 0.1f)));
        yield return new ModelCase("after Conv", Normalize(new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("w", 5, 3, 3, 3).Weights("b", 5)
            .Node("Conv", ["x", "w", "b"], ["c"]), "c", 5));
        yield return new ModelCase("after Conv without bias", Normalize(new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("w", 5, 3, 3, 3)
            .Node("Conv", ["x", "w"], ["c"]), "c", 5));
        yield return new ModelCase("after depthwise Conv", Normalize(new ModelBuilder().Input("x", 1, 5, 7, 7).Weights("w", 5, 1, 3, 3)
            .Node("Conv", ["x", "w"], ["c"], ("group", 5)), "c", 5));
        yield return new ModelCase("after Conv whose result is used twice",
            Normalize(new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("w", 5, 3, 3, 3).Node("Conv", ["x", "w"], ["c"]), "c", 5).Node("Relu", ["c"], ["z"])
                .Output("z"));
        yield return new ModelCase("before Conv with pads", Normalize(new ModelBuilder().Input("x", 1, 5, 7, 7), "x", 5, "n").Weights("w", 4, 5, 3, 3)
            .Node("Conv", ["n", "w"], ["y"], ("pads", new[] { 1, 1, 1, 1 })).Output("y"));
        yield return new ModelCase("after Gemm", Normalize(new ModelBuilder().Input("x", 2, 9).Weights("w", 9, 5).Weights("b", 5)
            .Node("Gemm", ["x", "w", "b"], ["g"]), "g", 5));
        yield return new ModelCase("after Gemm, transB", Normalize(new ModelBuilder().Input("x", 2, 9).Weights("w", 5, 9)
            .Node("Gemm", ["x", "w"], ["g"], ("transB", 1)), "g", 5));
        yield return new ModelCase("after MatMul", Normalize(new ModelBuilder().Input("x", 2, 9).Weights("w", 9, 5).Node("MatMul", ["x", "w"], ["m"]), "m", 5));
        yield return new ModelCase("after MatMul and Add", Normalize(new ModelBuilder().Input("x", 2, 9).Weights("w", 9, 5).Weights("b", 5)
            .Node("MatMul", ["x", "w"], ["m"]).Node("Add", ["m", "b"], ["s"]), "s", 5));
        yield return new ModelCase("after Conv, then Relu", Normalize(new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("w", 5, 3, 3, 3)
            .Node("Conv", ["x", "w"], ["c"]), "c", 5, "n").Node("Relu", ["n"], ["y"]).Output("y"));
        yield return new ModelCase("Conv, Mul, Add of constants", new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("w", 5, 3, 3, 3).Weights("s", 5, 1, 1)
            .Weights("t", 1, 5, 1, 1)
            .Node("Conv", ["x", "w"], ["c"]).Node("Mul", ["c", "s"], ["m"]).Node("Add", ["m", "t"], ["y"]).Output("y"));
    }

    private static ModelBuilder Normalize(ModelBuilder model, string input, int channels, params (string, object)[] attributes) =>
        Normalize(model, input, channels, "y", attributes).Output("y");

    private static ModelBuilder Normalize(ModelBuilder model, string input, int channels, string output, params (string, object)[] attributes) => model
        .Weights("scale", 0.5f, 2, [channels])
        .Weights("shift", channels)
        .Weights("mean", channels)
        .Weights("variance", 0.1f, 3, [channels])
        .Node("BatchNormalization", [input, "scale", "shift", "mean", "variance"], [output], attributes);
}
