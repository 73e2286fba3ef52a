using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class NormalizationFamilyTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Normalization_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var axis in new[] { -1, 1 })
        {
            yield return new ModelCase($"RMSNormalization {axis}", new ModelBuilder(23).Input("x", 3, 5, 33).Weights("s", axis == 1 ? [5, 33] : [33])
                .Node("RMSNormalization", ["x", "s"], ["y"], ("axis", axis), ("epsilon", 1e-3f)).Output("y"));
        }

        yield return new ModelCase("GroupNormalization", new ModelBuilder(21).Input("x", 2, 6, 4, 5).Weights("s", 6).Weights("b", 6)
            .Node("GroupNormalization", ["x", "s", "b"], ["y"], ("num_groups", 3)).Output("y"));
        // One input set: where all elements are equal, ONNX Runtime gives 0 for ONNX's 0 / 0 and the other way round.
        foreach (var p in new[] { 1, 2 })
        {
            yield return new ModelCase($"LpNormalization {p}", new ModelBuilder().Input("x", 3, 5, 4).Node("LpNormalization", ["x"], ["y"], ("p", p), ("axis", 1)).Output("y")) { Samples = 1 };
        }

        yield return new ModelCase(
            "MeanVarianceNormalization", new ModelBuilder().Input("x", 2, 3, 5, 4).Node("MeanVarianceNormalization", ["x"], ["y"]).Output("y"))
        {
            Samples = 1,
        };
        yield return new ModelCase("LayerNormalization with statistics", new ModelBuilder().Input("x", 3, 4, 9).Weights("s", 9).Weights("b", 9)
            .Node("LayerNormalization", ["x", "s", "b"], ["y", "m", "d"]).Output("y").Output("m").Output("d"));
        yield return new ModelCase("Hardmax", new ModelBuilder().Input("x", 3, 4, 9).Node("Hardmax", ["x"], ["y"], ("axis", 1)).Output("y"));
        yield return new ModelCase("Hardmax of opset 11", new ModelBuilder(11).Input("x", 3, 4, 9).Node("Hardmax", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("Shrink", new ModelBuilder().Input("x", 77).Node("Shrink", ["x"], ["y"], ("lambd", 0.2f), ("bias", 0.1f)).Output("y"));
        foreach (var reduce in new[] { "ReduceMax", "ReduceMin" })
        {
            yield return new ModelCase(
                $"{reduce} of bools", new ModelBuilder(20).Input<bool>("x", 4, 5).Vector<long>("a", 1).Node(reduce, ["x", "a"], ["y"]).Output<bool>("y"));
        }
    }
}
