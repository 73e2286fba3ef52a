using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Operators;

public class PoolTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Pool_IsAsOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var type in new[] { "MaxPool", "AveragePool" })
        {
            yield return Pool(type, "2x2", [1, 3, 8, 8], [2, 2], ("strides", new[] { 2, 2 }));
            yield return Pool(type, "strides of 1", [1, 3, 8, 8], [2, 2]);
            yield return Pool(type, "3x2, uneven strides", [2, 5, 9, 8], [3, 2], ("strides", new[] { 2, 3 }));
            yield return Pool(type, "pads", [1, 3, 7, 7], [3, 3], ("strides", new[] { 2, 2 }), ("pads", new[] { 1, 1, 1, 1 }));
            yield return Pool(type, "asymmetric pads", [1, 3, 7, 7], [3, 3], ("pads", new[] { 0, 1, 2, 1 }));
            yield return Pool(type, "ceil_mode", [1, 3, 8, 8], [3, 3], ("strides", new[] { 2, 2 }), ("ceil_mode", 1));
            yield return Pool(type, "ceil_mode and pads", [1, 3, 8, 7], [3, 3], ("strides", new[] { 2, 2 }), ("ceil_mode", 1), ("pads", new[] { 1, 0, 1, 1 }));
            yield return Pool(type, "SAME_UPPER", [1, 3, 7, 8], [3, 2], ("strides", new[] { 2, 2 }), ("auto_pad", "SAME_UPPER"));
            yield return Pool(type, "SAME_LOWER", [1, 3, 7, 8], [3, 2], ("strides", new[] { 2, 2 }), ("auto_pad", "SAME_LOWER"));
            yield return Pool(type, "VALID", [1, 3, 7, 8], [3, 2], ("strides", new[] { 2, 2 }), ("auto_pad", "VALID"));
            yield return Pool(type, "1-D", [1, 4, 19], [3], ("strides", new[] { 2 }), ("pads", new[] { 1, 0 }));
            yield return Pool(type, "whole image", [1, 20, 6, 5], [6, 5]);
            yield return Pool(type, "one channel", [1, 1, 28, 28], [2, 2], ("strides", new[] { 2, 2 }));
        }

        yield return Pool("MaxPool", "dilations", [1, 3, 9, 9], [2, 3], ("dilations", new[] { 2, 3 }));
        yield return Pool("MaxPool", "dilations, pads, ceil_mode", [1, 3, 10, 9], [3, 3], ("dilations", new[] { 2, 2 }), ("pads", new[] { 2, 2, 2, 2 }),
            ("strides", new[] { 2, 2 }), ("ceil_mode", 1));
        yield return Pool("AveragePool", "count_include_pad", [1, 3, 7, 7], [3, 3], ("pads", new[] { 1, 1, 1, 1 }), ("count_include_pad", 1));
        yield return Pool("AveragePool", "count_include_pad, ceil_mode", [1, 3, 8, 8], [3, 3], ("pads", new[] { 1, 1, 1, 1 }), ("strides", new[] { 2, 2 }),
            ("count_include_pad", 1), ("ceil_mode", 1));
        yield return Pool("AveragePool", "count_include_pad, asymmetric", [1, 3, 8, 8], [3, 3], ("pads", new[] { 0, 2, 1, 0 }), ("strides", new[] { 2, 1 }),
            ("count_include_pad", 1));
        foreach (var include in new[] { 0, 1 })
        {
            yield return Pool("AveragePool", $"2-D, dilations, ceil_mode, count_include_pad {include}", [1, 2, 32, 32], [5, 5], ("dilations", new[] { 2, 2 }),
                ("strides", new[] { 3, 3 }), ("ceil_mode", 1), ("count_include_pad", include));
            yield return Pool("AveragePool", $"3-D, pads, count_include_pad {include}", [1, 2, 6, 7, 8], [3, 2, 3], ("pads", new[] { 1, 0, 1, 0, 1, 1 }),
                ("strides", new[] { 2, 1, 2 }), ("count_include_pad", include));
            yield return Pool("AveragePool", $"3-D, ceil_mode, pads, count_include_pad {include}", [1, 2, 8, 8, 8], [3, 3, 3], (
                "pads", new[] { 1, 1, 1, 1, 1, 1 }),
                ("strides", new[] { 2, 2, 2 }), ("ceil_mode", 1), ("count_include_pad", include));
            yield return Pool("AveragePool", $"3-D, dilations, ceil_mode, count_include_pad {include}", [1, 2, 16, 16, 16], [5, 5, 5], (
                "dilations", new[] { 2, 2, 2 }),
                ("strides", new[] { 3, 3, 3 }), ("ceil_mode", 1), ("count_include_pad", include));
        }

        yield return Pool("MaxPool", "3-D", [2, 2, 6, 7, 8], [3, 2, 3], ("pads", new[] { 1, 0, 1, 0, 1, 1 }), ("strides", new[] { 2, 1, 2 }));
        yield return Pool(
            "MaxPool",
            "3-D, dilations, ceil_mode",
            [1, 2, 9, 9, 9],
            [2, 3, 2],
            ("dilations", new[] { 2, 2, 3 }),
            ("strides", new[] { 2, 2, 2 }),
            ("ceil_mode", 1));
        foreach (var order in new[] { 0, 1 })
        {
            yield return new ModelCase($"MaxPool with places, storage_order {order}", new ModelBuilder().Input("x", 2, 3, 7, 8)
                .Node(
                    "MaxPool",
                    ["x"],
                    ["y", "i"],
                    ("kernel_shape", new[] { 3, 2 }),
                    ("strides", new[] { 2, 2 }),
                    ("pads", new[] { 1, 0, 1, 1 }),
                    ("storage_order", order))
                .Output("y").Output<long>("i"));
        }

        foreach (var p in new[] { 1, 2, 3, 5 })
        {
            yield return Pool("LpPool", $"degree {p}", [1, 3, 8, 9], [3, 2], ("p", p), ("strides", new[] { 2, 1 }), ("pads", new[] { 1, 0, 1, 1 }));
        }

        yield return Pool("LpPool", "3-D", [1, 2, 6, 7, 8], [3, 2, 3], ("strides", new[] { 2, 1, 2 }));
        yield return new ModelCase("MaxPool double", new ModelBuilder().Input<double>("x", 1, 3, 8, 8)
            .Node("MaxPool", ["x"], ["y"], ("kernel_shape", new[] { 2, 2 })).Output<double>("y"));
        foreach (var type in new[] { "GlobalMaxPool", "GlobalAveragePool" })
        {
            yield return new ModelCase($"{type} 2-D", new ModelBuilder().Input("x", 2, 19, 5, 7).Node(type, ["x"], ["y"]).Output("y"));
            yield return new ModelCase($"{type} 1-D", new ModelBuilder().Input("x", 1, 5, 33).Node(type, ["x"], ["y"]).Output("y"));
            yield return new ModelCase($"{type} one pixel", new ModelBuilder().Input("x", 1, 5, 1, 1).Node(type, ["x"], ["y"]).Output("y"));
        }

        yield return new ModelCase("Conv, Relu, MaxPool", new ModelBuilder().Input("x", 1, 3, 12, 12).Weights("w", 8, 3, 3, 3).Weights("b", 8)
            .Node("Conv", ["x", "w", "b"], ["c"]).Node("Relu", ["c"], ["r"])
                .Node("MaxPool", ["r"], ["y"], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })).Output("y"));
        yield return new ModelCase("Conv, GlobalAveragePool, Flatten, Gemm", new ModelBuilder().Input("x", 1, 3, 12, 12).Weights("w", 8, 3, 3, 3)
            .Weights("b", 8)
            .Node("Conv", ["x", "w", "b"], ["c"]).Node("GlobalAveragePool", ["c"], ["p"]).Node("Flatten", ["p"], ["f"]).Weights("v", 8, 4)
                .Node("Gemm", ["f", "v"], ["y"]).Output("y"));
    }

    private static ModelCase Pool(string type, string name, int[] input, int[] kernel, params (string, object)[] attributes) =>
        new(
            $"{type} {name}",
            new ModelBuilder(attributes.Any(a => a.Item1 == "dilations") ? 22 : 17)
                .Input("x", input)
                .Node(type, ["x"], ["y"], [("kernel_shape", kernel), .. attributes])
                .Output("y"));
}
