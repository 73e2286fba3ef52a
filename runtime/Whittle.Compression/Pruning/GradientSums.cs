using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>Σ |∂L/∂w| of each weight over batches of training data.</summary>
public sealed class GradientSums
{
    private readonly Dictionary<nn.Module, Tensor> _sums = [];

    private GradientSums()
    {
    }

    /// <summary>Runs forward and backward over the batches; weights do not change, and gradients are cleared at the end.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">Inputs and targets.</param>
    /// <param name="loss">The loss of outputs and targets, a scalar; cross entropy when null.</param>
    /// <exception cref="CompressionException">There are no batches.</exception>
    public static GradientSums Measure(
        nn.Module<Tensor, Tensor> network, IEnumerable<(Tensor Inputs, Tensor Targets)> batches, Func<Tensor, Tensor, Tensor>? loss = null)
    {
        ArgumentNullException.ThrowIfNull(batches);
        var result = new GradientSums();
        var layers = WeightLayer.Of(network);
        foreach (var (inputs, targets) in batches)
        {
            using var scope = NewDisposeScope();
            network.zero_grad();
            var output = network.call(inputs);
            (loss is null ? nn.functional.cross_entropy(output, targets) : loss(output, targets)).backward();
            foreach (var layer in layers)
            {
                result.Add(layer);
            }
        }

        network.zero_grad();
        return result._sums.Count > 0 ? result : throw new CompressionException("Gradients were asked for, but no batch of data was given.");
    }

    internal Tensor Of(WeightLayer layer) => _sums.TryGetValue(layer.Module, out var sum)
        ? sum
        : throw new CompressionException($"No gradients were measured for {layer}. Measure them on the network that is pruned.");

    private void Add(WeightLayer layer)
    {
        if (layer.Weight.grad is not { } gradient)
        {
            return;
        }

        if (_sums.TryGetValue(layer.Module, out var sum))
        {
            using var none = no_grad();
            sum.add_(gradient.abs());
        }
        else
        {
            _sums.Add(layer.Module, gradient.abs().detach().DetachFromDisposeScope());
        }
    }
}
