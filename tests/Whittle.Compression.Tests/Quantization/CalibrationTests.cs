using TorchSharp;
using Whittle.Compression.Quantization;
using Whittle.Compression.Quantization.Calibration;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Quantization;

public class CalibrationTests
{
    [Fact]
    public void MinMax_IsEverything() => Assert.Equal((-1, 3), new MinMax().Choose(new ValueHistogram(-1, 3, [1, 1])));

    /// <summary>10 % of 20 values: one may go on each side; the bins are 1 wide.</summary>
    [Fact]
    public void Percentile_CutsBothTails() => Assert.Equal((1, 4), new Percentile(90).Choose(new ValueHistogram(0, 6, [1, 8, 5, 5, 0, 1])));

    /// <summary>A bell up to 1 and one outlier at 16: keeping the outlier would leave the bell an eighth of the levels.</summary>
    [Fact]
    public void LeastDivergence_GivesUpTheOutlier()
    {
        var counts = new long[2048];
        for (var i = 0; i < 256; i++)
        {
            counts[i] = (long)(100_000 * Math.Exp(-i * i / 8192.0));
        }

        counts[2047] = 1;
        var (low, high) = new LeastDivergence().Choose(new ValueHistogram(0, 16, counts));
        Assert.Equal(0, low);
        Assert.InRange(high, 1, 4);
    }

    [Fact]
    public void Covering_HoldsZero()
    {
        Assert.Equal(new ActivationScale(1, 0), ActivationScale.Covering(5, 255));
        Assert.Equal(new ActivationScale(2, 128), ActivationScale.Covering(-256, 254));
        Assert.Equal(new ActivationScale(1, 0), ActivationScale.Covering(0, 0));
    }

    [Fact]
    public void RoundTrip_ClampsAndPassesGradients()
    {
        Torch.Need();
        using var values = tensor(new float[] { -3, 0.4f, 1.6f, 300 }, requires_grad: true);
        using var rounded = new ActivationScale(1, 0).RoundTrip(values);
        Assert.Equal([0, 0, 2, 255], Networks.Values(rounded));
        rounded.sum().backward();
        Assert.Equal([0, 1, 1, 0], Networks.Values(values.grad!));
    }

    [Fact]
    public void Measure_ScalesStandAfterReluNotBeforeIt()
    {
        Torch.Need();
        using var network = Sequential(
            ("a", Networks.Layer(new float[,] { { 51 }, { -51 } })), ("relu", ReLU()), ("b", Networks.Layer(new float[,] { { 1, 1 } })));
        var scales = ActivationScales.Measure(network, tensor(new float[,] { { 0 }, { 5 } }));
        Assert.Equal(5 / 255f, scales.Input.Scale);
        Assert.Null(scales["a"]);
        Assert.Equal(new ActivationScale(1, 0), scales["relu"]);
        Assert.Equal(new ActivationScale(1, 0), scales["b"]);
        using (scales.Attach(network))
        {
            Assert.Equal(51, network.call(tensor(new float[,] { { 1.002f } })).item<float>());
        }

        Assert.NotEqual(51, network.call(tensor(new float[,] { { 1.002f } })).item<float>());
    }

    [Fact]
    public void Measure_NoSamples_SaysWhatIsMissing()
    {
        Torch.Need();
        using var network = Linear(2, 2);
        Assert.Contains("samples", Assert.Throws<CompressionException>(() => ActivationScales.Measure(network, zeros(0, 2))).Message, StringComparison.Ordinal);
    }

    /// <summary>γ/√(σ² + ε) = 2 / √4: w' = 3 · 1, b' = (1 − 5) · 1 + 7.</summary>
    [Fact]
    public void BatchNormFolding_HandWorked()
    {
        Torch.Need();
        var norm = BatchNorm1d(1, eps: 0);
        using (no_grad())
        {
            norm.weight!.fill_(2);
            norm.bias!.fill_(7);
            norm.running_mean!.fill_(5);
            norm.running_var!.fill_(4);
        }

        using var network = Sequential(("a", Networks.Layer(new float[,] { { 3 } }, [1])), ("norm", norm), ("relu", ReLU()));
        var folded = BatchNormFolding.Fold(network);
        var layer = Assert.Single(WeightLayer.Of(folded));
        Assert.Equal([3], Networks.Values(layer.Weight));
        Assert.Equal([3], Networks.Values(layer.Bias!));
        Assert.Equal(["a", "relu"], folded.named_children().Select(child => child.name));
    }
}
