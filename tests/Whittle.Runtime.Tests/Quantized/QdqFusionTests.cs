namespace Whittle.Runtime.Tests.Quantized;

/// <summary>Which operators between DequantizeLinear and QuantizeLinear ONNX Runtime computes in integers (docs/quantization-semantics.md).</summary>
public class QdqFusionTests
{
    [Theory]
    [InlineData("AveragePool", false, "QLinearAveragePool")]
    [InlineData("GlobalAveragePool", false, "QLinearGlobalAveragePool")]
    [InlineData("Softmax", false, "QLinearSoftmax")]
    [InlineData("Sigmoid", false, "QLinearSigmoid")]
    [InlineData("LeakyRelu", false, "QLinearLeakyRelu")]
    [InlineData("MaxPool", true, "MaxPool")]
    [InlineData("MaxPool", false, "DequantizeLinear MaxPool QuantizeLinear")]
    [InlineData("Flatten", true, "Flatten")]
    [InlineData("Flatten", false, "DequantizeLinear Flatten QuantizeLinear")]
    [InlineData("Transpose", true, "Transpose")]
    [InlineData("Transpose", false, "DequantizeLinear Transpose QuantizeLinear")]
    [InlineData("Relu", true, "DequantizeLinear Relu QuantizeLinear")]
    [InlineData("Relu", false, "DequantizeLinear Relu QuantizeLinear")]
    [InlineData("Clip", false, "DequantizeLinear Clip QuantizeLinear")]
    [InlineData("Tanh", false, "DequantizeLinear Tanh QuantizeLinear")]
    [InlineData("HardSwish", false, "DequantizeLinear HardSigmoid Mul QuantizeLinear")]
    [InlineData("GlobalMaxPool", true, "DequantizeLinear GlobalMaxPool QuantizeLinear")]
    public void Unary_OfEitherType_IsExecutedAs(string operation, bool sameParameters, string expected)
    {
        Check<byte>(130, 90);
        Check<sbyte>(2, -38);

        void Check<T>(int inputZeroPoint, int outputZeroPoint)
            where T : unmanaged
        {
            (string, object)[] attributes = operation is "AveragePool" or "MaxPool" ? [("kernel_shape", new[] { 2, 2 })] : [];
            string[] inputs = operation == "Clip" ? ["xf", "low", "high"] : ["xf"];
            var model = QdqModel<T>(inputZeroPoint, outputZeroPoint)
                .Node(operation, inputs, ["yf"], attributes)
                .Node("QuantizeLinear", ["yf", sameParameters ? "xs" : "ys", sameParameters ? "xz" : "yz"], ["y"]);
            Assert.Equal(expected, string.Join(' ', OrtSession.OptimizedOperators(model.ToBytes())));
        }
    }

    [Theory]
    [InlineData("Add", "QLinearAdd")]
    [InlineData("Mul", "QLinearMul")]
    [InlineData("Concat", "QLinearConcat")]
    [InlineData("Sub", "DequantizeLinear DequantizeLinear Sub QuantizeLinear")]
    [InlineData("Div", "DequantizeLinear DequantizeLinear Div QuantizeLinear")]
    public void Binary_OfEitherType_IsExecutedAs(string operation, string expected)
    {
        Check<byte>(130, 90);
        Check<sbyte>(2, -38);

        void Check<T>(int inputZeroPoint, int outputZeroPoint)
            where T : unmanaged
        {
            (string, object)[] attributes = operation == "Concat" ? [("axis", 1)] : [];
            var model = QdqModel<T>(inputZeroPoint, outputZeroPoint)
                .Input<T>("b", 1, 4, 8, 8)
                .Node("DequantizeLinear", ["b", "ys", "xz"], ["bf"])
                .Node(operation, ["xf", "bf"], ["yf"], attributes)
                .Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"]);
            Assert.Equal(expected, string.Join(' ', OrtSession.OptimizedOperators(model.ToBytes())));
        }
    }

    [Theory]
    [InlineData(0, "QLinearAdd")]
    [InlineData(90, "DequantizeLinear DequantizeLinear Add Relu QuantizeLinear")]
    public void AddRelu_IsIntegerOnlyWhenQuantizationClipsAtZero(int outputZeroPoint, string expected)
    {
        var model = QdqModel<byte>(130, outputZeroPoint)
            .Input<byte>("b", 1, 4, 8, 8)
            .Node("DequantizeLinear", ["b", "ys", "xz"], ["bf"])
            .Node("Add", ["xf", "bf"], ["sum"])
            .Node("Relu", ["sum"], ["yf"])
            .Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"]);
        Assert.Equal(expected, string.Join(' ', OrtSession.OptimizedOperators(model.ToBytes())));
    }

    private static OrtModel QdqModel<T>(int inputZeroPoint, int outputZeroPoint)
        where T : unmanaged => new OrtModel()
        .Input<T>("x", 1, 4, 8, 8)
        .Scalar("xs", 0.1f)
        .Scalar("xz", Whittle.Runtime.Kernels.Element8.FromInt32<T>(inputZeroPoint))
        .Scalar("ys", 0.07f)
        .Scalar("yz", Whittle.Runtime.Kernels.Element8.FromInt32<T>(outputZeroPoint))
        .Scalar("low", 0f)
        .Scalar("high", 6f)
        .Node("DequantizeLinear", ["x", "xs", "xz"], ["xf"])
        .Output<T>("y");
}
