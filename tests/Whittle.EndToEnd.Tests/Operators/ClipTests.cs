using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ClipTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Clip_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("opset 6", Old(("min", -1f), ("max", 2f)));
        yield return new ModelCase("opset 6, only min", Old(("min", -1f)));
        yield return new ModelCase("opset 6, only max", Old(("max", 0.5f)));
        yield return new ModelCase("opset 6, no bounds", Old());
        yield return new ModelCase("both", New("low", "high"));
        yield return new ModelCase("only min", New("low"));
        yield return new ModelCase("only max", New("", "high"));
        yield return new ModelCase("no bounds", New());
        yield return new ModelCase("opset 11", new ModelBuilder(11).Input("x", 5, 9).Scalar("low", -1f).Scalar("high", 2f)
            .Node("Clip", ["x", "low", "high"], ["y"]).Output("y"));
        yield return new ModelCase("run-time bounds", new ModelBuilder().Input("x", 5, 9).Input("low").Input("high").Node("Clip", ["x", "low", "high"], ["y"])
            .Output("y"))
        {
            Ranges = new() { ["low"] = (-2, 0), ["high"] = (0, 2) },
        };
        yield return new ModelCase("int32", new ModelBuilder().Input<int>("x", 5, 9).Scalar("low", -10).Scalar("high", 20)
            .Node("Clip", ["x", "low", "high"], ["y"]).Output<int>("y"));
        yield return new ModelCase("uint8", new ModelBuilder().Input<byte>("x", 5, 9).Scalar<byte>("low", 10).Scalar<byte>("high", 200)
            .Node("Clip", ["x", "low", "high"], ["y"]).Output<byte>("y"));
        yield return new ModelCase("Relu6 of constants in nodes", new ModelBuilder().Input("x", 5, 9)
            .Node("Constant", [], ["low"], ("value", ModelBuilder.Tensor("", [0f]))).Node("Constant", [], ["high"], ("value_float", 6f))
                .Node("Clip", ["x", "low", "high"], ["y"]).Output("y"));
    }

    private static ModelBuilder Old(params (string, object)[] attributes) => new ModelBuilder(6).Input("x", 5, 9).Node("Clip", ["x"], ["y"], attributes)
        .Output("y");

    private static ModelBuilder New(params string[] bounds) => new ModelBuilder(13).Input("x", 5, 9).Scalar("low", -1f).Scalar("high", 2f)
        .Node("Clip", ["x", .. bounds], ["y"]).Output("y");
}
