using System.Globalization;
using Whittle.Compiler.Diagnostics;
using Whittle.Plan.Settings;

namespace Whittle.Compiler.Compress;

/// <summary>Sets the weights of least magnitude to zero: of all layers together, or of single layers. Across layers, magnitudes count by what their layer has
/// left.</summary>
/// <remarks>Lee et al., "Layer-adaptive sparsity for the magnitude-based pruning", 2021, without the training afterwards.</remarks>
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

    /// <summary>Exactly the share of all weights becomes zero; of equal scores the first ones.</summary>
    private static void Prune(IReadOnlyList<WeightLayer> layers, double share)
    {
        var scores = layers.Select(Scores).ToArray();
        var sorted = scores.SelectMany(score => score).ToArray();
        var count = (int)Math.Floor(share * sorted.Length);
        if (count == 0)
        {
            return;
        }

        Array.Sort(sorted);
        var limit = sorted[count - 1];
        var atLimit = count - Array.FindIndex(sorted, score => score >= limit);
        for (var n = 0; n < layers.Count; n++)
        {
            var (layer, kept) = (layers[n], new bool[layers[n].Weights.Length]);
            for (var i = 0; i < kept.Length; i++)
            {
                kept[i] = scores[n][i] > limit || (scores[n][i] == limit && atLimit-- <= 0);
            }

            Cut(layer, kept);
            layer.Done.Add(
                $"pruned to {(100.0 * layer.Weights.Count(weight => weight == 0) / kept.Length).ToString("0.#", CultureInfo.InvariantCulture)} % zeros");
        }
    }

    /// <summary>The square of each weight as a part of the squares of all that are no smaller: what the layer would lose of what it has left.</summary>
    private static double[] Scores(WeightLayer layer)
    {
        var magnitudes = Array.ConvertAll(layer.Weights, Math.Abs);
        int[] places = [.. Enumerable.Range(0, magnitudes.Length)];
        Array.Sort(magnitudes, places);
        var remaining = new double[magnitudes.Length + 1];
        for (var i = magnitudes.Length - 1; i >= 0; i--)
        {
            remaining[i] = remaining[i + 1] + ((double)magnitudes[i] * magnitudes[i]);
        }

        // Equal weights score alike, whatever their order.
        var scores = new double[magnitudes.Length];
        for (var (i, first) = (0, 0); i < magnitudes.Length; i++)
        {
            first = magnitudes[i] > magnitudes[first] ? i : first;
            scores[places[i]] = magnitudes[i] == 0 ? 0 : (double)magnitudes[i] * magnitudes[i] / remaining[first];
        }

        return scores;
    }

    /// <summary>What an output loses in sum is spread over the weights that it keeps: layers read mostly positive numbers, which would come out
    /// shifted.</summary>
    private static void Cut(WeightLayer layer, bool[] kept)
    {
        var lost = new double[layer.Outputs];
        var left = new int[layer.Outputs];
        for (var i = 0; i < kept.Length; i++)
        {
            var output = layer.OutputOf(i);
            lost[output] += kept[i] ? 0 : layer.Weights[i];
            left[output] += kept[i] ? 1 : 0;
        }

        for (var i = 0; i < kept.Length; i++)
        {
            var output = layer.OutputOf(i);
            layer.Weights[i] = kept[i] ? (float)(layer.Weights[i] + (lost[output] / left[output])) : 0;
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
