using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Operators that are quantized in the model itself, with 8-bit inputs and outputs.</summary>
public class QOperatorTests
{
    private static readonly CaseSet Cases = new([.. Of<byte>(128, 110, 0), .. Of<sbyte>(3, -20, -128)]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> Of<T>(int inputZero, int outputZero, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        string[] x = ["x", "xs", "xz"], z = ["z", "zs", "zz"], y = ["ys", "yz"];
        foreach (var axis in new int?[] { null, 0 })
        {
            var suffix = axis is null ? "per tensor" : "per channel";
            yield return Bits($"QLinearConv {suffix}", Weights<sbyte>(Start([1, 4, 7, 6]), [10, 4, 3, 3], axis, 0)
                .Node("QLinearConv", [.. x, "w", "ws", "wz", .. y], ["y"], ("pads", new[] { 1, 1, 1, 1 })));
            yield return Bits($"QLinearConv with bias {suffix}", Weights<sbyte>(Start([1, 4, 7, 6]), [10, 4, 3, 3], axis, 0)
                .Integers<int>("b", -3000, 3000, 10).Node("QLinearConv", [.. x, "w", "ws", "wz", .. y, "b"], ["y"]));
            yield return Bits($"QLinearConv depthwise {suffix}", Weights<sbyte>(Start([1, 4, 7, 6]), [4, 1, 3, 3], axis, 0)
                .Node("QLinearConv", [.. x, "w", "ws", "wz", .. y], ["y"], ("group", 4), ("strides", new[] { 2, 1 })));
            yield return Bits($"QGemm {suffix}", Weights<sbyte>(Start([3, 24]), [10, 24], axis, 0).Integers<int>("b", -3000, 3000, 10)
                .Node("com.microsoft:QGemm", [.. x, "w", "ws", "wz", "b", .. y], ["y"], ("transB", 1)));
            yield return Bits($"QLinearMatMul {suffix}", Weights<sbyte>(Start([3, 24]), [24, 10], axis is null ? null : 1, 0)
                .Node("QLinearMatMul", [.. x, "w", "ws", "wz", .. y], ["y"]));
        }

        if (typeof(T) == typeof(byte))
        {
            yield return Bits("QLinearConv, uint8 weights", Weights<byte>(Start([1, 4, 7, 6]), [10, 4, 3, 3], null, 120)
                .Node("QLinearConv", [.. x, "w", "ws", "wz", .. y], ["y"]));
            yield return Bits("QLinearMatMul, uint8 weights", Weights<byte>(Start([3, 24]), [24, 10], null, 3)
                .Node("QLinearMatMul", [.. x, "w", "ws", "wz", .. y], ["y"]));
            yield return Bits("QLinearMatMul, batch", Weights<sbyte>(Start([2, 3, 24]), [24, 10], null, 0)
                .Node("QLinearMatMul", [.. x, "w", "ws", "wz", .. y], ["y"]));
            yield return new ModelCase("Byte: QGemm to float", Weights<sbyte>(Start([3, 24]), [24, 10], 1, 0).Integers<int>("b", -3000, 3000, 10)
                .Node("com.microsoft:QGemm", [.. x, "w", "ws", "wz", "b"], ["y"]).Output("y"))
            {
                Likeness = Likeness.Bits,
            };
        }

        foreach (var type in new[] { "QLinearAdd", "QLinearMul" })
        {
            foreach (var shape in new int[][] { [1, 6, 5, 5], [1], [5], [6, 1, 1] })
            {
                yield return Bits($"{type} [{string.Join(", ", shape)}]", Start([1, 6, 5, 5], shape).Node($"com.microsoft:{type}", [.. x, .. z, .. y], ["y"]));
                yield return Bits(
                    $"{type} [{string.Join(", ", shape)}], turned around",
                    Start([1, 6, 5, 5], shape).Node($"com.microsoft:{type}", [.. z, .. x, .. y], ["y"]));
            }
        }

        yield return Bits("QLinearAveragePool", Start([1, 6, 8, 8])
            .Node("com.microsoft:QLinearAveragePool", [.. x, .. y], ["y"], ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 })));
        yield return Bits("QLinearAveragePool, pads", Start([1, 6, 8, 8])
            .Node("com.microsoft:QLinearAveragePool", [.. x, .. y], ["y"], ("kernel_shape", new[] { 3, 3 }), ("pads", new[] { 1, 1, 1, 1 }),
            ("count_include_pad", 1)));
        yield return Bits("QLinearGlobalAveragePool", Start([1, 6, 8, 8]).Node("com.microsoft:QLinearGlobalAveragePool", [.. x, .. y], ["y"]));
        yield return Bits("QLinearConcat", Start([1, 3, 5], [1, 2, 5]).Node("com.microsoft:QLinearConcat", [.. y, .. x, .. z], ["y"], ("axis", 1)));
        yield return Bits("QLinearSigmoid", Start([1, 40]).Node("com.microsoft:QLinearSigmoid", [.. x, .. y], ["y"]));
        yield return Bits("QLinearLeakyRelu", Start([1, 40]).Node("com.microsoft:QLinearLeakyRelu", [.. x, .. y], ["y"], ("alpha", 0.1f)));
        yield return Bits("QLinearSoftmax", Start([1, 40]).Scalar("ps", 1 / 256f).Scalar("pz", T.CreateTruncating(lowest))
            .Node("com.microsoft:QLinearSoftmax", [.. x, "ps", "pz"], ["y"], ("axis", -1), ("opset", 13)));
        yield return Bits("MaxPool", Start([1, 6, 8, 8]).Node("MaxPool", ["x"], ["y"], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })));
        yield return Bits("a whole network", Weights<sbyte>(Start([1, 4, 8, 8]), [6, 4, 3, 3], 0, 0)
            .Node("QLinearConv", [.. x, "w", "ws", "wz", .. y], ["c"], ("pads", new[] { 1, 1, 1, 1 }))
            .Node("MaxPool", ["c"], ["m"], ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }))
                .Node("com.microsoft:QLinearAdd", ["m", .. y, "m", .. y, .. x[1..]], ["a"])
            .Node("com.microsoft:QLinearGlobalAveragePool", ["a", .. x[1..], .. y], ["y"]));

        ModelCase Bits(string name, ModelBuilder model) => new($"{typeof(T).Name}: {name}", model.Output<T>("y")) { Likeness = Likeness.Bits, Samples = 20 };

        ModelBuilder Start(params int[][] shapes)
        {
            var model = new ModelBuilder(20).Input<T>("x", shapes[0]);
            return (shapes.Length > 1 ? model.Input<T>("z", shapes[1]) : model)
                .Scalar("xs", 0.04f).Scalar("xz", T.CreateTruncating(inputZero)).Scalar("zs", 0.023f).Scalar("zz", T.CreateTruncating(inputZero + 9))
                    .Scalar("ys", 0.13f).Scalar("yz", T.CreateTruncating(outputZero));
        }
    }

    private static ModelBuilder Weights<TWeight>(ModelBuilder model, int[] shape, int? axis, int zeroPoint)
        where TWeight : unmanaged, IBinaryInteger<TWeight>
    {
        var count = axis is { } a ? shape[a] : 1;
        int[] parameters = axis is null ? [] : [count];
        var (low, high) = typeof(TWeight) == typeof(byte) ? (0, 255) : (-127, 127);
        return model
            .Integers<TWeight>("w", low, high, shape)
            .Constant("ws", [.. Enumerable.Range(0, count).Select(i => 0.006f + (0.0007f * i))], parameters)
            .Constant("wz", [.. Enumerable.Repeat(TWeight.CreateTruncating(zeroPoint), count)], parameters);
    }
}
