using TorchSharp.Modules;
using Whittle.Compression.Quantization.Calibration;
using static TorchSharp.torch;

namespace Whittle.Compression.Quantization;

/// <summary>Scales of the input and of the values between the modules of a network of Sequentials, measured on samples.</summary>
/// <remarks>
/// A value gets a scale where ONNX runtimes round it to bytes: after each Linear and convolution, after the ReLU that follows one instead, and after average
/// pools. Max pooling, flattening and dropout pass the scale of their input on. Other modules compute in float.
/// </remarks>
public sealed class ActivationScales
{
    private const int Bins = 2048;

    private readonly Dictionary<string, ActivationScale> _scales = [];

    private ActivationScales()
    {
    }

    /// <summary>Scale of the network's input.</summary>
    public ActivationScale Input => _scales[""];

    /// <summary>Scale of a module's output by its name, or null where it stays float.</summary>
    public ActivationScale? this[string module] => _scales.TryGetValue(module, out var scale) ? scale : null;

    /// <summary>Runs the samples through the network and chooses a range for each value.</summary>
    /// <param name="network">The network, batch normalization folded.</param>
    /// <param name="samples">[samples, …], a few hundred typical inputs.</param>
    /// <param name="method">How ranges are chosen; <see cref="MinMax"/> when null.</param>
    /// <exception cref="CompressionException">There are no samples, or the network produces values that are not numbers.</exception>
    public static ActivationScales Measure(nn.Module<Tensor, Tensor> network, Tensor samples, RangeMethod? method = null)
    {
        ArgumentNullException.ThrowIfNull(network);
        if (samples is null || samples.shape.Length == 0 || samples.shape[0] == 0)
        {
            throw new CompressionException("Calibration needs samples, but none were given. A few hundred inputs of the training data are enough.");
        }

        using var none = no_grad();
        network.eval();
        var result = new ActivationScales();
        result.Add("", samples, method ?? new MinMax());
        var modules = ModuleList.Of(network);
        var hooks = Points(modules).Select(point => point.Module.register_forward_hook((_, _, output) =>
        {
            result.Add(point.Name, output, method ?? new MinMax());
            return null!;
        })).ToList();
        network.call(samples).Dispose();
        hooks.ForEach(hook => hook.remove());
        return result;
    }

    /// <summary>Scale and zero point of every value by name, for checkpoints; the input's name is empty.</summary>
    internal IReadOnlyDictionary<string, ActivationScale> All => _scales;

    /// <summary>Scales that were measured before.</summary>
    internal static ActivationScales Of(IEnumerable<KeyValuePair<string, ActivationScale>> scales)
    {
        var result = new ActivationScales();
        foreach (var (name, scale) in scales)
        {
            result._scales.Add(name, scale);
        }

        return result;
    }

    /// <summary>Rounds the values between modules as an int8 runtime does, in training and evaluation, until the result is disposed.</summary>
    public IDisposable Attach(nn.Module<Tensor, Tensor> network)
    {
        ArgumentNullException.ThrowIfNull(network);
        var input = network.register_forward_pre_hook((_, values) => Input.RoundTrip(values));
        var removers = Points(ModuleList.Of(network))
            .Where(point => _scales.ContainsKey(point.Name))
            .Select(point => point.Module.register_forward_hook((_, _, output) => _scales[point.Name].RoundTrip(output)))
            .ToList();
        return new Attachment(() =>
        {
            input.remove();
            removers.ForEach(remover => remover.remove());
        });
    }

    private static IEnumerable<(string Name, nn.Module<Tensor, Tensor> Module)> Points(IReadOnlyList<(string Name, nn.Module Module)> modules)
    {
        for (var i = 0; i < modules.Count; i++)
        {
            var isWeighted = modules[i].Module is Linear or Convolution;
            var next = i + 1 < modules.Count ? modules[i + 1].Module : null;
            var closesPair = modules[i].Module is ReLU && i > 0 && modules[i - 1].Module is Linear or Convolution;
            if ((isWeighted && next is not ReLU) || closesPair || modules[i].Module is AvgPool2d or AdaptiveAvgPool2d)
            {
                yield return (modules[i].Name, (nn.Module<Tensor, Tensor>)modules[i].Module);
            }
        }
    }

    private void Add(string name, Tensor values, RangeMethod method)
    {
        using var scope = NewDisposeScope();
        var (low, high) = (values.min().item<float>(), values.max().item<float>());
        if (!float.IsFinite(low) || !float.IsFinite(high))
        {
            throw new CompressionException($"Calibration met values that are not numbers at '{(name.Length == 0 ? "input" : name)}'.");
        }

        if (low < high)
        {
            var bin = ((values.flatten() - low) / (high - low) * Bins).floor().clamp(0, Bins - 1).to_type(ScalarType.Int64);
            var counts = bincount(bin, minlength: Bins);
            (low, high) = method.Choose(new ValueHistogram(low, high, counts.data<long>().ToArray()));
        }

        _scales[name] = ActivationScale.Covering(low, high);
    }
}
