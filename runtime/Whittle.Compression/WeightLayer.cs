using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression;

/// <summary>A layer whose weights are compressed: Linear [outputs, inputs] or a convolution [outputs, inputs / groups, kernel…].</summary>
/// <remarks>Weights are always read through the module, so a layer stays valid when its parameter is replaced.</remarks>
public sealed class WeightLayer
{
    private WeightLayer(string name, nn.Module module) => (Name, Module) = (name, module);

    /// <summary>The path of the module inside the network, such as "features.0"; empty when the network is this one layer.</summary>
    public string Name { get; }

    /// <summary>The module that holds the weights.</summary>
    public nn.Module Module { get; }

    /// <summary>The weights; dimension 0 counts the outputs.</summary>
    public Parameter Weight
    {
        get => Module is Linear linear ? linear.weight : ((Convolution)Module).weight;
        internal set
        {
            if (Module is Linear linear)
            {
                linear.weight = value;
            }
            else
            {
                ((Convolution)Module).weight = value;
            }
        }
    }

    /// <summary>One number per output, or null.</summary>
    public Parameter? Bias
    {
        get => Module is Linear linear ? linear.bias : ((Convolution)Module).bias;
        internal set
        {
            if (Module is Linear linear)
            {
                linear.bias = value!;
            }
            else
            {
                ((Convolution)Module).bias = value!;
            }
        }
    }

    /// <summary>All linear layers and forward convolutions of a network, in the order of its modules.</summary>
    /// <exception cref="CompressionException">The network has none.</exception>
    public static IReadOnlyList<WeightLayer> Of(nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var layers = network.named_modules().Prepend(("", network)).Where(entry => Holds(entry.Item2)).DistinctBy(entry => entry.Item2)
            .Select(entry => new WeightLayer(entry.Item1, entry.Item2)).ToList();
        return layers.Count > 0 ? layers : throw new CompressionException("The network has no Linear and no convolution layer to compress.");
    }

    /// <inheritdoc/>
    public override string ToString() => $"{(Name.Length == 0 ? Module.GetType().Name : Name)} [{string.Join(", ", Weight.shape)}]";

    private static bool Holds(nn.Module module) => module is Linear or Convolution { transposed: false };
}
