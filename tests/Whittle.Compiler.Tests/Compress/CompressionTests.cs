using Whittle.Compiler.Settings;
using Whittle.Compiler.Tests.Models;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Compress;

public class CompressionTests
{
    [Theory]
    [InlineData(8, "int8 per channel")]
    [InlineData(4, "int4 per channel")]
    public void Quantize_MakesEveryLayerDynamicInt8(int bits, string words)
    {
        var plan = Compressed.Plan(Networks.Convolution(), new CompressionOptions { WeightBits = bits });

        Assert.Equal(["ConvolutionInt8Dynamic", "DepthwiseConvolutionInt8Dynamic", "FullyConnectedInt8Dynamic"], plan.Layers.Select(layer => layer.Kernel));
        Assert.All(plan.Layers, layer =>
        {
            Assert.Equal(ElementType.Int8, layer.WeightType);
            Assert.Equal(words, layer.Compressed);
            Assert.InRange(layer.WeightDeviation!.SignalToNoise, bits == 8 ? 35 : 14, bits == 8 ? 60 : 35);
            Assert.True(bits == 8 || layer.DistinctValues <= 15);
        });
        var output = Assert.Single(plan.OutputDeviations);
        Assert.Equal(("y", 16, "seeded random input"), (output.Output, output.Samples, output.Data));
        Assert.InRange(output.Deviation.SignalToNoise, 5, 60);
    }

    /// <summary>Transpositions between the layers would mean that dynamic quantization stands in their way.</summary>
    [Fact]
    public void Quantize_LeavesNothingToMove() =>
        Assert.Single(Compressed.Plan(Networks.Convolution(), new CompressionOptions { WeightBits = 8 }).Steps, step => step.Call.Target == "Transpose.Run");

    [Fact]
    public void Prune_GlobalShareIsExact()
    {
        var plan = Compressed.Plan(Networks.Perceptron(), Compressed.Prune("0.75"));

        // 12 x 8 and 4 x 8 weights.
        Assert.Equal(128 - 96, plan.Layers.Sum(layer => layer.NonZeros));
        Assert.Contains(plan.Layers, layer => layer.Compressed.StartsWith("pruned to ", StringComparison.Ordinal));
    }

    [Fact]
    public void Prune_ByLayerTouchesNoOther()
    {
        var plan = Compressed.Plan(Networks.Perceptron(), Compressed.Prune("n0=0.5"));

        Assert.Equal((48, "pruned to 50 % zeros"), (plan.Layers[0].NonZeros, plan.Layers[0].Compressed));
        Assert.Equal("", plan.Layers[1].Compressed);
        Assert.Null(plan.Layers[1].WeightDeviation);
    }

    [Fact]
    public void Prune_UnknownLayerIsAnErrorThatNamesTheLayers()
    {
        var error = Assert.Single(Compressed.Compile(Networks.Perceptron(), Compressed.Prune("n9=0.5")).Plan.Errors);

        Assert.Equal(("WHT0020", "n9"), (error.Id, error.Node));
        Assert.Contains("'n0', 'n3'", error.Cause, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    [InlineData(16)]
    public void Share_LeavesSoManyValues(int count)
    {
        var plan = Compressed.Plan(Networks.Perceptron(), new CompressionOptions { SharedValues = count });

        Assert.All(plan.Layers, layer => Assert.InRange(layer.DistinctValues, 1, count));
        Assert.All(plan.Layers, layer => Assert.Equal($"{count} shared values", layer.Compressed));
    }

    [Fact]
    public void AllTogether_KeepZerosAndShareIntegers()
    {
        var plan = Compressed.Plan(Networks.Perceptron(), Compressed.Prune("0.5") with { WeightBits = 8, SharedValues = 8 });

        Assert.All(plan.Layers, layer => Assert.Equal((ElementType.Int8, true), (layer.WeightType, layer.DistinctValues <= 8)));
        Assert.InRange(plan.Layers.Sum(layer => layer.NonZeros), 32, 64);
        Assert.All(plan.Layers, layer => Assert.EndsWith("% zeros, int8 per channel, 8 shared values", layer.Compressed, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("perceptron")]
    [InlineData("convolution")]
    public void SameInput_SameBytes(string network)
    {
        var options = Compressed.Prune("0.6") with { WeightBits = 4, SharedValues = 6 };
        var (first, second) = (Compressed.Compile(Networks.All[network](), options), Compressed.Compile(Networks.All[network](), options));

        Assert.Equal(PlanWriter.Write(first.Plan), PlanWriter.Write(second.Plan));
        Assert.Equal(first.Weights, second.Weights);
    }

    [Theory]
    [InlineData("quantized", "quantized already")]
    [InlineData("dynamic", "quantized already")]
    [InlineData("shapes", "no layer with float weights")]
    public void NothingToCompress_IsAnError(string network, string words)
    {
        var error = Assert.Single(Compressed.Compile(Networks.All[network](), new CompressionOptions { WeightBits = 8 }).Plan.Errors);

        Assert.Equal("WHT0020", error.Id);
        Assert.Contains(words, error.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void NaNWeights_AreAnErrorThatNamesTheLayer()
    {
        var model = new TestModel().Input("x", 1, 2).Constant(Onnx.OnnxTensor.FromFloats("w", [2, 1], [1, float.NaN])).Node("MatMul", "x w", "y").Output("y");

        var error = Assert.Single(Compressed.Compile(model, new CompressionOptions { WeightBits = 8 }).Plan.Errors);
        Assert.Equal(("WHT0020", "n0"), (error.Id, error.Node));
    }
}
