using static TorchSharp.torch;

namespace Whittle.Compression.Pruning;

/// <summary>What is removed as a whole: single weights, blocks, outputs.</summary>
public abstract class PruningShape
{
    /// <summary>The groups of a layer with their scores.</summary>
    /// <param name="scores">Scores in the shape of the weights, dimension 0 the outputs.</param>
    /// <param name="layer">Name of the layer, for errors.</param>
    public abstract WeightGroups Group(Tensor scores, string layer);
}

/// <summary>Groups of weights that stay or go together.</summary>
/// <param name="Scores">One score per group, 1-D; −∞ where the shape itself rules the group out.</param>
/// <param name="Expand">Turns one number per group into one number per weight, in the shape of the weights.</param>
/// <param name="WeightsPerGroup">How many weights a whole group has.</param>
public sealed record WeightGroups(Tensor Scores, Func<Tensor, Tensor> Expand, long WeightsPerGroup);
