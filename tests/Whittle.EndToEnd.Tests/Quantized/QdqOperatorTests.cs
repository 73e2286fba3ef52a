using System.Numerics;
using Whittle.EndToEnd.Tests.Harness;

namespace Whittle.EndToEnd.Tests.Quantized;

/// <summary>Operators without weights between DequantizeLinear and QuantizeLinear.</summary>
public class QdqOperatorTests
{
    private static readonly CaseSet Cases = new([.. Of<byte>(128, 110, 0), .. Of<sbyte>(3, -20, -128)]);

    public static TheoryData<string> Names => Cases.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void Operator_HasTheBitsOfOnnxRuntime(string name) => Cases.Check(name);

    private static IEnumerable<ModelCase> Of<T>(int inputZero, int outputZero, int lowest)
        where T : unmanaged, IBinaryInteger<T>
    {
        var (same, other) = (new Affine(0.04f, inputZero), new Affine(0.031f, outputZero));
        (string Name, (string, object)[] Attributes)[] unary =
        [
            ("AveragePool", [("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })]),
            ("AveragePool", [("kernel_shape", new[] { 3, 3 }), ("pads", new[] { 1, 1, 1, 1 })]),
            ("AveragePool", [("kernel_shape", new[] { 3, 3 }), ("pads", new[] { 1, 0, 1, 2 }), ("count_include_pad", 1)]),
            ("AveragePool", [("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }), ("ceil_mode", 1)]),
            ("AveragePool", [("kernel_shape", new[] { 8, 8 })]),
            ("GlobalAveragePool", []),
            ("MaxPool", [("kernel_shape", new[] { 2, 2 }), ("strides", new[] { 2, 2 })]),
            ("MaxPool", [("kernel_shape", new[] { 3, 3 }), ("pads", new[] { 1, 1, 1, 1 })]),
            ("GlobalMaxPool", []),
            ("Sigmoid", []),
            ("LeakyRelu", [("alpha", 0.1f)]),
            ("Relu", []),
            ("Tanh", []),
            ("HardSigmoid", []),
            ("HardSwish", []),
            ("Elu", []),
            ("Abs", []),
            ("Neg", []),
            ("Transpose", [("perm", new[] { 0, 2, 3, 1 })]),
            ("Flatten", [("axis", 1)]),
        ];
        foreach (var (type, attributes) in unary)
        {
            var text = string.Join(" ", attributes.Select(a => a.Item1 + "=" + (a.Item2 is int[] list ? string.Join(",",
                list) : FormattableString.Invariant($"{a.Item2}"))));
            foreach (var output in new[] { same, other })
            {
                yield return Bits($"{type} {text}", output, new QdqModel<T>().Input("x", same, 1, 6, 8, 8).Node(type, ["x"], "y", attributes)
                    .Output("y", output));
            }
        }

        foreach (var axis in new[] { 1, 3, -1 })
        {
            yield return Bits(FormattableString.Invariant($"Softmax axis {axis}"), other, new QdqModel<T>().Input("x", same, 1, 6, 8, 8)
                .Node("Softmax", ["x"], "y", ("axis", axis)).Output("y", new Affine(1 / 256f, lowest)));
        }

        foreach (var (name, dimensions) in new (string, int[])[] { ("alike", [1, 6, 8, 8]), ("scalar", [1]), ("row", [8]), ("channels", [6, 1, 1]) })
        {
            foreach (var type in new[] { "Add", "Mul", "Sub" })
            {
                yield return Bits($"{type} {name}", other, new QdqModel<T>().Input("x", same, 1, 6, 8, 8).Input("z", other, dimensions)
                    .Node(type, ["x", "z"], "y").Output("y", new Affine(0.06f, outputZero)));
                yield return Bits($"{type} {name}, turned around", other, new QdqModel<T>().Input("x", same, 1, 6, 8, 8).Input("z", other, dimensions)
                    .Node(type, ["z", "x"], "y").Output("y", new Affine(0.06f, outputZero)));
            }
        }

        yield return Bits("Add of a quantized constant", other, Constant(new QdqModel<T>().Input("x", same, 1, 16)).Node("Add", ["x", "k"], "y")
            .Output("y", other));
        yield return Bits("Add of a value with itself", other, new QdqModel<T>().Input("x", same, 1, 16).Node("Add", ["x", "x"], "y")
            .Output("y", new Affine(0.08f, outputZero)));
        yield return Bits("Add, then Relu that Q clips", other, new QdqModel<T>().Input("x", same, 1, 16).Input("z", other, 1, 16)
            .Node("Add", ["x", "z"], "s").Node("Relu", ["s"], "y").Output("y", new Affine(0.05f, lowest)));
        yield return Bits("Concat", other, new QdqModel<T>().Input("x", same, 1, 3, 5).Input("z", other, 1, 2, 5).Node("Concat", ["x", "z"], "y", ("axis", 1))
            .Output("y", new Affine(0.05f, outputZero)));
        yield return Bits("Concat of one scale", same, new QdqModel<T>().Input("x", same, 1, 3, 5).Input("z", same, 1, 2, 5)
            .Node("Concat", ["x", "z"], "y", ("axis", 1)).Output("y", same));
        yield return Bits("Clip", same, Bounds(new QdqModel<T>().Input("x", same, 1, 40)).Node("Clip", ["x", "low", "high"], "y").Output("y", same));
        yield return Bits("Clip", other, Bounds(new QdqModel<T>().Input("x", same, 1, 40)).Node("Clip", ["x", "low", "high"], "y").Output("y", other));
        yield return Bits("Reshape", same, Shape(new QdqModel<T>().Input("x", same, 1, 40)).Node("Reshape", ["x", "shape"], "y").Output("y", same));
        yield return Bits("Reshape", other, Shape(new QdqModel<T>().Input("x", same, 1, 40)).Node("Reshape", ["x", "shape"], "y").Output("y", other));
        yield return Bits("Pad", same, Pads(new QdqModel<T>().Input("x", same, 1, 3, 5)).Node("Pad", ["x", "pads"], "y").Output("y", same));
        yield return Bits("Pad", other, Pads(new QdqModel<T>().Input("x", same, 1, 3, 5)).Node("Pad", ["x", "pads"], "y").Output("y", other));

        // ONNX Runtime makes one pair of two in a row, with a scale of its own: the model's meaning is what it does without optimizations.
        yield return Bits("two pairs in a row", other, new QdqModel<T>().Input("x", same, 1, 40).Output("x", other)) with { Optimized = false };

        ModelCase Bits(string name, Affine output, QdqModel<T> model) =>
            new($"{typeof(T).Name}, {(output == same ? "same" : "other")} parameters: {name}", model.Model) { Likeness = Likeness.Bits, Samples = 20 };

        QdqModel<T> Constant(QdqModel<T> model)
        {
            model.Model.Integers<T>("k_quantized", 0, 100, 16).Scalar("k_scale", 0.013f).Scalar("k_zero", T.CreateTruncating(50))
                .Node("DequantizeLinear", ["k_quantized", "k_scale", "k_zero"], ["k"]);
            return model;
        }

        static QdqModel<T> Bounds(QdqModel<T> model) => With(model, builder => builder.Scalar("low", -0.5f).Scalar("high", 1f));

        static QdqModel<T> Shape(QdqModel<T> model) => With(model, builder => builder.Vector<long>("shape", 5, 8));

        static QdqModel<T> Pads(QdqModel<T> model) => With(model, builder => builder.Vector<long>("pads", 0, 1, 0, 0, 0, 2));

        static QdqModel<T> With(QdqModel<T> model, Func<ModelBuilder, ModelBuilder> add)
        {
            add(model.Model);
            return model;
        }
    }
}
