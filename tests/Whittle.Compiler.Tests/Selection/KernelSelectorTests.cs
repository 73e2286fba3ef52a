using Whittle.Compiler.Analysis;
using Whittle.Compiler.Selection;
using Whittle.Plan;

namespace Whittle.Compiler.Tests.Selection;

/// <summary>Both sides of every break-even point.</summary>
public class KernelSelectorTests
{
    [Fact]
    public void IntegerLayer_WithoutASparseKernel_IsDense() => Chooses("FullyConnectedInt8", Layer(ElementType.Int8, 1000, 10, 4, 64));

    [Theory]
    [InlineData(true, 32, "SparseFullyConnectedInt8")]
    [InlineData(false, 32, "FullyConnectedInt8")]
    [InlineData(true, 31, "FullyConnectedInt8")]
    public void IntegerLayer_FollowsThePacker(bool pays, int inputs, string kernel) =>
        Chooses(kernel, Layer(ElementType.Int8, 1000, 300, 200, inputs) with { Sparse = new SparseFit("gather steps of 64 bytes", 0.9, 1.5, pays) });

    [Theory]
    [InlineData(1000, 200, 32, "FullyConnectedFloat")]
    [InlineData(1000, 199, 32, "SparseFullyConnectedFloat")]
    [InlineData(1000, 199, 31, "FullyConnectedFloat")]
    [InlineData(8192, 1639, 32, "FullyConnectedFloat")]
    [InlineData(8193, 4097, 32, "FullyConnectedFloat")]
    [InlineData(8193, 4096, 32, "SparseFullyConnectedFloat")]
    public void FloatLayer_BySparsity(int count, int nonZeros, int inputs, string kernel) =>
        Chooses(kernel, Layer(ElementType.Float32, count, nonZeros, 257, inputs) with { Outputs = 100 });

    [Theory]
    [InlineData(1, 32, 32, "UnrolledFullyConnectedFloat")]
    [InlineData(1, 32, 33, "FullyConnectedFloat")]
    [InlineData(1, 33, 32, "FullyConnectedFloat")]
    [InlineData(2, 32, 32, "FullyConnectedFloat")]
    public void FloatLayer_BySize(int rows, int inputs, int outputs, string kernel) =>
        Chooses(kernel, Layer(ElementType.Float32, inputs * outputs, inputs * outputs, 257, inputs) with { Outputs = outputs, Rows = rows });

    [Theory]
    [InlineData(4096, 2, 1.4, "CodebookFullyConnectedInt8")]
    [InlineData(4095, 2, 1.4, "SparseFullyConnectedInt8")]
    [InlineData(4095, 2, 0.5, "FullyConnectedInt8")]
    [InlineData(4096, 2, 1.5, "SparseFullyConnectedInt8")]
    [InlineData(819_201, 16, 1.5, "CodebookFullyConnectedInt8")]
    [InlineData(819_200, 16, 0.5, "FullyConnectedInt8")]
    [InlineData(819_201, 17, 0.5, "FullyConnectedInt8")]
    [InlineData(819_201, 16, 1.6, "SparseFullyConnectedInt8")]
    public void IntegerLayer_BySharedValues(int count, int distinct, double sparseGain, string kernel) => Chooses(
        kernel,
        Layer(ElementType.Int8, count, count / 2, distinct, 64) with { Sparse = new SparseFit("gather steps of 64 bytes", 0.7, sparseGain, sparseGain > 1) });

    [Theory]
    [InlineData(8193, 16, "CodebookFullyConnectedFloat")]
    [InlineData(8193, 17, "FullyConnectedFloat")]
    [InlineData(8192, 16, "FullyConnectedFloat")]
    public void FloatLayer_BySharedValues(int count, int distinct, string kernel) => Chooses(kernel, Layer(ElementType.Float32, count, count, distinct, 64));

    [Theory]
    [InlineData(53, 1, "UnrolledFullyConnectedFloat")]
    [InlineData(54, 1, "FullyConnectedFloat")]
    [InlineData(53, 2, "FullyConnectedFloat")]
    public void TinyFloatLayer_IsUnrolled(int inputs, int rows, string kernel) => Chooses(kernel, Layer(ElementType.Float32, 1000, 900, 200, inputs) with { Rows = rows });

    [Theory]
    [InlineData(53, 1, true, "", "UnrolledFullyConnectedInt8")]
    [InlineData(53, 1, true, "Dynamic", "UnrolledFullyConnectedInt8Dynamic")]
    [InlineData(54, 1, true, "", "FullyConnectedInt8")]
    [InlineData(53, 2, true, "", "FullyConnectedInt8")]
    [InlineData(53, 1, false, "", "FullyConnectedInt8")]
    public void TinyIntegerLayer_IsUnrolledIfItsSumsFitFloats(int inputs, int rows, bool fits, string epilogue, string kernel) => Chooses(
        kernel, Layer(ElementType.Int8, 10 * inputs, 400, 200, inputs) with { Rows = rows, SumsFitFloats = fits, Epilogue = epilogue });

    [Fact]
    public void TinyIntegerLayerAmongKernels_IsOneOfThem() => Chooses(
        "FullyConnectedInt8", Layer(ElementType.Int8, 530, 400, 200, 53) with { Rows = 1, SumsFitFloats = true, AmongKernels = true });

    [Fact]
    public void Sparsity_GoesBeforeSharedValues() => Chooses("SparseFullyConnectedFloat", Layer(ElementType.Float32, 9000, 900, 4, 64));

    [Theory]
    [InlineData(ElementType.Float32, false, "", "ConvolutionFloat")]
    [InlineData(ElementType.Float32, true, "", "DepthwiseConvolutionFloat")]
    [InlineData(ElementType.Int8, false, "Accumulate", "ConvolutionInt8Accumulate")]
    [InlineData(ElementType.Int8, true, "", "DepthwiseConvolutionInt8")]
    public void Convolution_ByForm(ElementType type, bool depthwise, string epilogue, string kernel) =>
        Chooses(kernel, Layer(type, 1000, 10, 4, 64) with { Operator = "Conv", Depthwise = depthwise, Epilogue = epilogue });

    [Theory]
    [InlineData(true, 32, "SparseConvolutionInt8Accumulate")]
    [InlineData(false, 32, "ConvolutionInt8Accumulate")]
    [InlineData(true, 31, "ConvolutionInt8Accumulate")]
    public void IntegerConvolution_FollowsThePacker(bool pays, int inputs, string kernel) => Chooses(
        kernel,
        Layer(ElementType.Int8, 1000, 300, 200, inputs) with { Operator = "Conv", Epilogue = "Accumulate", Sparse = new SparseFit("gather steps of 64 bytes", 0.9, 1.5, pays) });

    [Theory]
    [InlineData(ElementType.Int8, "", 1.1, 0, "WinogradConvolutionInt8")]
    [InlineData(ElementType.Float32, "", 2.5, 0, "WinogradConvolutionFloat")]
    [InlineData(ElementType.Int8, "", 1.09, 0, "ConvolutionInt8")]
    [InlineData(ElementType.Int8, "Accumulate", 2.5, 0, "WinogradConvolutionInt8Accumulate")]
    [InlineData(ElementType.Int8, "Dynamic", 2.5, 0, "WinogradConvolutionInt8Dynamic")]
    [InlineData(ElementType.Int8, "", 2.4, 2.3, "WinogradConvolutionInt8")]
    [InlineData(ElementType.Int8, "", 2.4, 2.5, "SparseConvolutionInt8")]
    public void Winograd_WhereItGainsMoreThanSparseWeights(ElementType type, string epilogue, double gain, double sparseGain, string kernel) => Chooses(
        kernel,
        Layer(type, 1000, 300, 200, 288) with
        {
            Operator = "Conv",
            Epilogue = epilogue,
            Winograd = new WinogradFit(16, gain),
            Sparse = sparseGain > 0 ? new SparseFit("gather steps of 64 bytes", 0.9, sparseGain, true) : null,
        });

    [Fact]
    public void PlanesOfAFirstLayer_HaveTheirKernel()
    {
        var choice = KernelSelector.Choose(Layer(ElementType.Int8, 216, 216, 200, 27) with { Operator = "Conv", PlanarGain = 2.049, Wanted = KernelForm.Dense });
        Assert.Equal(new KernelChoice("PlanarConvolutionInt8", "planar: 27 weights an output, about 2.05 times as fast as on a channels-last copy"), choice);
    }

    [Fact]
    public void SparseReason_StatesDensityFillAndGain() => Assert.Equal(
        "sparse: 10 % of the weights are not zero and fill 58.2 % of gather steps of 64 bytes, about 3.65 times as fast as dense",
        KernelSelector.Choose(Layer(ElementType.Int8, 1000, 100, 200, 64) with { Sparse = new SparseFit("gather steps of 64 bytes", 0.582, 3.65, true) }).Reason);

    [Fact]
    public void Epilogue_IsASuffix() => Chooses("FullyConnectedInt8Dynamic", Layer(ElementType.Int8, 1000, 10, 4, 64) with { Epilogue = "Dynamic" });

    [Fact]
    public void Reason_StatesTheNumbers() =>
        Assert.Equal("sparse: 39.9 % of the weights are not zero, windows pay below 50 %", KernelSelector.Choose(Layer(ElementType.Float32, 10_000, 3990, 200, 32)).Reason);

    private static void Chooses(string kernel, KernelQuery query) => Assert.Equal(kernel, KernelSelector.Choose(query).Kernel);

    private static KernelQuery Layer(ElementType type, int count, int nonZeros, int distinct, int inputs) => new()
    {
        Operator = "FullyConnected",
        Weights = new WeightStatistics(type, count, nonZeros, distinct),
        Outputs = 10,
        Inputs = inputs,
        Rows = 2,
    };
}
