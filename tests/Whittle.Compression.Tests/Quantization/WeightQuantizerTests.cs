using Whittle.Compression.Quantization;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Quantization;

public class WeightQuantizerTests
{
    [Fact]
    public void Int8_PerChannel_LargestIs127() => Check(
        WeightScheme.Int8, true, new float[,] { { 1.27f, -0.5f }, { 0, -2.54f } }, [127, -50, 0, -127], [0.01f, 0.02f]);

    [Fact]
    public void Int8_PerTensor_OneScale() => Check(
        WeightScheme.Int8, false, new float[,] { { 1.27f, -0.5f }, { 0, -2.54f } }, [64, -25, 0, -127], [0.02f]);

    [Fact]
    public void Int4_LargestIs7() => Check(WeightScheme.Int4, true, new float[,] { { 7, -3.4f, 0.4f, 2 } }, [7, -3, 0, 2], [1]);

    /// <summary>The mean magnitude is 2, so what is above 1.4 counts: 4 and 3, whose mean is the scale.</summary>
    [Fact]
    public void Ternary_BorderAndScale() => Check(WeightScheme.Ternary, true, new float[,] { { 4, -3, 1, 0 } }, [1, -1, 0, 0], [3.5f]);

    [Fact]
    public void Binary_ScaleIsMeanMagnitude() =>
        Check(WeightScheme.Binary, true, new float[,] { { 4, -3, 1, 0 }, { -1, -1, -1, -1 } }, [1, -1, 1, 1, -1, -1, -1, -1], [2, 1]);

    [Theory]
    [InlineData(WeightScheme.Int8)]
    [InlineData(WeightScheme.Int4)]
    [InlineData(WeightScheme.Ternary)]
    public void AllZero_ScaleIsOne(WeightScheme scheme) => Check(scheme, true, new float[,] { { 0, 0 } }, [0, 0], [1]);

    [Fact]
    public void Bytes_CountCodesAndScales()
    {
        Torch.Need();
        using var weights = ones(3, 3);
        Assert.Equal([21, 17, 15, 14], Enum.GetValues<WeightScheme>().Select(scheme => (int)WeightQuantizer.Quantize(weights, scheme).Bytes));
    }

    private static void Check(WeightScheme scheme, bool perChannel, float[,] weights, sbyte[] codes, float[] scales)
    {
        Torch.Need();
        using var given = tensor(weights);
        var quantized = WeightQuantizer.Quantize(given, scheme, perChannel);
        Assert.Equal(codes, quantized.Codes);
        Networks.Near(scales, quantized.Scales);
        using var values = quantized.Values();
        Assert.Equal(given.shape, values.shape);
        var columns = codes.Length / scales.Length;
        Networks.Near([.. codes.Select((code, i) => code * scales[i / columns])], Networks.Values(values));
    }
}
