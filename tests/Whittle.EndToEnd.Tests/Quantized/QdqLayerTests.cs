using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Conv, MatMul and Gemm between DequantizeLinear and QuantizeLinear.</summary>
public class QdqLayerTests
{
    private static readonly CaseSet Cases = new([.. Of<byte>(128, 110, 0), .. Of<sbyte>(3, -20, -128)]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Layer_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> Of<T>(int inputZero, int outputZero, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (input, output) = (new Affine(0.03f, inputZero), new Affine(0.21f, outputZero));
        string[] types = ["Conv", "MatMul", "Gemm"];
        foreach (var type in types)
        {
            foreach (var perChannel in new[] { false, true })
            {
                yield return Case("int8 weights", model => model.Weights<sbyte>("w", Shape(type), axis: perChannel ? Axis(type) : null));
                yield return Case("uint8 weights, zero point 128", model => model.Weights<byte>("w", Shape(type), 128, perChannel ? Axis(type) : null, 0, 255));
                yield return Case("uint8 weights, zero point 0", model => model.Weights<byte>("w", Shape(type), 0, perChannel ? Axis(type) : null, 0, 255));
                yield return Case("uint8 weights, zero point 77", model => model.Weights<byte>("w", Shape(type), 77, perChannel ? Axis(type) : null, 0, 255));
                yield return Case("uint8 weights near their zero point",
                    model => model.Weights<byte>("w", Shape(type), 200, perChannel ? Axis(type) : null, 150, 250));
                yield return Case("int8 weights of both ends", model => model.Weights<sbyte>("w", Shape(type), axis: perChannel ? Axis(type) : null,
                    low: -128, high: 127));
                if (type != "MatMul")
                {
                    yield return Case("int32 bias", model => model.Weights<sbyte>("w", Shape(type), axis: perChannel ? Axis(type) : null)
                        .Bias("b", 10, input, perChannel), bias: true);
                    yield return Case("float bias", model => FloatBias(model.Weights<sbyte>("w", Shape(type), axis: perChannel ? Axis(type) : null)),
                        bias: true);
                }

                ModelCase Case(string name, Func<QdqModel<T>, QdqModel<T>> weights, bool bias = false)
                {
                    var model = weights(new QdqModel<T>().Input("x", input, InputShape(type)));
                    model.Node(type, ["x", "w", .. bias ? new[] { "b" } : []], "y").Output("y", output);
                    return Bits($"{type} {typeof(T).Name}, {name}, {(perChannel ? "per channel" : "per tensor")}", model);
                }
            }
        }

        yield return Bits($"Conv {typeof(T).Name}, then Relu that Q clips", Conv<T>(input, [12, 4, 3, 3], ("pads", new[] { 1, 1, 1, 1 }))
            .Node("Relu", ["c"], "y").Output("y", new Affine(0.2f, lowest)));
        yield return Bits($"Conv {typeof(T).Name}, groups", Conv<T>(input, [12, 2, 3, 3], ("group", 2)).Output("c", output));
        yield return Bits($"Conv {typeof(T).Name}, depthwise", Conv<T>(input, [4, 1, 3, 3], ("group", 4), ("pads", new[] { 1, 1, 1, 1 })).Output("c", output));
        yield return Bits($"Conv {typeof(T).Name}, 1x1", Conv<T>(input, [21, 4, 1, 1]).Output("c", output));
        yield return Bits($"Conv {typeof(T).Name}, strides, dilations, asymmetric pads",
            Conv<T>(input, [9, 4, 3, 2], ("strides", new[] { 2, 1 }), ("dilations", new[] { 1, 2 }), ("pads", new[] { 0, 1, 2, 1 })).Output("c", output));
        yield return Bits($"Conv {typeof(T).Name}, SAME_LOWER", Conv<T>(input, [9, 4, 2, 2], ("auto_pad", "SAME_LOWER"), ("strides", new[] { 2, 2 }))
            .Output("c", output));
        yield return Bits($"Conv {typeof(T).Name}, one-dimensional", new QdqModel<T>().Input("x", input, 1, 4, 19).Weights<sbyte>("w", [6, 4, 3], axis: 0)
            .Node("Conv", ["x", "w"], "y", ("pads", new[] { 1, 1 })).Output("y", output));
        yield return Bits($"Gemm {typeof(T).Name}, transB", new QdqModel<T>().Input("x", input, 3, 24).Weights<sbyte>("w", [10, 24], axis: 0)
            .Node("Gemm", ["x", "w"], "y", ("transB", 1)).Output("y", output));
        yield return Bits($"Gemm {typeof(T).Name}, alpha", new QdqModel<T>().Input("x", input, 3, 24).Weights<sbyte>("w", [24, 10])
            .Node("Gemm", ["x", "w"], "y", ("alpha", 0.7f)).Output("y", output));
        yield return Bits($"Gemm {typeof(T).Name}, wide", new QdqModel<T>().Input("x", input, 1, 300).Weights<sbyte>("w", [300, 70], axis: 1)
            .Node("Gemm", ["x", "w"], "y").Output("y", new Affine(1.3f, outputZero)));
        yield return Bits($"MatMul {typeof(T).Name}, batch", new QdqModel<T>().Input("x", input, 2, 3, 24).Weights<sbyte>("w", [24, 10], axis: 1)
            .Node("MatMul", ["x", "w"], "y").Output("y", output));
        yield return Bits($"three layers {typeof(T).Name}", Conv<T>(input, [12, 4, 3, 3]).Node("Relu", ["c"], "r")
            .RoundTrip("r", new Affine(0.15f, lowest), "rq").Node("MaxPool", ["rq"], "p", ("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 }))
            .RoundTrip("p", new Affine(0.15f, lowest), "pq").Node("Flatten", ["pq"], "f").RoundTrip("f", new Affine(0.15f, lowest), "fq")
                .Weights<sbyte>("v", [108, 10], axis: 1).Node("Gemm", ["fq", "v"], "y").Output("y", new Affine(2.1f, outputZero)));
    }

    private static QdqModel<T> Conv<T>(Affine input, int[] weights, params (string, object)[] attributes)
        where T : unmanaged, IBinaryInteger<T> => new QdqModel<T>()
        .Input("x", input, 1, 4, 8, 8)
        .Weights<sbyte>("w", weights, axis: 0)
        .Bias("b", weights[0], input, perChannel: true)
        .Node("Conv", ["x", "w", "b"], "c", attributes);

    private static QdqModel<T> FloatBias<T>(QdqModel<T> model)
        where T : unmanaged, IBinaryInteger<T>
    {
        model.Model.Weights("b", 10);
        return model;
    }

    private static int[] InputShape(string type) => type == "Conv" ? [1, 4, 7, 6] : [3, 24];

    private static int[] Shape(string type) => type == "Conv" ? [10, 4, 3, 3] : [24, 10];

    private static int Axis(string type) => type == "Conv" ? 0 : 1;

    private static ModelCase Bits<T>(string name, QdqModel<T> model)
        where T : unmanaged, IBinaryInteger<T> => new(name, model.Model) { Likeness = Likeness.Bits, Samples = 20 };
}
