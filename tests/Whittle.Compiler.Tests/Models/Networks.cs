using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Models;

/// <summary>Whole networks of the kinds that the compiler has passes for.</summary>
internal static class Networks
{
    public static IReadOnlyDictionary<string, Func<TestModel>> All { get; } = new Dictionary<string, Func<TestModel>>
    {
        ["perceptron"] = Perceptron,
        ["convolution"] = Convolution,
        ["quantized"] = Quantized,
        ["dynamic"] = Dynamic,
        ["shapes"] = Shapes,
    };

    public static TestModel Perceptron() => new TestModel()
        .Symbolic("x", OnnxElementType.Float, OnnxDimension.Named("batch"), OnnxDimension.Fixed(12))
        .Weights("w0", 12, 8).Weights("b0", 8).Weights("w1", 4, 8).Weights("b1", 4)
        .Node("MatMul", "x w0", "p").Node("Add", "p b0", "h").Node("Relu", "h", "r")
        .Node("Gemm", "r w1 b1", "g", ("transB", 1)).Node("Softmax", "g", "y", ("axis", -1))
        .Output("y");

    public static TestModel Convolution() => new TestModel(17)
        .Input("x", 1, 2, 8, 8)
        .Weights("w0", 4, 2, 3, 3).Weights("b0", 4).Weights("w1", 4, 1, 3, 3).Weights("f", 36, 5)
        .Floats("scale", 1, 2, 3, 4).Floats("shift", 0, 1, 0, 1).Floats("mean", 0.5f, 0, 0, 0).Floats("variance", 1, 1, 2, 4)
        .Node("Conv", "x w0 b0", "c0", ("pads", new[] { 1, 1, 1, 1 }))
        .Node("BatchNormalization", "c0 scale shift mean variance", "n0")
        .Node("Relu", "n0", "r0")
        .Node("Conv", "r0 w1", "c1", ("group", 4), ("pads", new[] { 1, 1, 1, 1 }))
        .Node("Add", "r0 c1", "sum")
        .Node("MaxPool", "sum", "pool", ("kernel_shape", new[] { 3, 3 }), ("strides", new[] { 2, 2 }))
        .Node("Flatten", "pool", "flat")
        .Node("MatMul", "flat f", "y")
        .Output("y");

    public static TestModel Quantized() => new TestModel(13)
        .Input("x", 1, 1, 4, 4)
        .Scalar("sx", 0.02f).Constant(OnnxTensor.FromBytes("zx", [], [7]))
        .Floats("sw", 0.01f, 0.02f).Constant(OnnxTensor.FromSBytes("zw", [2], [0, 0]))
        .Constant(OnnxTensor.FromSBytes("w", [2, 1, 3, 3], [.. Enumerable.Range(0, 18).Select(i => (sbyte)((i * 37 % 255) - 127))]))
        .Scalar("sy", 0.05f).Constant(OnnxTensor.FromBytes("zy", [], [3]))
        .Node("QuantizeLinear", "x sx zx", "q").Node("DequantizeLinear", "q sx zx", "d").Node("DequantizeLinear", "w sw zw", "dw", ("axis", 0))
        .Node("Conv", "d dw", "c", ("pads", new[] { 1, 1, 1, 1 })).Node("Relu", "c", "r")
        .Node("QuantizeLinear", "r sy zy", "qy").Node("DequantizeLinear", "qy sy zy", "y")
        .Output("y");

    public static TestModel Dynamic() => new TestModel()
        .Input("x", 2, 6)
        .Constant(OnnxTensor.FromSBytes("w", [6, 3], [.. Enumerable.Range(0, 18).Select(i => (sbyte)((i * 29 % 255) - 127))]))
        .Constant(OnnxTensor.FromSBytes("zw", [], [0])).Scalar("sw", 0.03f).Floats("b", 1, 2, 3)
        .Node("DynamicQuantizeLinear", "x", "q s z").Node("MatMulInteger", "q w z zw", "i").Node("Cast", "i", "f", ("to", OnnxElementType.Float))
        .Node("Mul", "s sw", "scale").Node("Mul", "f scale", "m").Node("Add", "m b", "y")
        .Output("y");

    /// <summary>Shapes computed from shapes, slices, gathers and joins.</summary>
    public static TestModel Shapes() => new TestModel()
        .Input("x", 2, 3, 4)
        .Integers("zero", 0).Integers("rest", -1).Integers("one", 1).Integers("two", 2).Integers("three", 3).Integers("order", 2, 0)
        .Integers("pads", 0, 1, 0, 1).Scalar("fill", 0.5f)
        .Node("Shape", "x", "s").Node("Gather", "s zero", "first").Node("Concat", "first rest", "target", ("axis", 0)).Node("Reshape", "x target", "flat")
        .Node("Slice", "flat one three one two", "part").Node("Transpose", "part", "turned", ("perm", new[] { 1, 0 }))
        .Node("Gather", "flat order", "picked", ("axis", 1)).Node("ReduceMean", "flat one", "mean")
        .Node("Concat", "part picked mean", "joined", ("axis", 1)).Node("Pad", "joined pads fill", "y")
        .Output("y").Output("turned");
}
