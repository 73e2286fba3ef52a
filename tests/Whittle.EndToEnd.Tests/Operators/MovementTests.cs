using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class MovementTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Movement_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var upper in new[] { 0, 1 })
        {
            foreach (var k in new[] { -2, 0, 1, 9 })
            {
                yield return new ModelCase($"Trilu {upper} {k}", new ModelBuilder().Input("x", 2, 4, 5).Scalar<long>("k", k)
                    .Node("Trilu", ["x", "k"], ["y"], ("upper", upper)).Output("y"));
            }
        }

        yield return new ModelCase("Trilu without k", new ModelBuilder().Input<long>("x", 4, 4).Node("Trilu", ["x"], ["y"]).Output<long>("y"));
        yield return new ModelCase("GatherElements", new ModelBuilder().Input("x", 3, 4).Constant<long>("i", [2, 0, -1, 1, 1, 2, 0, -3], 2, 4)
            .Node("GatherElements", ["x", "i"], ["y"], ("axis", 0)).Output("y"));
        yield return new ModelCase("GatherElements along the last axis", new ModelBuilder().Input("x", 2, 3).Constant<int>("i", [2, 0, 1, 1], 2, 2)
            .Node("GatherElements", ["x", "i"], ["y"], ("axis", -1)).Output("y"));
        foreach (var mode in new[] { "DCR", "CRD" })
        {
            yield return new ModelCase($"DepthToSpace {mode}", new ModelBuilder().Input("x", 2, 8, 3, 5)
                .Node("DepthToSpace", ["x"], ["y"], ("blocksize", 2), ("mode", mode)).Output("y"));
        }

        yield return new ModelCase("SpaceToDepth", new ModelBuilder().Input("x", 2, 3, 4, 6).Node("SpaceToDepth", ["x"], ["y"], ("blocksize", 2)).Output("y"));
        yield return new ModelCase(
            "CastLike", new ModelBuilder().Input("x", 3, 4).Scalar<long>("like", 1).Node("CastLike", ["x", "like"], ["y"]).Output<long>("y"));
    }
}
