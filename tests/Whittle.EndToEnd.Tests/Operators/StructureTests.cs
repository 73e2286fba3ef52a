using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class StructureTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Structure_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("Identity", new ModelBuilder().Input("x", 3, 4).Node("Identity", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("Identity in between", new ModelBuilder().Input("x", 3, 4).Node("Relu", ["x"], ["r"]).Node("Identity", ["r"], ["i"])
            .Node("Neg", ["i"], ["y"]).Output("y"));
        yield return new ModelCase("Dropout 7", new ModelBuilder(7).Input("x", 3, 4).Node("Dropout", ["x"], ["y"], ("ratio", 0.5f)).Output("y"));
        yield return new ModelCase("Dropout 13", new ModelBuilder(13).Input("x", 3, 4).Scalar("r", 0.5f).Node("Dropout", ["x", "r"], ["y"]).Output("y"));
        yield return new ModelCase("Constant tensor", new ModelBuilder().Input("x", 3)
            .Node("Constant", [], ["c"], ("value", ModelBuilder.Tensor("", [1f, 2f, 3f], 3))).Node("Add", ["x", "c"], ["y"]).Output("y"));
        yield return new ModelCase("Constant value_floats", new ModelBuilder().Input("x", 3)
            .Node("Constant", [], ["c"], ("value_floats", new[] { 1f, 2f, 3f })).Node("Add", ["x", "c"], ["y"]).Output("y"));
        yield return new ModelCase("Constant value_ints", new ModelBuilder().Input<long>("x", 3)
            .Node("Constant", [], ["c"], ("value_ints", new[] { 1, 2, 3 })).Node("Add", ["x", "c"], ["y"]).Output<long>("y"));
        yield return new ModelCase("Constant value_int", new ModelBuilder().Input<long>("x", 3).Node("Constant", [], ["c"], ("value_int", 7))
            .Node("Mul", ["x", "c"], ["y"]).Output<long>("y"));
        yield return new ModelCase("ConstantOfShape", new ModelBuilder().Input("x", 2, 3).Node("Shape", ["x"], ["s"])
            .Node("ConstantOfShape", ["s"], ["c"], ("value", ModelBuilder.Tensor("", [1.5f], 1))).Node("Add", ["x", "c"], ["y"]).Output("y"));
        yield return new ModelCase("Range", new ModelBuilder().Input<long>("x", 5).Scalar<long>("a", 2).Scalar<long>("b", 12).Scalar<long>("c", 2)
            .Node("Range", ["a", "b", "c"], ["r"]).Node("Add", ["x", "r"], ["y"]).Output<long>("y"));
        yield return new ModelCase("Expand", new ModelBuilder().Input("x", 3, 1).Vector<long>("s", 2, 1, 4).Node("Expand", ["x", "s"], ["y"]).Output("y"));
        yield return new ModelCase("Tile", new ModelBuilder().Input("x", 2, 3).Vector<long>("r", 3, 2).Node("Tile", ["x", "r"], ["y"]).Output("y"));
        yield return new ModelCase("output is the input", new ModelBuilder().Input("x", 3, 4).Node("Relu", ["x"], ["y"]).Output("y").Output("x"));
        yield return new ModelCase("output is a constant", new ModelBuilder().Input("x", 3).Weights("c", 5).Node("Relu", ["x"], ["y"]).Output("y").Output("c"));
        yield return new ModelCase("output is computed from constants", new ModelBuilder().Input("x", 3).Weights("c", 5).Node("Neg", ["c"], ["d"])
            .Node("Relu", ["x"], ["y"]).Output("y").Output("d"));
        yield return new ModelCase("one value as two outputs", new ModelBuilder().Input("x", 3, 4).Node("Relu", ["x"], ["r"]).Node("Identity", ["r"], ["y"])
            .Node("Identity", ["r"], ["z"]).Output("y").Output("z"));
        yield return new ModelCase("output that is used further", new ModelBuilder().Input("x", 3, 4).Node("Relu", ["x"], ["y"]).Node("Neg", ["y"], ["z"])
            .Output("y").Output("z"));
        yield return new ModelCase("reshaped output that is used further", new ModelBuilder().Input("x", 3, 4).Node("Exp", ["x"], ["e"]).Vector<long>("s", 12)
            .Node("Reshape", ["e", "s"], ["y"]).Node("Neg", ["e"], ["z"]).Output("y").Output("z"));
        yield return new ModelCase("reshaped input and the input as outputs", new ModelBuilder().Input("x", 3, 4).Vector<long>("s", 12)
            .Node("Reshape", ["x", "s"], ["y"]).Node("Identity", ["x"], ["z"]).Output("y").Output("z"));
        yield return new ModelCase("unused input", new ModelBuilder().Input("x", 3, 4).Input("u", 2).Node("Relu", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("unused node", new ModelBuilder().Input("x", 3, 4).Node("Exp", ["x"], ["dead"]).Node("Relu", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("three inputs, three outputs", new ModelBuilder().Input("a", 3).Input<int>("b", 4).Input<byte>("c", 5)
            .Node("Neg", ["a"], ["x"]).Node("Abs", ["b"], ["y"]).Node("Identity", ["c"], ["z"])
            .Output("x").Output<int>("y").Output<byte>("z"));
        yield return new ModelCase("names of C#", new ModelBuilder().Input("class", 3).Input("1st.input/x", 3)
            .Node("Add", ["class", "1st.input/x"], ["Predict"]).Output("Predict"));
        yield return new ModelCase("names that become one", new ModelBuilder().Input("a.b", 3).Input("a_b", 3).Input("aB", 3)
            .Node("Sum", ["a.b", "a_b", "aB"], ["A.B"]).Output("A.B"));
        yield return new ModelCase("nine inputs", Enumerable.Range(0, 9)
            .Aggregate(new ModelBuilder(), (model, i) => model.Input(FormattableString.Invariant($"x{i}"), 4))
            .Node("Sum", [.. Enumerable.Range(0, 9).Select(i => FormattableString.Invariant($"x{i}"))], ["y"]).Output("y"));
        yield return new ModelCase("lifetimes that overlap", new ModelBuilder().Input("x", 4, 9).Node("Neg", ["x"], ["a"]).Node("Exp", ["a"], ["b"])
            .Node("Sigmoid", ["a"], ["c"]).Node("Add", ["b", "c"], ["d"])
            .Node("Mul", ["d", "a"], ["e"]).Node("Sub", ["e", "b"], ["y"]).Output("y"))
        {
            Ranges = new() { ["x"] = (-3, 3) },
        };
    }
}
