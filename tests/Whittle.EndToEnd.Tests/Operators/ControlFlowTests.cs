using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ControlFlowTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ControlFlow_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var condition in new[] { true, false })
        {
            yield return new ModelCase($"If {condition}", new ModelBuilder().Input("x", 3, 4).Scalar("c", condition).Node("Neg", ["x"], ["n"])
                .Node("If", ["c"], ["y"], ("then_branch", Body().Node("Add", ["x", "n"], ["t"]).Output("t")), ("else_branch", Body().Node("Abs", ["n"], ["e"]).Output("e"))).Output("y"));
        }

        var asked = Body().Node("Shape", ["x"], ["s"]).Node("Size", ["s"], ["r"]).Scalar<long>("two", 2).Node("Equal", ["r", "two"], ["is"])
            .Node("If", ["is"], ["inner"], ("then_branch", Body().Node("Relu", ["x"], ["a"]).Output("a")), ("else_branch", Body().Node("Tanh", ["x"], ["b"]).Output("b"))).Output("inner");
        yield return new ModelCase("If of a shape in an If", new ModelBuilder().Input("x", 3, 4).Scalar("c", true)
            .Node("If", ["c"], ["y"], ("then_branch", asked), ("else_branch", Body().Node("Neg", ["x"], ["e"]).Output("e"))).Output("y"));

        yield return new ModelCase("Loop by count", Loop("m", "").Scalar<long>("m", 4));
        yield return new ModelCase("Loop by condition", Loop("", "go").Scalar("go", true));
        foreach (var (input, output) in new[] { (0, 0), (1, 0), (0, 1) })
        {
            var body = Body().Input("s", 3).Input("v", 3).Node("Add", ["s", "v"], ["t"]).Node("Mul", ["t", "w"], ["o"]).Output("t").Output("o");
            yield return new ModelCase($"Scan {input} {output}", new ModelBuilder().Input("x", 3, 5).Weights("w", 3).Weights("s0", 3)
                .Node("Scan", ["s0", "x"], ["last", "y"], ("body", body), ("num_scan_inputs", 1), ("scan_input_axes", new[] { 1 }),
                    ("scan_input_directions", new[] { input }), ("scan_output_directions", new[] { output })).Output("last").Output("y"));
        }

        var function = new ModelBuilder()
            .Input("a", 1)
            .Input("b", 1)
            .Node("Add", ["a", "b"], ["c"])
            .Node("LeakyRelu", ["c"], ["d"], ("alpha", 0.3f))
            .Output("d");
        yield return new ModelCase("Functions", new ModelBuilder().Function("AddRelu", function).Input("x", 3, 4).Weights("w", 4)
            .Node("local:AddRelu", ["x", "w"], ["h"]).Node("local:AddRelu", ["h", "x"], ["y"]).Output("y"));
    }

    private static ModelBuilder Body() => new();

    /// <summary>x, x², x⁴ … while the turn is below 3.</summary>
    private static ModelBuilder Loop(string count, string condition)
    {
        var body = Body().Input<long>("i").Input<bool>("c").Input("s", 2, 3).Node("Mul", ["s", "s"], ["t"]).Scalar<long>("limit", 2)
            .Node("Less", ["i", "limit"], ["on"]).Node("Add", ["t", "x"], ["o"]).Output<bool>("on").Output("t").Output("o");
        return new ModelBuilder().Input("x", 2, 3).Node("Loop", [count, condition, "x"], ["last", "y"], ("body", body)).Output("last").Output("y");
    }
}
