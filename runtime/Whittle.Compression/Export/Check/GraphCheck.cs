using Whittle.Compression.Quantization;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Check;

/// <summary>Compares a graph with the module that it was written from.</summary>
internal static class GraphCheck
{
    // One flipped rounding in a hidden layer may move several outputs by a step or two.
    private const double StepsAllowed = 4;

    public static void Compare(nn.Module<Tensor, Tensor> network, OnnxModel model, ExportOptions options)
    {
        using var none = no_grad();
        using var scope = NewDisposeScope();
        var input = NetworkInput.Of(network, options).Sample();
        if (options.Activations is { } scales)
        {
            input = scales.Input.RoundTrip((input * 256 - scales.Input.ZeroPoint) * scales.Input.Scale);
        }

        // A copy, because modules may work in place.
        var expected = Expected(network, options, input.clone());
        var actual = GraphEvaluator.Run(model.Graph, options.Input, input)[options.Output];
        if (!expected.shape.SequenceEqual(actual.shape))
        {
            throw new CompressionException(
                $"The written graph gives the shape [{string.Join(", ", actual.shape)}], the module [{string.Join(", ", expected.shape)}].");
        }

        var difference = (expected - actual).abs().max().item<float>();
        var allowed = Allowed(network, options, expected);
        if (!(difference <= allowed))
        {
            throw new CompressionException(FormattableString.Invariant(
                $"The written graph and the module differ by {difference:G3} on random input, where {allowed:G3} is allowed. Likely a module's Export does not say what its forward does."));
        }
    }

    private static bool RoundsActivations(ExportOptions options) => options.Activations is not null || options.DynamicActivations;

    private static double Allowed(nn.Module network, ExportOptions options, Tensor expected)
    {
        var allowed = options.Tolerance * Math.Max(1e-6, expected.abs().max().item<float>());
        var last = ModuleList.Of(network)[^1].Name;
        if (!RoundsActivations(options))
        {
            return allowed;
        }

        // Where the output stays float, a step counts as a hundredth of the largest output.
        return allowed + (StepsAllowed * (options.Activations?[last]?.Scale ?? (0.01 * expected.abs().max().item<float>())));
    }

    // The module with the integers' weights and rounded activations, as the graph has them.
    private static Tensor Expected(nn.Module<Tensor, Tensor> network, ExportOptions options, Tensor input)
    {
        if (!RoundsActivations(options))
        {
            return network.call(input);
        }

        var layers = WeightLayer.Of(network).Where(layer => !options.Weights.ContainsKey(layer.Name)).ToList();
        var originals = layers.ConvertAll(layer => layer.Weight.detach().clone());
        try
        {
            layers.ForEach(layer => layer.Weight.copy_(WeightQuantizer.Quantize(layer.Weight, WeightScheme.Int8).Values()));
            using var attached = options.Activations?.Attach(network) ?? DynamicActivations.Attach(network);
            return network.call(input);
        }
        finally
        {
            foreach (var (layer, original) in layers.Zip(originals))
            {
                layer.Weight.copy_(original);
            }
        }
    }
}
