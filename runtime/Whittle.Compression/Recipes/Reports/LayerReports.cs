using System.Numerics;
using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Compression.Recipes.Sizes;

namespace Whittle.Compression.Recipes.Reports;

/// <summary>Describes the layers of a network.</summary>
internal static class LayerReports
{
    private const int LargestCodebook = 256;

    public static IReadOnlyList<LayerReport> Of(CompressionState state, ModelSize size, IReadOnlyDictionary<string, long> before)
    {
        var forms = state.Forms;
        return [.. WeightLayer.Of(state.Network).Select(layer => Of(layer, forms.GetValueOrDefault(layer.Name), size, before))];
    }

    /// <summary>Four bytes for each weight and bias, by layer.</summary>
    public static IReadOnlyDictionary<string, long> Dense(TorchSharp.torch.nn.Module network) =>
        WeightLayer.Of(network).ToDictionary(layer => layer.Name, layer => 4 * (layer.Weight.numel() + (layer.Bias?.numel() ?? 0)));

    private static LayerReport Of(WeightLayer layer, WeightForm? form, ModelSize size, IReadOnlyDictionary<string, long> before)
    {
        var values = layer.Weight.detach().contiguous().data<float>().ToArray();
        var kept = values.Where(value => value != 0).ToArray();
        var distinct = kept.Distinct().Take(LargestCodebook + 1).Count();
        var codebook = distinct <= LargestCodebook ? distinct : 0;
        var bits = form is WeightForm.Integers integers ? WeightQuantizer.Bits(integers.Weights.Scheme)
            : codebook > 0 ? BitOperations.Log2((uint)Math.Max(1, (2 * codebook) - 1)) : 32;
        return new LayerReport(
            layer.Name,
            values.Length,
            (double)kept.Length / values.Length,
            codebook,
            bits,
            before.GetValueOrDefault(layer.Name),
            size.Layers.GetValueOrDefault(layer.Name));
    }
}
