using System.Globalization;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Training;

/// <summary>Adam's averages as named tensors, so that a checkpoint is one file of tensors.</summary>
internal static class OptimizerTensors
{
    /// <summary>Copies of the state of every parameter, in the order of the parameters.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(Adam optimizer)
    {
        using var none = no_grad();
        var tensors = new Dictionary<string, Tensor>();
        foreach (var (index, state) in States(optimizer))
        {
            tensors[Name(index, "steps")] = tensor(state.step).DetachFromDisposeScope();
            tensors[Name(index, "mean")] = state.exp_avg.clone().DetachFromDisposeScope();
            tensors[Name(index, "square")] = state.exp_avg_sq.clone().DetachFromDisposeScope();
        }

        return tensors;
    }

    /// <exception cref="CompressionException">The tensors are of another training.</exception>
    public static void Load(Adam optimizer, IReadOnlyDictionary<string, Tensor> tensors)
    {
        using var none = no_grad();
        var states = States(optimizer).ToList();
        if (tensors.Count != 3 * states.Count || states.Any(entry => !tensors.ContainsKey(Name(entry.Index, "square"))))
        {
            throw new CompressionException($"The checkpoint has {tensors.Count} tensors of an optimizer, where this training needs {3 * states.Count}. It belongs to another recipe.");
        }

        foreach (var (index, state) in states)
        {
            state.step = tensors[Name(index, "steps")].item<long>();
            state.exp_avg.copy_(tensors[Name(index, "mean")]);
            state.exp_avg_sq.copy_(tensors[Name(index, "square")]);
        }
    }

    private static IEnumerable<(int Index, Adam.State State)> States(Adam optimizer) =>
        optimizer.state_dict().State.Select((state, index) => (index, (Adam.State)state));

    private static string Name(int index, string part) => string.Create(CultureInfo.InvariantCulture, $"{index}.{part}");
}
