using System.Numerics;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Sizes;

/// <summary>
/// Counts, without writing anything: each tensor as the smallest of floats, a codebook with an index per element, and the nonzero elements with the gaps
/// between them (Han et al. 2016), before any entropy coding.
/// </summary>
public sealed class EstimatedSize : SizeMeter
{
    private const int WidestGap = 16;

    /// <inheritdoc/>
    public override string Description => "bytes (estimate)";

    /// <inheritdoc/>
    public override ModelSize Measure(CompressionState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        var parameters = state.Network.named_parameters().ToDictionary(entry => entry.name, entry => Bytes(entry.parameter));
        var layers = WeightLayer.Of(state.Network).ToDictionary(
            layer => layer.Name, layer => parameters[Name(layer, "weight")] + parameters.GetValueOrDefault(Name(layer, "bias")));
        return new ModelSize(parameters.Values.Sum(), layers);
    }

    private static string Name(WeightLayer layer, string part) => layer.Name.Length == 0 ? part : $"{layer.Name}.{part}";

    private static long Bytes(Tensor tensor)
    {
        var values = tensor.detach().contiguous().data<float>().ToArray();
        var positions = Enumerable.Range(0, values.Length).Where(i => values[i] != 0).ToArray();
        var distinct = positions.Select(i => values[i]).Distinct().Count();
        var codeBits = BitOperations.Log2((uint)Math.Max(1, distinct)) + 1;
        var book = 32L * distinct;
        var bits = Math.Min(32L * values.Length, book + ((long)codeBits * values.Length));
        for (var width = 1; width <= WidestGap; width++)
        {
            var entries = Entries(positions, width);
            bits = Math.Min(bits, Math.Min(entries * (32L + width), book + (entries * (codeBits + width))));
        }

        return (bits + 7) / 8;
    }

    // A gap that its bits cannot say takes fillers, zeros that are stored.
    private static long Entries(int[] positions, int width)
    {
        var (entries, last) = (0L, -1);
        foreach (var position in positions)
        {
            entries += 1 + ((position - last - 1) >> width);
            last = position;
        }

        return entries;
    }
}
