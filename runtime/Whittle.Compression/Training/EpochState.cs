using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>What training needs to go on from the end of an epoch, beside the weights.</summary>
/// <param name="Epoch">Epochs done.</param>
/// <param name="Optimizer">The optimizer's tensors by name.</param>
internal sealed record EpochState(int Epoch, IReadOnlyDictionary<string, Tensor> Optimizer);
