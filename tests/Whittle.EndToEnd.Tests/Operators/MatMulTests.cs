using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class MatMulTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void MatMul_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        int[][] lefts = [[1, 12], [5, 12], [2, 5, 12], [2, 3, 5, 12], [12]];
        foreach (var left in lefts)
        {
            var name = $"[{string.Join(", ", left)}] by constant";
            yield return new ModelCase($"{name} [12, 7]", new ModelBuilder().Input("a", left).Weights("b", 12, 7)
                .Node("MatMul", ["a", "b"], ["y"]).Output("y"));
            yield return new ModelCase($"{name} [12]", new ModelBuilder().Input("a", left).Weights("b", 12).Node("MatMul", ["a", "b"], ["y"]).Output("y"));
        }

        yield return new ModelCase("constant on the left", new ModelBuilder().Weights("a", 6, 12).Input("b", 12, 7).Node("MatMul", ["a", "b"], ["y"])
            .Output("y"));
        yield return new ModelCase("constant batch", new ModelBuilder().Input("a", 5, 12).Weights("b", 3, 12, 7).Node("MatMul", ["a", "b"], ["y"]).Output("y"));
        (int[] Left, int[] Right)[] pairs =
        [
            ([5, 12], [12, 7]),
            ([12], [12, 7]),
            ([5, 12], [12]),
            ([12], [12]),
            ([3, 5, 12], [3, 12, 7]),
            ([3, 5, 12], [12, 7]),
            ([5, 12], [3, 12, 7]),
            ([3, 1, 5, 12], [1, 2, 12, 7]),
            ([3, 2, 5, 12], [2, 12, 7]),
            ([2, 1, 5, 12], [1, 2, 12, 7]),
            ([12], [3, 12, 7]),
            ([3, 5, 12], [12]),
            ([1, 1], [1, 1]),
            ([17, 33], [33, 65]),
        ];
        foreach (var (left, right) in pairs)
        {
            yield return new ModelCase(
                $"run-time [{string.Join(", ", left)}] by [{string.Join(", ", right)}]",
                new ModelBuilder().Input("a", left).Input("b", right).Node("MatMul", ["a", "b"], ["y"]).Output("y"));
        }

        yield return new ModelCase("by its own transpose", new ModelBuilder().Input("a", 5, 12).Node("Transpose", ["a"], ["t"], ("perm", new[] { 1, 0 }))
            .Node("MatMul", ["a", "t"], ["y"]).Output("y"));
        yield return new ModelCase("then Add of a constant", new ModelBuilder().Input("a", 1, 12).Weights("b", 12, 7).Weights("c", 7)
            .Node("MatMul", ["a", "b"], ["m"]).Node("Add", ["m", "c"], ["y"]).Output("y"));
        yield return new ModelCase("then Add of a constant, turned around", new ModelBuilder().Input("a", 4, 12).Weights("b", 12, 7).Weights("c", 1, 7)
            .Node("MatMul", ["a", "b"], ["m"]).Node("Add", ["c", "m"], ["y"]).Output("y"));
        yield return new ModelCase("then Add, Relu", new ModelBuilder().Input("a", 2, 4, 12).Weights("b", 12, 7).Weights("c", 7)
            .Node("MatMul", ["a", "b"], ["m"]).Node("Add", ["m", "c"], ["s"]).Node("Relu", ["s"], ["y"]).Output("y"));
        yield return new ModelCase("then Add of a full matrix", new ModelBuilder().Input("a", 4, 12).Weights("b", 12, 7).Weights("c", 4, 7)
            .Node("MatMul", ["a", "b"], ["m"]).Node("Add", ["m", "c"], ["y"]).Output("y"));
        yield return new ModelCase("attention", new ModelBuilder().Input("q", 2, 6, 8).Input("k", 2, 9, 8).Input("v", 2, 9, 8)
            .Node("Transpose", ["k"], ["kt"], ("perm", new[] { 0, 2, 1 }))
            .Node("MatMul", ["q", "kt"], ["s"]).Node("Softmax", ["s"], ["p"]).Node("MatMul", ["p", "v"], ["y"]).Output("y"));
    }
}
