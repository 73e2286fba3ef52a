using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class SliceTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Slice_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Old("attributes", [0, 1], [2, 3], [0, 2]);
        yield return Old("attributes, no axes", [1, 0], [3, -1], null);
        yield return Old("attributes, beyond the end", [1], [1000], [1]);
        yield return Of("middle", [1], [4], [1], null);
        yield return Of("negative bounds", [-3], [-1], [-1], null);
        yield return Of("steps", [0], [100], [1], [2]);
        yield return Of("backwards", [-1], [-1000], [1], [-1]);
        yield return Of("backwards in twos", [4], [0], [1], [-2]);
        yield return Of("two axes", [1, 6], [3, 0], [0, 2], [1, -3]);
        yield return Of("all axes reversed", [-1, -1, -1], [-100, -100, -100], [0, 1, 2], [-1, -1, -1]);
        yield return Of("to the far end", [2], [long.MaxValue], [2], [1]);
        yield return Of("backwards to the far end", [3], [long.MinValue], [2], [-1]);
        yield return new ModelCase("int64, without axes", new ModelBuilder().Input<long>("x", 9).Vector<long>("s", 2).Vector<long>("e", 7)
            .Node("Slice", ["x", "s", "e"], ["y"]).Output<long>("y"));
        yield return new ModelCase("int32 indices", new ModelBuilder().Input("x", 4, 5).Vector("s", 1).Vector("e", 3).Vector("a", 1)
            .Node("Slice", ["x", "s", "e", "a"], ["y"]).Output("y"));
        yield return new ModelCase("channels of an image", new ModelBuilder().Input("x", 1, 3, 8, 8).Weights("w", 6, 3, 3, 3).Node("Conv", ["x", "w"], ["c"])
            .Vector<long>("s", 1).Vector<long>("e", 4).Vector<long>("a", 1)
            .Node("Slice", ["c", "s", "e", "a"], ["d"]).Node("Relu", ["d"], ["y"]).Output("y"));
    }

    private static ModelCase Old(string name, int[] starts, int[] ends, int[]? axes)
    {
        (string, object)[] attributes = [("starts", starts), ("ends", ends), .. axes is null ? [] : new (string, object)[] { ("axes", axes) }];
        return new ModelCase(name, new ModelBuilder(9).Input("x", 3, 5, 7).Node("Slice", ["x"], ["y"], attributes).Output("y"));
    }

    private static ModelCase Of(string name, long[] starts, long[] ends, long[] axes, long[]? steps)
    {
        var model = new ModelBuilder().Input("x", 3, 5, 7).Vector("s", starts).Vector("e", ends).Vector("a", axes);
        return new ModelCase(name, (steps is null ? model.Node("Slice", ["x", "s", "e", "a"], ["y"]) : model.Vector("t", steps)
            .Node("Slice", ["x", "s", "e", "a", "t"], ["y"])).Output("y"));
    }
}
