using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ConcatSplitTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ConcatAndSplit_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var axis in new[] { 0, 1, 2, -1 })
        {
            yield return new ModelCase(FormattableString.Invariant($"Concat axis {axis}"), new ModelBuilder().Input("a", 2, 3, 4).Input("b", 2, 3, 4)
                .Input("c", 2, 3, 4)
                .Node("Concat", ["a", "b", "c"], ["y"], ("axis", axis)).Output("y"));
        }

        yield return new ModelCase("Concat of unequal parts", new ModelBuilder().Input("a", 2, 1, 4).Input("b", 2, 5, 4)
            .Node("Concat", ["a", "b"], ["y"], ("axis", 1)).Output("y"));
        yield return new ModelCase("Concat of one", new ModelBuilder().Input("a", 2, 4).Node("Concat", ["a"], ["y"], ("axis", 1)).Output("y"));
        yield return new ModelCase("Concat with itself", new ModelBuilder().Input("a", 2, 4).Node("Concat", ["a", "a"], ["y"], ("axis", 0)).Output("y"));
        yield return new ModelCase("Concat with a constant", new ModelBuilder().Input("a", 2, 4).Weights("c", 2, 3)
            .Node("Concat", ["c", "a"], ["y"], ("axis", 1)).Output("y"));
        yield return new ModelCase("Concat int64", new ModelBuilder().Input<long>("a", 3).Input<long>("b", 2).Node("Concat", ["a", "b"], ["y"], ("axis", 0))
            .Output<long>("y"));
        yield return new ModelCase("Concat of convolutions", new ModelBuilder().Input("x", 1, 3, 7, 7).Weights("v", 5, 3, 1, 1).Weights("w", 2, 3, 3, 3)
            .Node("Conv", ["x", "v"], ["a"])
            .Node("Conv", ["x", "w"], ["b"], ("pads", new[] { 1, 1, 1, 1 })).Node("Concat", ["a", "b", "x"], ["c"], ("axis", 1)).Weights("u", 4, 10, 1, 1)
                .Node("Conv", ["c", "u"], ["y"]).Output("y"));
        yield return new ModelCase("Split attribute", new ModelBuilder(11).Input("x", 2, 9, 2)
            .Node("Split", ["x"], ["a", "b", "c"], ("axis", 1), ("split", new[] { 2, 3, 4 })).Output("a").Output("b").Output("c"));
        yield return new ModelCase("Split input", new ModelBuilder(13).Input("x", 2, 9, 2).Vector<long>("s", 4, 4, 1)
            .Node("Split", ["x", "s"], ["a", "b", "c"], ("axis", -2)).Output("a").Output("b").Output("c"));
        yield return new ModelCase("Split evenly", new ModelBuilder(13).Input("x", 6, 3).Node("Split", ["x"], ["a", "b", "c"]).Output("a").Output("b")
            .Output("c"));
        yield return new ModelCase("Split num_outputs, last smaller", new ModelBuilder(18).Input("x", 2, 7)
            .Node("Split", ["x"], ["a", "b", "c"], ("axis", 1), ("num_outputs", 3)).Output("a").Output("b").Output("c"));
        yield return new ModelCase("Split, one part unused", new ModelBuilder(13).Input("x", 2, 6).Node("Split", ["x"], ["a", "b", "c"], ("axis", 1))
            .Node("Add", ["a", "c"], ["y"]).Output("y"));
        yield return new ModelCase("Split and Concat, turned around", new ModelBuilder(13).Input("x", 2, 6).Node("Split", ["x"], ["a", "b"], ("axis", 1))
            .Node("Concat", ["b", "a"], ["y"], ("axis", 1)).Output("y"));
    }
}
