using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class ConvTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Conv_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        yield return Image("3x3", [1, 3, 9, 8], [5, 3, 3, 3]);
        yield return Image("1x1", [1, 6, 5, 7], [9, 6, 1, 1]);
        yield return Image("1x1 one pixel", [1, 40, 1, 1], [17, 40, 1, 1]);
        yield return Image("whole image as kernel", [1, 4, 6, 5], [10, 4, 6, 5]);
        yield return Image("5x3", [1, 2, 11, 9], [4, 2, 5, 3]);
        yield return Image("one channel", [1, 1, 28, 28], [8, 1, 5, 5], ("pads", new[] { 2, 2, 2, 2 }));
        yield return Image("many channels", [1, 33, 7, 7], [35, 33, 3, 3], ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("pads", [1, 3, 6, 6], [4, 3, 3, 3], ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("asymmetric pads", [1, 3, 6, 6], [4, 3, 3, 3], ("pads", new[] { 0, 2, 1, 3 }));
        yield return Image("pads beyond the kernel", [1, 2, 4, 4], [3, 2, 2, 2], ("pads", new[] { 3, 3, 3, 3 }));
        yield return Image("strides", [1, 3, 11, 10], [4, 3, 3, 3], ("strides", new[] { 2, 2 }));
        yield return Image("uneven strides", [1, 3, 11, 10], [4, 3, 3, 3], ("strides", new[] { 3, 1 }), ("pads", new[] { 1, 0, 1, 0 }));
        yield return Image("dilations", [1, 3, 11, 10], [4, 3, 3, 3], ("dilations", new[] { 2, 2 }));
        yield return Image("uneven dilations, strides, pads", [1, 2, 12, 13], [4, 2, 3, 2], ("dilations", new[] { 3, 2 }), ("strides", new[] { 2, 3 }),
            ("pads", new[] { 2, 1, 0, 3 }));
        yield return Image("groups", [1, 6, 7, 7], [9, 2, 3, 3], ("group", 3));
        yield return Image("groups, wide", [1, 32, 6, 6], [48, 16, 3, 3], ("group", 2), ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("depthwise", [1, 12, 9, 9], [12, 1, 3, 3], ("group", 12), ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("depthwise 5x5, strides", [1, 19, 11, 12], [19, 1, 5, 5], ("group", 19), ("strides", new[] { 2, 2 }),
            ("pads", new[] { 2, 2, 2, 2 }));
        yield return Image("depthwise, dilations", [1, 16, 9, 9], [16, 1, 3, 3], ("group", 16), ("dilations", new[] { 2, 2 }));
        yield return Image("depthwise, two per channel", [1, 5, 8, 8], [10, 1, 3, 3], ("group", 5));
        yield return Image("SAME_UPPER", [1, 3, 7, 8], [4, 3, 3, 2], ("auto_pad", "SAME_UPPER"), ("strides", new[] { 2, 2 }));
        yield return Image("SAME_LOWER", [1, 3, 7, 8], [4, 3, 3, 2], ("auto_pad", "SAME_LOWER"), ("strides", new[] { 2, 2 }));
        yield return Image("VALID", [1, 3, 7, 8], [4, 3, 3, 2], ("auto_pad", "VALID"));
        yield return Image("NOTSET with pads", [1, 3, 7, 8], [4, 3, 3, 2], ("auto_pad", "NOTSET"), ("pads", new[] { 1, 0, 1, 1 }));
        yield return Image("explicit kernel_shape", [1, 3, 7, 8], [4, 3, 3, 2], ("kernel_shape", new[] { 3, 2 }));
        yield return Image("batch of three", [3, 3, 6, 6], [4, 3, 3, 3], ("pads", new[] { 1, 1, 1, 1 }));
        yield return Image("1-D", [1, 3, 20], [5, 3, 4]);
        yield return Image("1-D, all attributes", [2, 4, 25], [6, 2, 3], ("group", 2), ("pads", new[] { 1, 3 }), ("strides", new[] { 2 }),
            ("dilations", new[] { 3 }));
        yield return Image("1-D depthwise, SAME_UPPER", [1, 8, 17], [8, 1, 3], ("group", 8), ("auto_pad", "SAME_UPPER"));
        yield return Image("3-D", [1, 3, 6, 7, 8], [4, 3, 3, 2, 3]);
        yield return Image("3-D, all attributes", [2, 4, 9, 8, 10], [6, 2, 3, 2, 3], ("group", 2), ("strides", new[] { 2, 1, 2 }), (
            "dilations", new[] { 1, 2, 3 }),
            ("pads", new[] { 1, 0, 2, 0, 1, 1 }));
        yield return new ModelCase("3-D then Relu", Convolution([1, 2, 5, 5, 5], [3, 2, 2, 2, 2], "c").Node("Relu", ["c"], ["y"]).Output("y"));
        yield return new ModelCase("weights and bias computed", new ModelBuilder().Input("x", 1, 4, 9, 8).Input("w", 6, 2, 3, 3).Input("b", 6)
            .Node("Conv", ["x", "w", "b"], ["y"], ("group", 2), ("pads", new[] { 1, 1, 1, 0 }), ("strides", new[] { 2, 1 })).Output("y"));
        yield return new ModelCase("1-D, bias computed", new ModelBuilder().Input("x", 1, 4, 19).Input("b", 6).Weights("w", 6, 4, 3)
            .Node("Conv", ["x", "w", "b"], ["y"]).Output("y"));
        yield return new ModelCase("without bias", new ModelBuilder().Input("x", 1, 3, 6, 6).Weights("w", 4, 3, 3, 3).Node("Conv", ["x", "w"], ["y"])
            .Output("y"));
        yield return new ModelCase("opset 11", new ModelBuilder(11).Input("x", 1, 3, 6, 6).Weights("w", 4, 3, 3, 3).Node("Conv", ["x", "w"], ["y"])
            .Output("y"));
        foreach (var (activation, attributes) in Activations)
        {
            yield return new ModelCase($"then {activation}", Convolution([1, 3, 7, 7], [6, 3, 3, 3], "c").Node(activation, ["c"], ["y"], attributes)
                .Output("y"))
            {
                // Where a curve turns, an error of the sum is as large as the result: small inputs keep the sums small.
                Ranges = new() { ["x"] = (-1, 1) },
            };
        }

        yield return new ModelCase("then Clip", Convolution([1, 3, 7, 7], [6, 3, 3, 3], "c").Scalar("low", 0f).Scalar("high", 0.5f)
            .Node("Clip", ["c", "low", "high"], ["y"]).Output("y")) { Ranges = new() { ["x"] = (-1, 1) } };
        yield return new ModelCase("then Relu, and the sum itself", Convolution([1, 3, 7, 7], [6, 3, 3, 3], "c").Node("Relu", ["c"], ["y"]).Output("y")
            .Output("c"));
        yield return new ModelCase("then Add of the input", Convolution([1, 4, 7, 7], [4, 4, 3, 3], "c", ("pads", new[] { 1, 1, 1, 1 }))
            .Node("Add", ["c", "x"], ["s"]).Node("Relu", ["s"], ["y"]).Output("y"));
        yield return new ModelCase("three in a row", Convolution([1, 3, 12, 12], [8, 3, 3, 3], "c1", ("pads", new[] { 1, 1, 1, 1 }))
            .Node("Relu", ["c1"], ["r1"]).Weights("w2", 8, 1, 3, 3).Node("Conv", ["r1", "w2"], ["c2"], ("group", 8), ("strides", new[] { 2, 2 }))
            .Node("Relu", ["c2"], ["r2"]).Weights("w3", 12, 8, 1, 1).Node("Conv", ["r2", "w3"], ["y"]).Output("y"));
        yield return new ModelCase("Pad before it", new ModelBuilder().Input("x", 1, 3, 6, 6).Vector<long>("pads", 0, 0, 1, 2, 0, 0, 3, 0)
            .Node("Pad", ["x", "pads"], ["p"])
            .Weights("w", 4, 3, 3, 3).Node("Conv", ["p", "w"], ["y"]).Output("y"));
        yield return new ModelCase("weights shared by two layers", new ModelBuilder().Input("x", 1, 3, 8, 8).Weights("w", 3, 3, 3, 3)
            .Node("Conv", ["x", "w"], ["c"]).Node("Conv", ["c", "w"], ["y"]).Output("y"));
    }

    private static (string, (string, object)[])[] Activations =>
    [
        ("Relu", []),
        ("LeakyRelu", [("alpha", 0.2f)]),
        ("Sigmoid", []),
        ("Tanh", []),
        ("HardSigmoid", [("alpha", 0.3f), ("beta", 0.4f)]),
        ("HardSwish", []),
        ("Elu", []),
    ];

    private static ModelCase Image(string name, int[] input, int[] weights, params (string, object)[] attributes) =>
        new(name, Convolution(input, weights, "y", attributes).Output("y"));

    private static ModelBuilder Convolution(int[] input, int[] weights, string output, params (string, object)[] attributes) => new ModelBuilder()
        .Input("x", input)
        .Weights("w", weights)
        .Weights("b", weights[0])
        .Node("Conv", ["x", "w", "b"], [output], attributes);
}
