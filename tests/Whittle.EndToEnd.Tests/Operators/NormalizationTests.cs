using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class NormalizationTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Normalization_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return new ModelCase("InstanceNormalization", new ModelBuilder().Input("x", 2, 5, 4, 6).Weights("s", 5).Weights("b", 5)
            .Node("InstanceNormalization", ["x", "s", "b"], ["y"]).Output("y")) { Ranges = new() { ["x"] = (-2, 2) } };
        foreach (var axis in new[] { -1, 1, 0 })
        {
            int[] normalized = axis == -1 ? [6] : axis == 1 ? [4, 6] : [3, 4, 6];
            yield return new ModelCase($"LayerNormalization {axis}", new ModelBuilder().Input("x", 3, 4, 6).Weights("s", normalized).Weights("b", normalized)
                .Node("LayerNormalization", ["x", "s", "b"], ["y"], ("axis", axis)).Output("y")) { Ranges = new() { ["x"] = (-2, 2) } };
        }

        yield return new ModelCase("LayerNormalization without bias", new ModelBuilder().Input("x", 3, 33).Weights("s", 33)
            .Node("LayerNormalization", ["x", "s"], ["y"]).Output("y")) { Ranges = new() { ["x"] = (-2, 2) } };
        yield return new ModelCase("LRN", new ModelBuilder().Input("x", 2, 7, 3, 4)
            .Node("LRN", ["x"], ["y"], ("size", 3), ("alpha", 0.01f), ("beta", 0.5f), ("bias", 2f)).Output("y")) { Ranges = new() { ["x"] = (-2, 2) } };
        yield return new ModelCase("Mod of integers", new ModelBuilder().Input<int>("a", 3, 5).Vector("b", 3, -3, 7, -7, 2)
            .Node("Mod", ["a", "b"], ["y"]).Output<int>("y"));
        yield return new ModelCase("Mod of floats", new ModelBuilder().Input("a", 3, 5).Vector("b", 3f, -3f, 0.7f, -7f, 2f)
            .Node("Mod", ["a", "b"], ["y"], ("fmod", 1)).Output("y")) { Ranges = new() { ["a"] = (-9, 9) } };
    }
}
