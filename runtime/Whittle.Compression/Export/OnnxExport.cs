using Whittle.Compression.Export.Check;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>Writes networks as ONNX files: Sequentials, nested ones, and modules that implement <see cref="IOnnxExportable"/>.</summary>
public static class OnnxExport
{
    /// <summary>The bytes of the .onnx file, checked: the graph, evaluated on random input, gives what the module gives.</summary>
    /// <param name="network">The network; it is put into evaluation mode.</param>
    /// <param name="options">Names, shape and forms.</param>
    /// <exception cref="CompressionException">A module cannot be written, or the check failed.</exception>
    public static byte[] Write(nn.Module<Tensor, Tensor> network, ExportOptions options)
    {
        var model = CreateModel(network, options);
        GraphCheck.Compare(network, model, options);
        return OnnxWriter.Write(model);
    }

    /// <summary>The model without the check.</summary>
    public static OnnxModel CreateModel(nn.Module<Tensor, Tensor> network, ExportOptions options)
    {
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(options);
        network.eval();
        using var none = no_grad();
        var sample = NetworkInput.Of(network, options);
        var graph = new OnnxGraph { Name = options.Name };
        var builder = new GraphBuilder(graph, options) { Shapes = ModuleShapes.Of(network, sample, out var outputShape) };
        var input = options.Activations is { } scales ? builder.RoundTrip(options.Input, scales.Input) : options.Input;
        var output = builder.Add(network, "", input);
        Rename(graph, output, options.Output);
        graph.Inputs.Add(Describe(options.Input, options.InputShape, sample.Indices is null ? OnnxElementType.Float : OnnxElementType.Int64));
        graph.Outputs.Add(Describe(options.Output, outputShape, OnnxElementType.Float));
        var model = new OnnxModel { IrVersion = IrVersion(builder.OperatorSet), ProducerName = "Whittle.Compression", Graph = graph };
        model.OperatorSets.Add(new OnnxOperatorSet("", builder.OperatorSet));
        if (options.Labels.Count > 0)
        {
            model.Metadata.Add(new KeyValuePair<string, string>("labels", string.Join(',', options.Labels)));
        }

        return model;
    }

    private static void Rename(OnnxGraph graph, string from, string to)
    {
        var node = graph.Nodes.SingleOrDefault(node => node.Outputs[0] == from)
            ?? throw new CompressionException("The network does nothing in evaluation mode, so there is no graph to write.");
        node.Outputs[0] = to;
        foreach (var reader in graph.Nodes)
        {
            for (var i = 0; i < reader.Inputs.Count; i++)
            {
                reader.Inputs[i] = reader.Inputs[i] == from ? to : reader.Inputs[i];
            }
        }
    }

    /// <summary>The version of the file format that came with an operator set.</summary>
    private static long IrVersion(long operatorSet) => operatorSet switch
    {
        < 15 => 7,
        < 19 => 8,
        < 21 => 9,
        _ => 10,
    };

    private static OnnxValueInfo Describe(string name, long[] shape, OnnxElementType type) => new()
    {
        Name = name,
        ElementType = type,
        Shape = [.. shape.Select(OnnxDimension.Fixed)],
    };
}
