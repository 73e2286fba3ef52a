using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class TransposeTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Transpose_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var permutation in new int[][] { [0, 1, 2], [0, 2, 1], [1, 0, 2], [1, 2, 0], [2, 0, 1], [2, 1, 0] })
        {
            yield return new ModelCase(
                $"[{string.Join(", ", permutation)}]",
                new ModelBuilder().Input("x", 5, 6, 7).Node("Transpose", ["x"], ["y"], ("perm", permutation)).Output("y"));
        }

        yield return new ModelCase("default", new ModelBuilder().Input("x", 3, 4, 5, 2).Node("Transpose", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("NCHW to NHWC", new ModelBuilder().Input("x", 2, 3, 9, 10).Node("Transpose", ["x"], ["y"], ("perm", new[] { 0, 2, 3, 1 }))
            .Output("y"));
        yield return new ModelCase("NHWC to NCHW, uint8", new ModelBuilder().Input<byte>("x", 1, 9, 10, 3)
            .Node("Transpose", ["x"], ["y"], ("perm", new[] { 0, 3, 1, 2 })).Output<byte>("y"));
        yield return new ModelCase("int64", new ModelBuilder().Input<long>("x", 4, 5).Node("Transpose", ["x"], ["y"]).Output<long>("y"));
        yield return new ModelCase("there and back", new ModelBuilder().Input("x", 4, 5, 6).Node("Transpose", ["x"], ["t"], ("perm", new[] { 2, 0, 1 }))
            .Node("Relu", ["t"], ["r"])
            .Node("Transpose", ["r"], ["y"], ("perm", new[] { 1, 2, 0 })).Output("y"));
        yield return new ModelCase("around a convolution", new ModelBuilder().Input("x", 1, 8, 8, 3)
            .Node("Transpose", ["x"], ["t"], ("perm", new[] { 0, 3, 1, 2 })).Weights("w", 4, 3, 3, 3)
            .Node("Conv", ["t", "w"], ["c"]).Node("Transpose", ["c"], ["y"], ("perm", new[] { 0, 2, 3, 1 })).Output("y"));
        yield return new ModelCase("other axes after a convolution", new ModelBuilder().Input("x", 1, 3, 8, 8).Weights("w", 4, 3, 3, 3)
            .Node("Conv", ["x", "w"], ["c"])
            .Node("Transpose", ["c"], ["y"], ("perm", new[] { 0, 3, 1, 2 })).Output("y"));
        yield return new ModelCase("six axes", new ModelBuilder().Input("x", 2, 3, 2, 3, 2, 3)
            .Node("Transpose", ["x"], ["y"], ("perm", new[] { 5, 0, 3, 2, 4, 1 })).Output("y"));
    }
}
