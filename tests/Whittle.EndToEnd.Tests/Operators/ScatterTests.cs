using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ScatterTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Scatter_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var reduction in new[] { "none", "add", "mul", "max", "min" })
        {
            yield return new ModelCase($"ScatterElements {reduction}", new ModelBuilder(18).Input("x", 3, 5).Constant<long>("i", [1, -1, 3, 0, 0, 2], 2, 3).Input("u", 2, 3)
                .Node("ScatterElements", ["x", "i", "u"], ["y"], ("axis", 1), ("reduction", reduction)).Output("y"));
            yield return new ModelCase($"ScatterND {reduction}", new ModelBuilder(18).Input<int>("x", 4, 2, 3).Constant<long>("i", [1, 0, -1, 1, 2, 1], 3, 2).Input<int>("u", 3, 3)
                .Node("ScatterND", ["x", "i", "u"], ["y"], ("reduction", reduction)).Output<int>("y"));
        }

        yield return new ModelCase("Scatter", new ModelBuilder(10).Input("x", 3, 5).Constant<int>("i", [1, 3], 1, 2).Input("u", 1, 2)
            .Node("Scatter", ["x", "i", "u"], ["y"], ("axis", 1)).Output("y"));
        yield return new ModelCase(
            "GatherND", new ModelBuilder().Input("x", 2, 3, 4).Constant<long>("i", [1, 2, 0, -3, -1, 1], 3, 2).Node("GatherND", ["x", "i"], ["y"]).Output("y"));
        yield return new ModelCase("GatherND with a batch", new ModelBuilder().Input("x", 2, 3, 4).Constant<long>("i", [1, -1], 2, 1)
            .Node("GatherND", ["x", "i"], ["y"], ("batch_dims", 1)).Output("y"));
        foreach (var axis in new[] { 0, 1, -1 })
        {
            yield return new ModelCase($"OneHot {axis}", new ModelBuilder().Constant<long>("i", [0, 4, -1, -5, 7, 2], 2, 3).Vector<long>("d", 5).Input("v", 2)
                .Node("OneHot", ["i", "d", "v"], ["y"], ("axis", axis)).Output("y"));
        }

        yield return new ModelCase("NonZero", new ModelBuilder().Input("x", 3).Constant<long>("c", [0, 3, 0, 1, 0, 2], 2, 3).Node("NonZero", ["c"], ["i"])
            .Vector<long>("a", 0)
                .Node("ReduceSum", ["i", "a"], ["s"], ("keepdims", 0))
                .Node("Cast", ["s"], ["f"], ("to", 1))
                .Node("Add", ["x", "f"], ["y"])
                .Output("y"));
        foreach (var (exclusive, reverse) in new[] { (0, 0), (1, 0), (0, 1), (1, 1) })
        {
            yield return new ModelCase($"CumSum {exclusive} {reverse}", new ModelBuilder().Input("x", 3, 4, 2).Scalar("a", 1)
                .Node("CumSum", ["x", "a"], ["y"], ("exclusive", exclusive), ("reverse", reverse)).Output("y"));
        }

        foreach (var (largest, axis) in new[] { (0, 0), (1, 0), (1, -1) })
        {
            yield return new ModelCase($"TopK {largest} {axis}", new ModelBuilder().Input("x", 9, 4, 7).Vector<long>("k", 4)
                .Node("TopK", ["x", "k"], ["y", "i"], ("axis", axis), ("largest", largest)).Output("y").Output<long>("i"));
        }

        yield return new ModelCase("TopK of equal elements", new ModelBuilder().Input<long>("x", 40).Constant<long>("m", [3]).Node("Mod", ["x", "m"], ["r"]).Vector<long>("k", 17)
            .Node("TopK", ["r", "k"], ["y", "i"]).Output<long>("y").Output<long>("i"));
    }
}
