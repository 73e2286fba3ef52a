using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ReductionTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Reduction_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static string[] Types =>
        ["ReduceSum", "ReduceMean", "ReduceMax", "ReduceMin", "ReduceProd", "ReduceL1", "ReduceL2", "ReduceSumSquare", "ReduceLogSum", "ReduceLogSumExp"];

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in Types)
        {
            foreach (var axes in new int[][] { [0], [1], [2], [0, 2], [1, 2], [-1], [0, 1, 2] })
            {
                // ReduceSum took its axes as an input from opset 13 on, the others from 18 on.
                yield return Old(type, axes, keep: 1);
                yield return New(type, axes, keep: 0);
            }

            yield return InRange(new ModelCase($"{type} of all", new ModelBuilder(18).Input("x", 3, 4, 5).Node(type, ["x"], ["y"], ("keepdims", 0))
                .Output("y")));
            yield return InRange(new ModelCase($"{type} of nothing", new ModelBuilder(18).Input("x", 3, 4)
                .Node(type, ["x"], ["y"], ("noop_with_empty_axes", 1)).Output("y")));
            yield return InRange(new ModelCase($"{type} of an image", new ModelBuilder(18).Input("x", 1, 12, 6, 7).Vector<long>("axes", 2, 3)
                .Node(type, ["x", "axes"], ["y"]).Output("y")));
        }

        yield return new ModelCase("ReduceSum int32", new ModelBuilder(13).Input<int>("x", 3, 4, 5).Vector<long>("axes", 1)
            .Node("ReduceSum", ["x", "axes"], ["y"]).Output<int>("y"));
        yield return new ModelCase("ReduceMax int64", new ModelBuilder(18).Input<long>("x", 3, 4, 5).Vector<long>("axes", 1)
            .Node("ReduceMax", ["x", "axes"], ["y"]).Output<long>("y"));
        foreach (var type in new[] { "ArgMax", "ArgMin" })
        {
            foreach (var axis in new[] { 0, 1, 2, -1 })
            {
                yield return new ModelCase(FormattableString.Invariant($"{type} axis {axis}"), new ModelBuilder().Input("x", 3, 4, 5)
                    .Node(type, ["x"], ["y"], ("axis", axis), ("keepdims", axis & 1)).Output<long>("y"));
            }

            yield return new ModelCase($"{type} select_last_index", new ModelBuilder().Input("x", 3, 9)
                .Node(type, ["x"], ["y"], ("axis", 1), ("select_last_index", 1)).Output<long>("y"));
            yield return new ModelCase($"{type} default", new ModelBuilder().Input("x", 3, 9).Node(type, ["x"], ["y"]).Output<long>("y"));
            yield return new ModelCase($"{type} uint8", new ModelBuilder().Input<byte>("x", 3, 9).Node(type, ["x"], ["y"], ("axis", 1)).Output<long>("y"));
        }
    }

    private static ModelCase Old(string type, int[] axes, int keep) => InRange(new ModelCase(
        FormattableString.Invariant($"{type} attribute [{string.Join(", ", axes)}] keepdims {keep}"),
        new ModelBuilder(11).Input("x", 3, 4, 5).Node(type, ["x"], ["y"], ("axes", axes), ("keepdims", keep)).Output("y")));

    private static ModelCase New(string type, int[] axes, int keep) => InRange(new ModelCase(
        FormattableString.Invariant($"{type} input [{string.Join(", ", axes)}] keepdims {keep}"),
        new ModelBuilder(18).Input("x", 3, 4, 5).Vector("axes", Array.ConvertAll(axes, axis => (long)axis))
            .Node(type, ["x", "axes"], ["y"], ("keepdims", keep)).Output("y")));

    /// <summary>Sums of both signs cancel, and then have no relative accuracy of their own; logarithms want positive sums.</summary>
    private static ModelCase InRange(ModelCase item) => item with { Ranges = new() { ["x"] = item.Name.Contains("Max",
        StringComparison.Ordinal) || item.Name.Contains("Min", StringComparison.Ordinal) ? (-3, 3) : (0.2, 1.5) } };
}
