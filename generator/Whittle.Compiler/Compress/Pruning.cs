using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Plan.Settings;

namespace Whittle.Compiler.Compress;

/// <summary>Sets the weights of least magnitude to zero: of all layers together, or of single layers.</summary>
/// <remarks>Han et al., "Learning both weights and connections for efficient neural networks", 2015, without the training afterwards.</remarks>
internal static class Pruning
{
    /// <exception cref="ModelException">A layer that is named does not exist.</exception>
    public static void Run(IReadOnlyList<WeightLayer> layers, PruneAmounts? amounts)
    {
        if (amounts is null)
        {
            return;
        }

        if (amounts.Global is { } global)
        {
            Prune(layers, global);
            return;
        }

        foreach (var amount in amounts.Layers)
        {
            var named = layers.Where(layer => layer.Name == amount.Name).ToList();
            Prune(named.Count > 0 ? named : throw Unknown(layers, amount.Name), amount.Share);
        }
    }

    /// <summary>Exactly the share of all weights becomes zero; of equal magnitudes the first ones.</summary>
    private static void Prune(IReadOnlyList<WeightLayer> layers, double share)
    {
        var magnitudes = layers.SelectMany(layer => layer.Weights).Select(Math.Abs).ToArray();
        var count = (int)Math.Floor(share * magnitudes.Length);
        if (count == 0)
        {
            return;
        }

        Array.Sort(magnitudes);
        var limit = magnitudes[count - 1];
        var atLimit = count - Array.FindIndex(magnitudes, magnitude => magnitude >= limit);
        foreach (var layer in layers)
        {
            var zeros = 0;
            for (var i = 0; i < layer.Weights.Length; i++)
            {
                var magnitude = Math.Abs(layer.Weights[i]);
                if (magnitude < limit || (magnitude == limit && atLimit-- > 0))
                {
                    layer.Weights[i] = 0;
                }

                zeros += layer.Weights[i] == 0 ? 1 : 0;
            }

            layer.Done.Add($"pruned to {(100.0 * zeros / layer.Weights.Length).ToString("0.#", CultureInfo.InvariantCulture)} % zeros");
        }
    }

    private static ModelException Unknown(IReadOnlyList<WeightLayer> layers, string name)
    {
        var nearest = NearestName.Of(name, layers.Select(layer => layer.Name));
        return new ModelException(
            ErrorIds.NotCompressible,
            name,
            $"Prune names the layer '{name}', which does not exist. The layers are {string.Join(", ", layers.Select(layer => $"'{layer.Name}'"))}.",
            nearest is null ? "Write one of these." : $"Write '{nearest}'.");
    }
}
