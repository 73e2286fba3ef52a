using Whittle.Compression;
using Whittle.Compression.Recipes;
using Whittle.Compression.Recipes.Sizes;

namespace DeepCompression.Measuring;

/// <summary>What an assembly embeds: exports the network, compiles it, and counts the bytes of its weights file, directory and checksum included.</summary>
internal sealed class CompiledSize : SizeMeter
{
    public override string Description => "bytes of *.weights";

    public override ModelSize Measure(CompressionState state)
    {
        var result = NetworkFile.Compile(NetworkFile.Write(state), "Measured");
        var layers = WeightLayer.Of(state.Network).ToDictionary(
            layer => layer.Name, layer => result.Plan.Tensors.Where(tensor => Belongs(tensor.Name, layer.Name)).Sum(tensor => tensor.StoredBytes));
        return new ModelSize(result.Weights.Length, layers);
    }

    // Tensors have the names of the graph: the layer, a dot, and what they are.
    private static bool Belongs(string tensor, string layer) => tensor == layer || tensor.StartsWith(layer + ".", StringComparison.Ordinal);
}
