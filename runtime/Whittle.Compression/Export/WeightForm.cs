using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;

namespace Whittle.Compression.Export;

/// <summary>How the weights of a layer are written. What is not said is float, zeros included.</summary>
public abstract record WeightForm
{
    private WeightForm()
    {
    }

    /// <summary>Gather(codebook, indices), or GatherElements with a codebook for each output: the codebook float, the indices one byte each.</summary>
    public sealed record Shared(Codebook Codebook) : WeightForm;

    /// <summary>DequantizeLinear of int8 or int4 (operator set 21) integers; ternary and binary weights are int8 −1, 0, 1 times their scale.</summary>
    public sealed record Integers(QuantizedWeights Weights) : WeightForm;

    /// <summary>Forms of all layers that share weights.</summary>
    public static IReadOnlyDictionary<string, WeightForm> Of(SharedWeights shared)
    {
        ArgumentNullException.ThrowIfNull(shared);
        return shared.Codebooks.ToDictionary(codebook => codebook.Layer.Name, WeightForm (codebook) => new Shared(codebook));
    }

    /// <summary>Forms of all layers of a network that is quantized.</summary>
    public static IReadOnlyDictionary<string, WeightForm> Of(TorchSharp.torch.nn.Module network, QuantizedTraining quantized)
    {
        ArgumentNullException.ThrowIfNull(quantized);
        return WeightLayer.Of(network).ToDictionary(layer => layer.Name, WeightForm (layer) => new Integers(quantized[layer.Name]));
    }
}
