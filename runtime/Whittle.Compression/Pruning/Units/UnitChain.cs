using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>A layer whose outputs only the next layer reads, so that units can be cut out of both.</summary>
/// <param name="Producer">Its outputs are the units (of a convolution: channels).</param>
/// <param name="Norms">Batch normalizations between the two.</param>
/// <param name="Consumer">The layer that reads the units.</param>
/// <param name="InputsPerUnit">Inputs of the consumer per unit: 1, or height × width of a map where a Flatten stands between a convolution and a linear
/// layer.</param>
public sealed record UnitChain(WeightLayer Producer, IReadOnlyList<BatchNorm> Norms, WeightLayer Consumer, long InputsPerUnit)
{
    /// <summary>Number of units now.</summary>
    public long Units => Producer.Weight.shape[0];

    /// <summary>All chains of a network made of Sequentials.</summary>
    public static IReadOnlyList<UnitChain> Of(nn.Module network)
    {
        var layers = WeightLayer.Of(network).ToDictionary(layer => layer.Module);
        var chains = new List<UnitChain>();
        WeightLayer? producer = null;
        var norms = new List<BatchNorm>();
        foreach (var (_, module) in ModuleList.Of(network))
        {
            if (layers.TryGetValue(module, out var layer))
            {
                if (producer is not null && Join(producer, norms, layer) is { } chain)
                {
                    chains.Add(chain);
                }

                (producer, norms) = (layer, []);
            }
            else if (module is BatchNorm norm)
            {
                norms.Add(norm);
            }
            else if (!WorksPerUnit(module))
            {
                producer = null;
            }
        }

        return chains;
    }

    private static UnitChain? Join(WeightLayer producer, List<BatchNorm> norms, WeightLayer consumer)
    {
        var (units, inputs) = (producer.Weight.shape[0], consumer.Weight.shape[1]);
        var grouped = producer.Module is Convolution { groups: > 1 } || consumer.Module is Convolution { groups: > 1 };
        return grouped || inputs % units != 0 ? null : new UnitChain(producer, [.. norms], consumer, inputs / units);
    }

    private static bool WorksPerUnit(nn.Module module) => module is
        ReLU or ReLU6 or LeakyReLU or ELU or SELU or CELU or GELU or SiLU or Hardswish or Hardsigmoid or Hardtanh or Mish or Softplus or Softsign or Sigmoid or Tanh or Identity or
        Dropout or Dropout2d or Flatten or MaxPool1d or MaxPool2d or AvgPool1d or AvgPool2d or AdaptiveAvgPool1d or AdaptiveAvgPool2d or AdaptiveMaxPool2d;
}
