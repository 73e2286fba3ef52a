using Whittle.Compression.Quantization;
using Whittle.Compression.Training;
using Whittle.Compression.Weights;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes.Checkpoints;

/// <summary>A state as named tensors: what kind of thing it is, a slash, its own name.</summary>
internal static class StateTensors
{
    private const string Network = "network/";
    private const string Form = "form/";
    private const string Activations = "activations/";
    private const string Memory = "memory/";
    private const string Optimizer = "optimizer/";
    private const string Epoch = "epoch";

    public static IReadOnlyDictionary<string, Tensor> Of(CompressionState state, EpochState? epoch = null)
    {
        var tensors = new Dictionary<string, Tensor>();
        Add(Network, NetworkState.Of(state.Network));
        Add(Form, state.Form?.State ?? new Dictionary<string, Tensor>());
        Add(Memory, state.Memory);
        foreach (var (name, scale) in state.Activations?.All ?? new Dictionary<string, ActivationScale>())
        {
            tensors[Activations + name] = tensor(new[] { scale.Scale, scale.ZeroPoint });
        }

        if (epoch is not null)
        {
            Add(Optimizer, epoch.Optimizer);
            tensors[Epoch] = tensor((long)epoch.Epoch);
        }

        return tensors;

        void Add(string prefix, IEnumerable<KeyValuePair<string, Tensor>> entries)
        {
            foreach (var (name, value) in entries)
            {
                tensors[prefix + name] = value.detach();
            }
        }
    }

    /// <summary>Puts the numbers into a state of the same architecture and form.</summary>
    /// <exception cref="CompressionException">They are of another network.</exception>
    public static void Load(CompressionState state, IReadOnlyDictionary<string, Tensor> tensors)
    {
        state.Form?.Load(Part(tensors, Form));

        // Last, since a form writes weights when it is made.
        NetworkState.Load(state.Network, Part(tensors, Network));
        LoadMemory(state, tensors);
        var scales = Part(tensors, Activations).ToDictionary(entry => entry.Key, entry => Scale(entry.Value.data<float>().ToArray()));
        state.Activations = scales.Count > 0 ? ActivationScales.Of(scales) : null;
    }

    /// <summary>What stages remember, which they need before anything else.</summary>
    public static void LoadMemory(CompressionState state, IReadOnlyDictionary<string, Tensor> tensors)
    {
        foreach (var (name, value) in Part(tensors, Memory))
        {
            state.Memory[name] = value;
        }
    }

    /// <summary>Where a stage's training stood.</summary>
    public static EpochState EpochOf(IReadOnlyDictionary<string, Tensor> tensors) => new((int)tensors[Epoch].item<long>(), Part(tensors, Optimizer));

    private static ActivationScale Scale(float[] values) => new(values[0], (byte)values[1]);

    private static Dictionary<string, Tensor> Part(IReadOnlyDictionary<string, Tensor> tensors, string prefix) => tensors
        .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
}
