using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class LogicTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Logic_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in new[] { "And", "Or", "Xor" })
        {
            yield return Of(type, [3, 5], [3, 5]);
            yield return Of(type, [3, 1], [1, 5]);
            yield return Of(type, [], [3, 5]);
            yield return Of(type, [2, 3, 5], [5]);
        }

        yield return new ModelCase("Not", new ModelBuilder().Input<bool>("a", 4, 33).Node("Not", ["a"], ["y"]).Output<bool>("y"));
        yield return new ModelCase("Not of a comparison", new ModelBuilder().Input("x", 3, 7).Scalar("zero", 0f).Node("Greater", ["x", "zero"], ["c"])
            .Node("Not", ["c"], ["y"]).Output<bool>("y"));
    }

    private static ModelCase Of(string type, int[] left, int[] right) => new(
        $"{type} [{string.Join(", ", left)}] [{string.Join(", ", right)}]",
        new ModelBuilder().Input<bool>("a", left).Input<bool>("b", right).Node(type, ["a", "b"], ["y"]).Output<bool>("y"));
}
