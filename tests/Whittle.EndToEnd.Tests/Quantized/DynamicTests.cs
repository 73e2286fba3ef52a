using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Layers whose input is quantized by its own range.</summary>
public class DynamicTests
{
    private static readonly CaseSet Cases = new(All());

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Layer_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> All()
    {
        foreach (var bias in new[] { false, true })
        {
            yield return Bits($"MatMulInteger, int8 weights, bias {bias}", MatMul<sbyte>([1, 24], 0, perChannel: false, bias));
            yield return Bits($"MatMulInteger, int8 weights per channel, bias {bias}", MatMul<sbyte>([1, 24], 0, perChannel: true, bias));
            yield return Bits($"MatMulInteger, uint8 weights, bias {bias}", MatMul<byte>([1, 24], 128, perChannel: false, bias));
            yield return Bits($"MatMulInteger, uint8 weights, zero point 0, bias {bias}", MatMul<byte>([1, 24], 0, perChannel: false, bias));
            yield return Bits($"MatMulInteger, rows, bias {bias}", MatMul<sbyte>([5, 24], 0, perChannel: false, bias));
            yield return Bits($"MatMulInteger, batch, bias {bias}", MatMul<sbyte>([2, 5, 24], 0, perChannel: false, bias));
            yield return Bits($"ConvInteger, bias {bias}", Convolution<byte>(128, bias));
            yield return Bits($"ConvInteger, padded, bias {bias}", Convolution<byte>(110, bias, ("pads", new[] { 1, 1, 1, 1 })));
            yield return Bits($"ConvInteger, strides, groups, bias {bias}", Convolution<byte>(110, bias, ("strides", new[] { 2, 2 }), ("group", 2)));
        }

        yield return Bits("then Relu", MatMul<sbyte>([1, 24], 0, perChannel: false, bias: true, "s").Node("Relu", ["s"], ["y"]).Output("y"));
        yield return Bits("DynamicQuantizeLinear alone", new ModelBuilder().Input("x", 3, 40).Node("DynamicQuantizeLinear", ["x"], ["q", "s", "z"])
            .Output<byte>("q").Output("s").Output<byte>("z"));
        yield return Bits("MatMulInteger of bytes", new ModelBuilder().Input<byte>("x", 3, 24).Integers<sbyte>("w", -127, 127, 24, 10).Scalar<byte>("xz", 100)
            .Node("MatMulInteger", ["x", "w", "xz"], ["y"]).Output<int>("y"));
        yield return Bits("ConvInteger of bytes", new ModelBuilder().Input<byte>("x", 1, 4, 7, 6).Integers<byte>("w", 0, 255, 6, 4, 3, 3)
            .Scalar<byte>("xz", 100).Scalar<byte>("wz", 120)
            .Node("ConvInteger", ["x", "w", "xz", "wz"], ["y"], ("pads", new[] { 1, 1, 1, 1 })).Output<int>("y"));
        yield return Bits("two layers", MatMul<sbyte>([1, 24], 0, perChannel: true, bias: true, "s").Node("Relu", ["s"], ["r"])
            .Node("DynamicQuantizeLinear", ["r"], ["rq", "rs", "rz"])
            .Integers<sbyte>("v", -127, 127, 10, 7).Scalar("vs", 0.02f).Node("MatMulInteger", ["rq", "v", "rz"], ["va"])
                .Node("Cast", ["va"], ["vc"], ("to", 1)).Node("Mul", ["rs", "vs"], ["vm"])
            .Node("Mul", ["vc", "vm"], ["y"]).Output("y"));
    }

    private static ModelCase Bits(string name, ModelBuilder model) => new(name, model) { Likeness = Likeness.Bits, Samples = 20 };

    private static ModelBuilder MatMul<TWeight>(int[] input, int zeroPoint, bool perChannel, bool bias, string? output = null)
        where TWeight : unmanaged, IBinaryInteger<TWeight>
    {
        var model = Weights<TWeight>(new ModelBuilder().Input("x", input), [24, 10], zeroPoint, perChannel)
            .Node("DynamicQuantizeLinear", ["x"], ["q", "qs", "qz"])
            .Node("MatMulInteger", ["q", "w", "qz", "wz"], ["acc"]);
        return Scaled(model, bias, [10], output);
    }

    private static ModelBuilder Convolution<TWeight>(int zeroPoint, bool bias, params (string, object)[] attributes)
        where TWeight : unmanaged, IBinaryInteger<TWeight>
    {
        var groups = attributes.Any(attribute => attribute.Item1 == "group") ? 2 : 1;
        var model = Weights<TWeight>(new ModelBuilder().Input("x", 1, 4, 7, 6), [6, 4 / groups, 3, 3], zeroPoint, perChannel: false)
            .Node("DynamicQuantizeLinear", ["x"], ["q", "qs", "qz"])
            .Node("ConvInteger", ["q", "w", "qz", "wz"], ["acc"], attributes);
        return Scaled(model, bias, [1, 6, 1, 1], output: null);
    }

    /// <summary>float(acc) · (input scale · weight scale), plus the bias, as quantizers write it.</summary>
    private static ModelBuilder Scaled(ModelBuilder model, bool bias, int[] biasShape, string? output)
    {
        var product = bias ? "scaled" : output ?? "y";
        model.Node("Cast", ["acc"], ["real"], ("to", 1)).Node("Mul", ["qs", "ws"], ["scale"]).Node("Mul", ["real", "scale"], [product]);
        if (bias)
        {
            model.Weights("b", biasShape).Node("Add", ["scaled", "b"], [output ?? "y"]);
        }

        return output is null ? model.Output("y") : model;
    }

    private static ModelBuilder Weights<TWeight>(ModelBuilder model, int[] shape, int zeroPoint, bool perChannel)
        where TWeight : unmanaged, IBinaryInteger<TWeight>
    {
        var (low, high) = typeof(TWeight) == typeof(byte) ? (0, 255) : (-127, 127);
        var count = perChannel ? shape[^1] : 1;
        int[] parameters = perChannel ? [count] : [];
        return model
            .Integers<TWeight>("w", low, high, shape)
            .Constant("ws", [.. Enumerable.Range(0, count).Select(i => 0.01f + (0.001f * i))], parameters)
            .Constant("wz", [.. Enumerable.Repeat(TWeight.CreateTruncating(zeroPoint), count)], parameters);
    }
}
