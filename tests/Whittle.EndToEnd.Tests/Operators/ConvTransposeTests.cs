using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ConvTransposeTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void ConvTranspose_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Image("3x3", [1, 3, 5, 6], [3, 4, 3, 3]);
        yield return Image("strides", [2, 3, 5, 6], [3, 4, 3, 2], ("strides", new[] { 2, 3 }));
        yield return Image("strides beyond the kernel", [1, 3, 4, 4], [3, 2, 2, 2], ("strides", new[] { 3, 3 }));
        yield return Image("pads", [1, 3, 5, 6], [3, 4, 4, 4], ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("asymmetric pads, output_padding", [1, 3, 5, 6], [3, 4, 3, 3], ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 0, 0, 2 }),
            ("output_padding", new[] { 1, 1 }));
        yield return Image("dilations", [1, 3, 5, 6], [3, 4, 3, 2], ("dilations", new[] { 2, 3 }));
        yield return Image("dilations and strides", [1, 3, 5, 6], [3, 4, 3, 2], ("dilations", new[] { 2, 3 }), ("strides", new[] { 2, 2 }));
        yield return Image("groups", [1, 6, 5, 6], [6, 2, 3, 3], ("group", 3), ("strides", new[] { 2, 2 }));
        yield return Image("depthwise", [1, 8, 5, 6], [8, 1, 4, 4], ("group", 8), ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("output_shape", [1, 3, 5, 6], [3, 4, 3, 3], ("strides", new[] { 2, 2 }), ("output_shape", new[] { 10, 11 }));
        yield return Image("SAME_UPPER", [1, 3, 5, 6], [3, 4, 3, 3], ("strides", new[] { 2, 2 }), ("auto_pad", "SAME_UPPER"));
        yield return Image("SAME_LOWER", [1, 3, 5, 6], [3, 4, 4, 3], ("strides", new[] { 1, 2 }), ("auto_pad", "SAME_LOWER"));
        yield return Image("VALID", [1, 3, 5, 6], [3, 4, 3, 3], ("auto_pad", "VALID"));
        yield return Image("1-D", [1, 4, 9], [4, 3, 4], ("strides", new[] { 2 }), ("pads", new[] { 1, 1 }));
        yield return Image("3-D", [1, 2, 3, 4, 5], [2, 3, 3, 2, 3], ("strides", new[] { 1, 2, 2 }), ("pads", new[] { 1, 0, 1, 1, 0, 0 }));
        yield return Image("one pixel", [1, 16, 1, 1], [16, 8, 4, 4]);
        yield return new ModelCase("without bias, then Relu and Conv", new ModelBuilder().Input("x", 1, 3, 5, 6).Weights("w", 3, 4, 4, 4).Weights(
            "v", 5, 4, 3, 3)
            .Node("ConvTranspose", ["x", "w"], ["t"], ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", ["t"], ["r"])
            .Node("Conv", ["r", "v"], ["y"]).Output("y"));
        yield return new ModelCase("weights computed", new ModelBuilder().Input("x", 1, 4, 5, 6).Input("w", 4, 2, 3, 3)
            .Node("ConvTranspose", ["x", "w"], ["y"], ("strides", new[] { 2, 1 }), ("group", 2)).Output("y"));
    }

    private static ModelCase Image(string name, int[] input, int[] weights, params (string Name, object Value)[] attributes)
    {
        var groups = attributes.Where(attribute => attribute.Name == "group").Select(attribute => (int)attribute.Value).FirstOrDefault(1);
        return new(name, new ModelBuilder().Input("x", input).Weights("w", weights).Weights("b", weights[1] * groups)
            .Node("ConvTranspose", ["x", "w", "b"], ["y"], attributes).Output("y"));
    }
}
