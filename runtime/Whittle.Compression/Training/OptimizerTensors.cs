using System.Globalization;
using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Adam's averages as named tensors, so that a checkpoint is one file of tensors.</summary>
internal static class OptimizerTensors
{
    /// <summary>Copies of the state of every parameter, in the order of the parameters.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(AdamOptimizer optimizer)
    {
        using var none = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (index, state) in States(optimizer))
        {
            tensors[Name(index, "steps")] = tensor(state.Steps).DetachFromDisposeScope();
            tensors[Name(index, "mean")] = state.Mean.clone().DetachFromDisposeScope();
            tensors[Name(index, "square")] = state.Square.clone().DetachFromDisposeScope();
        }

        return tensors;
    }

    /// <exception cref="CompressionException">The tensors are of another training.</exception>
    public static void Load(AdamOptimizer optimizer, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var none = no_grad();
        var states = States(optimizer).ToList();
        if (tensors.Count != 3 * states.Count || states.Any(entry => !tensors.ContainsKey(Name(entry.Index, "square"))))
        {
            throw new CompressionException(
                $"The checkpoint has {tensors.Count} tensors of an optimizer, where this training needs {3 * states.Count}. It belongs to another recipe.");
        }

        foreach (var (index, state) in states)
        {
            state.Steps = tensors[Name(index, "steps")].item<long>();
            state.Mean.copy_(tensors[Name(index, "mean")]);
            state.Square.copy_(tensors[Name(index, "square")]);
        }
    }

    private static IEnumerable<(int Index, AdamOptimizer.State State)> States(AdamOptimizer optimizer) =>
        optimizer.States.Select((state, index) => (index, state));

    private static string Name(int index, string part) => string.Create(CultureInfo.InvariantCulture, $"{index}.{part}");
}
