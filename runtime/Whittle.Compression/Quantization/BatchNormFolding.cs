using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Folds batch normalization into the layer before it (Jacob et al. 2018): w' = w · γ/√(σ² + ε), b' = (b − μ) · γ/√(σ² + ε) + β.</summary>
public static class BatchNormFolding
{
    /// <summary>The network without the batch normalizations that directly follow a Linear or a convolution. It is taken over: the layers are changed in
    /// place.</summary>
    public static Sequential Fold(Sequential network)
    {
        ArgumentNullException.ThrowIfNull(network);
        using var none = no_grad();
        var layers = WeightLayer.Of(network).ToDictionary(layer => layer.Module);
        var folded = new HashSet<nn.Module>();
        WeightLayer? previous = null;
        foreach (var (_, module) in ModuleList.Of(network))
        {
            if (module is BatchNorm { track_running_stats: true } norm && previous is not null)
            {
                Fold(previous, norm);
                folded.Add(norm);
            }

            previous = layers.GetValueOrDefault(module);
        }

        return Rebuild(network, folded);
    }

    private static void Fold(WeightLayer layer, BatchNorm norm)
    {
        using var scope = NewDisposeScope();
        var factor = (norm.running_var! + norm.eps).rsqrt();
        if (norm.weight is { } gain)
        {
            factor *= gain;
        }

        var bias = ((layer.Bias is { } own ? own.detach() : zeros_like(factor)) - norm.running_mean!) * factor;
        if (norm.bias is { } shift)
        {
            bias += shift;
        }

        var shape = layer.Weight.shape.Select((size, i) => i == 0 ? size : 1).ToArray();
        layer.Weight.mul_(factor.reshape(shape));
        var parameter = new Parameter(bias.detach().clone());
        parameter.DetachFromDisposeScope();
        layer.Bias = parameter;
    }

    private static Sequential Rebuild(Sequential network, HashSet<nn.Module> without) => nn.Sequential(network.named_children()
        .Where(child => !without.Contains(child.module))
        .Select(child => (child.name, child.module is Sequential inner ? Rebuild(inner, without) : (nn.Module<Tensor, Tensor>)child.module)));
}
