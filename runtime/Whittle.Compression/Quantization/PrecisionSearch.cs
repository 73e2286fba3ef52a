using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Mixed precision: lowers the bits of one layer after the other, the biggest first, as long as the error stays within a budget.</summary>
public static class PrecisionSearch
{
    /// <summary>Finds schemes for all layers. The network's weights are as before afterwards.</summary>
    /// <param name="network">The network.</param>
    /// <param name="error">Error of the network as it is, such as percent wrong on validation data.</param>
    /// <param name="budget">Largest error allowed.</param>
    /// <param name="candidates">Schemes to try for each layer, from the most to the least accurate; the first is where the search starts.</param>
    /// <exception cref="CompressionException">Already the first scheme exceeds the budget.</exception>
    public static IReadOnlyDictionary<string, WeightScheme> Find(
        nn.Module network, Func<double> error, double budget, params IReadOnlyList<WeightScheme> candidates)
    {
        ArgumentNullException.ThrowIfNull(error);
        ArgumentOutOfRangeException.ThrowIfZero(candidates.Count);
        var layers = WeightLayer.Of(network);
        var originals = layers.Select(layer => layer.Weight.detach().clone()).ToList();
        var chosen = layers.ToDictionary(layer => layer.Name, _ => candidates[0]);
        try
        {
            if (Measure() is var start && !(start <= budget))
            {
                throw new CompressionException(
                    FormattableString.Invariant($"With {candidates[0]} in all layers the error is {start:0.###}, above the budget of {budget:0.###}."));
            }

            foreach (var layer in layers.OrderByDescending(layer => layer.Weight.numel()))
            {
                foreach (var scheme in candidates.Skip(1))
                {
                    var before = chosen[layer.Name];
                    chosen[layer.Name] = scheme;
                    if (!(Measure() <= budget))
                    {
                        chosen[layer.Name] = before;
                        break;
                    }
                }
            }
        }
        finally
        {
            Restore();
            originals.ForEach(original => original.Dispose());
        }

        return chosen;

        double Measure()
        {
            Restore();
            _ = new QuantizedTraining(network, new QuantizationOptions { ByLayer = chosen });
            return error();
        }

        void Restore()
        {
            using var none = no_grad();
            foreach (var (layer, original) in layers.Zip(originals))
            {
                layer.Weight.copy_(original);
            }
        }
    }
}
