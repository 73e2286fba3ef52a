using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests;

/// <summary>Small networks with given weights.</summary>
internal static class Networks
{
    public static Linear Layer(float[,] weights, float[]? bias = null)
    {
        var layer = Linear(weights.GetLength(1), weights.GetLength(0), hasBias: bias is not null);
        layer.weight = new Parameter(tensor(weights));
        if (bias is not null)
        {
            layer.bias = new Parameter(tensor(bias));
        }

        return layer;
    }

    public static float[] Values(Tensor tensor) => tensor.detach().contiguous().data<float>().ToArray();

    public static void Near(float[] expected, float[] actual, float tolerance = 1e-5f)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.True(Math.Abs(pair.First - pair.Second) <= tolerance, $"{pair.First} against {pair.Second}"));
    }
}
