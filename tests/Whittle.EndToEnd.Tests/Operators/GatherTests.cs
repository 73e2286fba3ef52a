using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class GatherTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Gather_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var axis in new[] { 0, 1, 2, -1 })
        {
            yield return new ModelCase(FormattableString.Invariant($"axis {axis}"), new ModelBuilder().Input("x", 3, 3, 3)
                .Constant<long>("i", [2, 0, -1, 1], 2, 2).Node("Gather", ["x", "i"], ["y"], ("axis", axis)).Output("y"));
        }

        yield return new ModelCase("scalar index", new ModelBuilder().Input("x", 4, 5).Scalar<long>("i", 2).Node("Gather", ["x", "i"], ["y"]).Output("y"));
        yield return new ModelCase("last row", new ModelBuilder().Input("x", 4, 5).Scalar<long>("i", -1).Node("Gather", ["x", "i"], ["y"], ("axis", 0))
            .Output("y"));
        yield return new ModelCase("run-time indices of a table", new ModelBuilder().Weights("t", 20, 6).Input<long>("i", 3, 2)
            .Node("Gather", ["t", "i"], ["y"]).Output("y")) { Ranges = new() { ["i"] = (-20, 19) } };
        yield return new ModelCase("int32 indices", new ModelBuilder().Input("x", 7, 2).Input<int>("i", 5).Node("Gather", ["x", "i"], ["y"])
            .Output("y")) { Ranges = new() { ["i"] = (0, 6) } };
        yield return new ModelCase("int64 data", new ModelBuilder().Input<long>("x", 7, 2).Vector<long>("i", 6, 0).Node("Gather", ["x", "i"], ["y"])
            .Output<long>("y"));
        yield return new ModelCase("embedding, then MatMul", new ModelBuilder().Weights("t", 30, 8).Input<long>("i", 1, 4).Node("Gather", ["t", "i"], ["e"])
            .Weights("w", 8, 5).Node("MatMul", ["e", "w"], ["y"]).Output("y"))
        {
            Ranges = new() { ["i"] = (0, 29) },
        };
    }
}
