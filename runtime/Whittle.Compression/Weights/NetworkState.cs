using static TorchSharp.torch;

namespace Whittle.Compression.Weights;

/// <summary>Puts tensors of a file into a network of the same architecture.</summary>
public static class NetworkState
{
    /// <summary>Copies every parameter and buffer of the network from the tensor of its name ("fc1.weight", "bn.running_mean").</summary>
    /// <exception cref="CompressionException">A tensor is missing, is left over, or has another shape; all are named.</exception>
    public static void Load(nn.Module network, IReadOnlyDictionary<string, Tensor> tensors)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(tensors);
        var state = network.state_dict();
        var faults = state.Keys.Where(name => !tensors.ContainsKey(name)).Select(name => $"{name} is missing")
            .Concat(tensors.Keys.Where(name => !state.ContainsKey(name)).Select(name => $"{name} is not in the network"))
            .Concat(state.Where(entry => tensors.TryGetValue(entry.Key, out var given) && !given.shape.SequenceEqual(entry.Value.shape))
                .Select(entry => $"{entry.Key} is [{string.Join(", ", tensors[entry.Key].shape)}], the network's [{string.Join(", ", entry.Value.shape)}]"))
            .ToList();
        if (faults.Count > 0)
        {
            throw new CompressionException($"The tensors do not fit the network: {string.Join("; ", faults)}.");
        }

        using var none = no_grad();
        foreach (var (name, value) in state)
        {
            value.copy_(tensors[name]);
        }
    }

    /// <summary>All parameters and buffers by name, as <see cref="Safetensors.Write"/> takes them.</summary>
    public static IReadOnlyDictionary<string, Tensor> Of(nn.Module network)
    {
        ArgumentNullException.ThrowIfNull(network);
        return network.state_dict();
    }
}
