using Whittle.Compression.Sharing;
using static TorchSharp.torch;

namespace Whittle.Compression.Tests.Sharing;

public class SharedWeightsTests
{
    private static readonly float[,] _weights = { { 0, 1, 3 }, { 9, 0, 11 } };

    [Fact]
    public void Create_OneCodebook_ZerosStay()
    {
        Torch.Need();
        using var layer = Networks.Layer(_weights);
        var codebook = SharedWeights.Create(layer, new SharingOptions { Size = 2 }).Codebooks[0];
        Assert.Equal([0, 2, 2, 10, 0, 10], Networks.Values(layer.weight));
        Assert.Equal([2, 10], codebook.Row(0));
        Assert.Equal([0, 1, 1, 2, 0, 2], codebook.Codes());
    }

    [Fact]
    public void Create_PerChannel_EveryOutputHasItsOwn()
    {
        Torch.Need();
        using var layer = Networks.Layer(_weights);
        var codebook = SharedWeights.Create(layer, new SharingOptions { Size = 2, PerChannel = true }).Codebooks[0];
        Assert.Equal([0, 1, 3, 9, 0, 11], Networks.Values(layer.weight));
        Assert.Equal(2, codebook.Rows);
        Assert.Equal([9, 11], codebook.Row(1));
        Assert.Equal([0, 1, 2, 1, 0, 2], codebook.Codes());
    }

    /// <summary>∂L/∂w of L = Σ y is the input 1, 2, 3 in both rows: the first value is shared by inputs 2 and 3, the second by 1 and 3. SGD with rate 0.1
    /// follows.</summary>
    [Fact]
    public void Step_GradientsAddUpPerValue()
    {
        Torch.Need();
        using var layer = Networks.Layer(_weights);
        var shared = SharedWeights.Create(layer, new SharingOptions { Size = 2 });
        var parameters = WeightConstraint.TrainableOf(layer, shared);
        Assert.Equal(shared.Codebooks[0].Values, Assert.Single(parameters));
        using var optimizer = optim.SGD(parameters, 0.1);
        layer.call(tensor(new float[,] { { 1, 2, 3 } })).sum().backward();
        shared.BeforeStep();
        Networks.Near([5, 4], Networks.Values(shared.Codebooks[0].Values.grad!));
        optimizer.step();
        shared.AfterStep();
        Networks.Near([0, 1.5f, 1.5f, 9.6f, 0, 9.6f], Networks.Values(layer.weight));
    }

    [Fact]
    public void Create_SharedBefore_StaysAsItIs()
    {
        Torch.Need();
        using var layer = Networks.Layer(new float[,] { { 1, 1.01f, 100 }, { 100, 0, 1 } });
        Assert.Equal([1, 1.01f, 100], SharedWeights.Create(layer, new SharingOptions { Size = 3 }).Codebooks[0].Row(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Create_SizeOutsideItsRange_IsRefused(int size)
    {
        Torch.Need();
        using var layer = Networks.Layer(_weights);
        Assert.Contains(
            "1 to 256",
            Assert.Throws<CompressionException>(() => SharedWeights.Create(layer, new SharingOptions { Size = size })).Message,
            StringComparison.Ordinal);
    }
}
