using Whittle.Compiler.Diagnostics;
using Whittle.Compiler.Evaluation;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Compiler.Passes.Layers;
using Whittle.Compiler.Settings;

namespace Whittle.Compiler.Compress;

/// <summary>
/// What item metadata ask the build to do to a float model: prune, then quantize, then share, each a file of this folder. The result is ONNX again
/// (DequantizeLinear in front of the weights, quantized activations), which the passes turn into integer layers as they do with models that come so.
/// </summary>
internal static class Compression
{
    private static readonly IGraphPass[] Preparation =
    [
        new PowTypes(), new ChannelSlopes(), new Simplification(), new DeadNodes(),

        // What is folded into weights is compressed with them, and not in their way afterwards.
        new BatchNormalizationFolding(), new BiasFusion(), new DeadNodes(),
    ];

    /// <summary>Compresses the graph in place; answers what that did.</summary>
    /// <exception cref="ModelException">There is nothing to compress, or a setting does not fit the model.</exception>
    public static CompressionReport Run(Graph graph, CompressionOptions options)
    {
        if (!options.IsWanted)
        {
            return CompressionReport.Empty;
        }

        foreach (var pass in Preparation.Where(pass => pass.Run(graph)))
        {
            GraphVerifier.Verify(graph, pass.Name);
        }

        var layers = WeightLayer.Find(graph);
        Refuse(graph, layers);
        var calibration = options.Calibration is { } folder ? SampleFolder.Read(folder, graph) : null;
        var samples = calibration ?? RandomInputs.For(graph);
        var before = Measure(graph, samples, calibration is not null);
        Pruning.Run(layers, options.Prune);
        WeightQuantization.Run(layers, options.WeightBits);
        WeightSharing.Run(layers, options.SharedValues);
        WeightStorage.Run(graph, layers);
        if (options.WeightBits > 0)
        {
            ActivationQuantization.Run(graph, layers, calibration);
        }

        GraphVerifier.Verify(graph, "compression");
        return CompressionReport.Of(graph, layers, samples, before);
    }

    /// <summary>Outputs before compression. Null where an operator has no reference: then only calibration, which needs one, is refused.</summary>
    private static IReadOnlyList<Tensor[]>? Measure(Graph graph, SampleSet samples, bool required)
    {
        try
        {
            return samples.Run(graph);
        }
        catch (ModelException exception) when (!required && exception.Id == ErrorIds.NotMeasurable)
        {
            return null;
        }
    }

    private static void Refuse(Graph graph, IReadOnlyList<WeightLayer> layers)
    {
        var quantized = graph.Nodes.Any(
            node => node.OperatorType is "DequantizeLinear" or "QLinearConv" or "QLinearMatMul" or "MatMulInteger" or "ConvInteger" or "QGemm");
        if (layers.Count == 0)
        {
            throw new ModelException(
                ErrorIds.NotCompressible,
                "",
                quantized
                    ? "The model is quantized already, so there is nothing that Quantize, Prune or Share could do."
                    : "The model has no layer with float weights, so there is nothing to compress.",
                "Take Quantize, Prune and Share away from it, or compress it where it is made.");
        }

        foreach (var layer in layers.Where(layer => layer.Weights.Any(weight => float.IsNaN(weight) || float.IsInfinity(weight))))
        {
            throw new ModelException(
                ErrorIds.NotCompressible,
                layer.Name,
                "Some of its weights are NaN or infinite, which cannot be compressed.",
                "Correct the model where it is made.");
        }
    }
}
