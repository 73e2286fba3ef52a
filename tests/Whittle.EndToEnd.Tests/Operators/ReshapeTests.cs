using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ReshapeTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Reshape_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return To("plain", 6, 4);
        yield return To("-1", 2, -1);
        yield return To("0 copies", 0, 0, -1);
        yield return To("flat", -1);
        yield return To("more axes", 1, 2, 3, 2, 2, 1);
        yield return new ModelCase("allowzero", new ModelBuilder().Input("x", 2, 3, 4).Vector<long>("s", 4, 6)
            .Node("Reshape", ["x", "s"], ["y"], ("allowzero", 1)).Output("y"));
        yield return new ModelCase("opset 1 attribute", new ModelBuilder(1).Input("x", 2, 3, 4).Node("Reshape", ["x"], ["y"], ("shape", new[] { 4, -1 }))
            .Output("y"));
        yield return new ModelCase("uint8", new ModelBuilder().Input<byte>("x", 2, 3, 4).Vector<long>("s", 4, 6).Node("Reshape", ["x", "s"], ["y"])
            .Output<byte>("y"));
        foreach (var axis in new[] { 0, 1, 2, 3, -1 })
        {
            yield return new ModelCase(FormattableString.Invariant($"Flatten axis {axis}"), new ModelBuilder().Input("x", 2, 3, 4)
                .Node("Flatten", ["x"], ["y"], ("axis", axis)).Output("y"));
        }

        yield return new ModelCase("Squeeze attribute", new ModelBuilder(11).Input("x", 1, 3, 1, 4).Node("Squeeze", ["x"], ["y"], ("axes", new[] { 0, 2 }))
            .Output("y"));
        yield return new ModelCase("Squeeze input", new ModelBuilder().Input("x", 1, 3, 1, 4).Vector<long>("axes", -2).Node("Squeeze", ["x", "axes"], ["y"])
            .Output("y"));
        yield return new ModelCase("Squeeze all", new ModelBuilder().Input("x", 1, 3, 1, 4).Node("Squeeze", ["x"], ["y"]).Output("y"));
        yield return new ModelCase("Unsqueeze attribute", new ModelBuilder(11).Input("x", 3, 4).Node("Unsqueeze", ["x"], ["y"], ("axes", new[] { 0, 3 }))
            .Output("y"));
        yield return new ModelCase("Unsqueeze input", new ModelBuilder().Input("x", 3, 4).Vector<long>("axes", -1, 1).Node("Unsqueeze", ["x", "axes"], ["y"])
            .Output("y"));
        yield return new ModelCase("between computations", new ModelBuilder().Input("x", 2, 3, 4).Node("Neg", ["x"], ["n"]).Vector<long>("s", 6, 4)
            .Node("Reshape", ["n", "s"], ["r"])
            .Node("Relu", ["r"], ["y"]).Output("y"));
        yield return new ModelCase("of an image", new ModelBuilder().Input("x", 1, 2, 6, 6).Weights("w", 5, 2, 3, 3).Node("Conv", ["x", "w"], ["c"])
            .Vector<long>("s", 1, -1)
            .Node("Reshape", ["c", "s"], ["r"]).Weights("v", 80, 3).Node("MatMul", ["r", "v"], ["y"]).Output("y"));
        yield return new ModelCase("image from a vector", new ModelBuilder().Input("x", 1, 72).Vector<long>("s", 1, 2, 6, 6).Node("Reshape", ["x", "s"], ["r"])
            .Weights("w", 5, 2, 3, 3).Node("Conv", ["r", "w"], ["y"]).Output("y"));
        yield return new ModelCase("batch and last axis by Shape, Gather, Concat", new ModelBuilder().Input("x", 2, 3, 4).Node("Shape", ["x"], ["shape"])
            .Scalar<long>("zero", 0)
            .Node("Gather", ["shape", "zero"], ["batch"]).Vector<long>("axes", 0).Node("Unsqueeze", ["batch", "axes"], ["b"]).Vector<long>("rest", -1)
            .Node("Concat", ["b", "rest"], ["s"], ("axis", 0)).Node("Reshape", ["x", "s"], ["y"]).Output("y"));
        yield return new ModelCase("Shape, Slice, ReduceProd", new ModelBuilder().Input("x", 2, 3, 4).Node("Shape", ["x"], ["shape"]).Vector<long>("one", 1)
            .Vector<long>("many", 99).Vector<long>("first", 2)
            .Node("Slice", ["shape", "one", "many"], ["tail"]).Node("ReduceProd", ["tail"], ["p"], ("axes", new[] { 0 }), ("keepdims", 1))
            .Node("Concat", ["first", "p"], ["s"], ("axis", 0)).Node("Reshape", ["x", "s"], ["y"]).Output("y"));
        yield return new ModelCase("Shape with start and end as result", new ModelBuilder(15).Input("x", 2, 3, 4)
            .Node("Shape", ["x"], ["y"], ("start", 1), ("end", -1)).Output<long>("y"));
        yield return new ModelCase("Size", new ModelBuilder().Input("x", 2, 3, 4).Node("Size", ["x"], ["y"]).Output<long>("y"));
    }

    private static ModelCase To(string name, params long[] shape) =>
        new(name, new ModelBuilder().Input("x", 2, 3, 4).Vector("s", shape).Node("Reshape", ["x", "s"], ["y"]).Output("y"));
}
