using Whittle.Runtime.Kernels;

namespace Whittle.Runtime.Tests.Quantized;

/// <summary>How ONNX Runtime computes quantized layers: the multiplier's order and the bias, as docs/quantization-semantics.md says.</summary>
public class QdqLayerTests
{
    private const int Rows = 40, Depth = 24, Channels = 19;

    private const float InputScale = 0.0317f, OutputScale = 0.0973f;

    private const int InputZeroPoint = 113, OutputZeroPoint = 131;

    [Theory]
    [InlineData("Conv", "QLinearConv")]
    [InlineData("MatMul", "QLinearMatMul")]
    [InlineData("Gemm", "QGemm")]
    public void Multiplier_IsInputTimesWeightByOutput_EachStepInFloat(string operation, string expected)
    {
        var random = new Random(5);
        var differing = 0;
        for (var found = 0; found < 20;)
        {
            // Only scales where the order of the operations shows: one way gives 1/2, hence ties, another its neighbour.
            float xs = random.Next(1, 200) * 0.01f, ws = random.Next(1, 200) * 0.001f;
            var ys = (float)((double)xs * ws * 2);
            float ordered = xs * ws / ys, other = xs * (ws / ys);
            if (ordered == other || (ordered != 0.5f && other != 0.5f))
            {
                continue;
            }

            found++;
            var isConv = operation == "Conv";
            var model = new OrtModel()
                .Input<byte>("x", isConv ? [256, 1, 1, 1] : [256, 1])
                .Scalar("xs", xs)
                .Scalar("xz", (byte)0)
                .Constant("w", new sbyte[] { 1, 1 }, isConv ? [2, 1, 1, 1] : [1, 2])
                .Constant("ws", [ws, ws], 2)
                .Constant("wz", new sbyte[2], 2)
                .Scalar("ys", ys)
                .Scalar("yz", (byte)0)
                .Node("DequantizeLinear", ["x", "xs", "xz"], ["xf"])
                .Node("DequantizeLinear", ["w", "ws", "wz"], ["wf"], ("axis", isConv ? 0 : 1))
                .Node(operation, ["xf", "wf"], ["yf"])
                .Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"])
                .Output<byte>("y");
            Assert.Contains(expected, OrtSession.OptimizedOperators(model.ToBytes()));
            using var session = model.Open();
            var accumulators = Enumerable.Range(0, 512).Select(i => i / 2).ToArray();
            var actual = session.Run<byte>([Enumerable.Range(0, 256).Select(i => (byte)i).ToArray()]);
            var output = new byte[512];
            Requantize.Run(accumulators, output, [other, other], 0, pixels: 256, channels: 2);
            differing += output.AsSpan().SequenceEqual(actual) ? 0 : 1;
            Requantize.Run(accumulators, output, [ordered, ordered], 0, pixels: 256, channels: 2);
            Assert.Equal(actual, output);
        }

        Assert.True(differing > 0, "The scales do not tell the orders apart.");
    }

    [Theory]
    [InlineData("Conv", 1f, true)]
    [InlineData("Conv", 3f, false)]
    [InlineData("Gemm", 1f, true)]
    [InlineData("Gemm", 3f, true)]
    public void IntegerBias_OfAnotherScale_KeepsConvInFloatAndIsTakenRawByGemm(string operation, float factor, bool isInteger)
    {
        var layer = new Layer(operation);
        int[] bias = [.. Enumerable.Range(0, Channels).Select(_ => layer.Random.Next(-3000, 3000))];
        float[] biasScales = [.. layer.WeightScales.Select(w => InputScale * w * factor)];
        var model = layer.Model()
            .Constant("b", bias, Channels)
            .Constant("bs", biasScales, Channels)
            .Node("DequantizeLinear", ["b", "bs"], ["bf"], ("axis", 0));
        model = layer.Finish(model);
        Assert.Equal(isInteger, OrtSession.OptimizedOperators(model.ToBytes()).Any(name => name is "QLinearConv" or "QGemm"));
        using var session = model.Open();
        var actual = session.Run<byte>([layer.Input]);
        if (isInteger)
        {
            Assert.Equal(layer.Integer(bias), actual);
        }
        else
        {
            Assert.NotEqual(layer.Integer(bias), actual);
        }
    }

    [Theory]
    [InlineData("Conv")]
    [InlineData("Gemm")]
    [InlineData("MatMulAdd")]
    public void FloatBias_IsRoundedToTheAccumulatorsScale(string operation)
    {
        var layer = new Layer(operation);
        float[] bias = [.. Enumerable.Range(0, Channels).Select(_ => ((float)layer.Random.NextDouble() * 4) - 2)];
        var model = layer.Finish(layer.Model().Constant("bf", bias, Channels));
        Assert.Contains(OrtSession.OptimizedOperators(model.ToBytes()), name => name is "QLinearConv" or "QGemm");
        using var session = model.Open();
        int[] rounded = [.. bias.Select((b, c) => Element8.Round(b / (InputScale * layer.WeightScales[c])))];
        Assert.Equal(layer.Integer(rounded), session.Run<byte>([layer.Input]));
    }

    [Fact]
    public void GemmAlphaWithoutBias_MultipliesTheInputScaleFirst()
    {
        var layer = new Layer("Gemm");
        var model = layer.Model()
            .Node("Gemm", ["xf", "wf"], ["yf"], ("alpha", 0.7f), ("transB", 1))
            .Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"]);
        Assert.Contains("QGemm", OrtSession.OptimizedOperators(model.ToBytes()));
        using var session = model.Open();
        Assert.Equal(layer.Integer(new int[Channels], alpha: 0.7f), session.Run<byte>([layer.Input]));
    }

    [Fact]
    public void UnaryBetweenDequantizeAndQuantize_EqualsItsTable()
    {
        Check("Relu", x => Math.Max(x, 0f));
        Check("Tanh", MathF.Tanh);
        Check("HardSigmoid", x => Math.Min(Math.Max((0.2f * x) + 0.5f, 0f), 1f));
        Check("Identity", null);
        Check("Abs", MathF.Abs);

        static void Check(string operation, Func<float, float>? function)
        {
            var random = new Random(7);
            var all = Enumerable.Range(0, 256).Select(i => (byte)i).ToArray();
            for (var trial = 0; trial < 20; trial++)
            {
                float xs = Samples.Scale(random), ys = operation is "Tanh" or "HardSigmoid" ? 1f / 128 : Samples.Scale(random);
                int xz = random.Next(256), yz = random.Next(256);
                using var session = new OrtModel()
                    .Input<byte>("x", 256)
                    .Scalar("xs", xs)
                    .Scalar("xz", (byte)xz)
                    .Scalar("ys", ys)
                    .Scalar("yz", (byte)yz)
                    .Node("DequantizeLinear", ["x", "xs", "xz"], ["xf"])
                    .Node(operation, ["xf"], ["yf"])
                    .Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"])
                    .Output<byte>("y")
                    .Open();
                Assert.Equal(session.Run<byte>([all]), QuantizedTables.Unary(function, signed: false, xs, xz, ys, yz));
            }
        }
    }

    /// <summary>A layer with signed weights per channel, and its result by integer arithmetic.</summary>
    private sealed class Layer
    {
        private readonly string _operation;

        private readonly sbyte[] _weights;

        public Layer(string operation)
        {
            _operation = operation;
            Input = Samples.Elements<byte>(Random, Rows * Depth);
            _weights = Samples.Elements<sbyte>(Random, Depth * Channels);
            WeightScales = [.. Enumerable.Range(0, Channels).Select(_ => 0.003f + ((float)Random.NextDouble() * 0.02f))];
        }

        public Random Random { get; } = new(17);

        public byte[] Input { get; }

        public float[] WeightScales { get; }

        public OrtModel Model()
        {
            var isConv = _operation == "Conv";
            var isGemm = _operation == "Gemm";
            var weights = isConv || isGemm ? _weights : WeightsByDepth();
            return new OrtModel()
                .Input<byte>("x", isConv ? [Rows, Depth, 1, 1] : [Rows, Depth])
                .Scalar("xs", InputScale)
                .Scalar("xz", (byte)InputZeroPoint)
                .Constant("w", weights, isConv ? [Channels, Depth, 1, 1] : isGemm ? [Channels, Depth] : [Depth, Channels])
                .Constant("ws", WeightScales, Channels)
                .Constant("wz", new sbyte[Channels], Channels)
                .Scalar("ys", OutputScale)
                .Scalar("yz", (byte)OutputZeroPoint)
                .Node("DequantizeLinear", ["x", "xs", "xz"], ["xf"])
                .Node("DequantizeLinear", ["w", "ws", "wz"], ["wf"], ("axis", isConv || isGemm ? 0 : 1))
                .Output<byte>("y");
        }

        public OrtModel Finish(OrtModel model)
        {
            model = _operation switch
            {
                "Conv" => model.Node("Conv", ["xf", "wf", "bf"], ["yf"]),
                "Gemm" => model.Node("Gemm", ["xf", "wf", "bf"], ["yf"], ("transB", 1)),
                _ => model.Node("MatMul", ["xf", "wf"], ["product"]).Node("Add", ["product", "bf"], ["yf"]),
            };
            return model.Node("QuantizeLinear", ["yf", "ys", "yz"], ["y"]);
        }

        public byte[] Integer(int[] bias, float alpha = 1f)
        {
            var (accumulators, _) = IntegerProduct.Of(Input, InputZeroPoint, WeightsByDepth(), Rows, Depth, Channels);
            for (var i = 0; i < accumulators.Length; i++)
            {
                accumulators[i] += bias[i % Channels];
            }

            var output = new byte[accumulators.Length];
            Requantize.Run(
                accumulators, output, [.. WeightScales.Select(w => alpha * InputScale * w / OutputScale)], OutputZeroPoint, Rows, Channels);
            return output;
        }

        private sbyte[] WeightsByDepth() =>
            [.. Enumerable.Range(0, _weights.Length).Select(i => _weights[(i % Channels * Depth) + (i / Channels)])];
    }
}
