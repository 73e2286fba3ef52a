using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ComparisonTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Comparison_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in new[] { "Equal", "Less", "Greater", "LessOrEqual", "GreaterOrEqual" })
        {
            yield return Of<float>(type, [3, 5], [3, 5]);
            yield return Of<float>(type, [3, 5], [5]);
            yield return Of<int>(type, [3, 1], [1, 5]);
            yield return Of<long>(type, [3, 5], []);
        }

        yield return Select<float>([3, 5], [3, 5], [3, 5]);
        yield return Select<float>([3, 1], [1, 5], []);
        yield return Select<float>([], [3, 5], [5]);
        yield return Select<float>([2, 3, 5], [5], [3, 1]);
        yield return Select<long>([3, 5], [3, 5], [1]);
        yield return Select<int>([3, 5], [], []);
        yield return Select<byte>([3, 5], [3, 5], [3, 5]);
        yield return new ModelCase("Where of a comparison", new ModelBuilder().Input("x", 3, 7).Scalar("zero", 0f).Node("Greater", ["x", "zero"], ["c"])
            .Node("Neg", ["x"], ["n"])
            .Node("Where", ["c", "x", "n"], ["y"]).Output("y"));
        yield return new ModelCase("Where with a constant condition", new ModelBuilder().Input("x", 2, 3).Input("z", 2, 3)
            .Constant("c", [true, false, true, false, false, true], 2, 3)
            .Node("Where", ["c", "x", "z"], ["y"]).Output("y"));
    }

    private static ModelCase Of<T>(string type, int[] left, int[] right) => new(
        $"{type} {typeof(T).Name} [{string.Join(", ", left)}] [{string.Join(", ", right)}]",
        new ModelBuilder().Input<T>("a", left).Input<T>("b", right).Node(type, ["a", "b"], ["y"]).Output<bool>("y"))
    {
        Ranges = typeof(T) == typeof(float) ? [] : new() { ["a"] = (-2, 2), ["b"] = (-2, 2) },
    };

    private static ModelCase Select<T>(int[] condition, int[] left, int[] right) => new(
        $"Where {typeof(T).Name} [{string.Join(", ", condition)}] [{string.Join(", ", left)}] [{string.Join(", ", right)}]",
        new ModelBuilder().Input<bool>("c", condition).Input<T>("a", left).Input<T>("b", right).Node("Where", ["c", "a", "b"], ["y"]).Output<T>("y"));
}
