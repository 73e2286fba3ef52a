using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class PadTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Pad_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var mode in new[] { "constant", "reflect", "edge" })
        {
            yield return new ModelCase($"{mode}, attributes", new ModelBuilder(10).Input("x", 2, 5, 6)
                .Node("Pad", ["x"], ["y"], ("mode", mode), ("pads", new[] { 0, 1, 2, 0, 3, 1 })).Output("y"));
            yield return new ModelCase($"{mode}, input", Of(13, mode, 0, 1, 2, 1, 3, 0));
            yield return new ModelCase($"{mode}, image", new ModelBuilder(13).Input("x", 1, 3, 5, 6).Vector<long>("p", 0, 0, 1, 2, 0, 0, 3, 1)
                .Node("Pad", ["x", "p"], ["y"], ("mode", mode)).Output("y"));
        }

        yield return new ModelCase("wrap", Of(19, "wrap", 0, 1, 2, 1, 3, 0));
        yield return new ModelCase("value attribute", new ModelBuilder(10).Input("x", 2, 3)
            .Node("Pad", ["x"], ["y"], ("pads", new[] { 1, 1, 1, 1 }), ("value", 2.5f)).Output("y"));
        yield return new ModelCase("value input", new ModelBuilder(13).Input("x", 2, 3).Vector<long>("p", 1, 0, 0, 2).Scalar("v", -7f)
            .Node("Pad", ["x", "p", "v"], ["y"]).Output("y"));
        yield return new ModelCase("axes input", new ModelBuilder(18).Input("x", 2, 3, 4).Vector<long>("p", 1, 2).Vector<long>("a", -1)
            .Node("Pad", ["x", "p", "", "a"], ["y"]).Output("y"));
        yield return new ModelCase("crops", Of(13, "constant", 0, -1, 2, 0, -2, -1));
        yield return new ModelCase("int64", new ModelBuilder(13).Input<long>("x", 2, 3).Vector<long>("p", 1, 0, 0, 2).Scalar<long>("v", 9)
            .Node("Pad", ["x", "p", "v"], ["y"]).Output<long>("y"));
        yield return new ModelCase("uint8", new ModelBuilder(13).Input<byte>("x", 2, 3).Vector<long>("p", 1, 0, 0, 2).Scalar<byte>("v", 200)
            .Node("Pad", ["x", "p", "v"], ["y"]).Output<byte>("y"));
        yield return new ModelCase("nothing to pad", Of(13, "constant", 0, 0, 0, 0, 0, 0));
    }

    private static ModelBuilder Of(int opset, string mode, params long[] pads) =>
        new ModelBuilder(opset).Input("x", 2, 5, 6).Vector("p", pads).Node("Pad", ["x", "p"], ["y"], ("mode", mode)).Output("y");
}
