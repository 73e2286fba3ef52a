using Whittle.Compression.Export.Check;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>Writes networks as ONNX files: Sequentials, nested ones, and modules that implement <see cref="IOnnxExportable"/>.</summary>
public static class OnnxExport
{
    private const long StandardOperators = 13;
    private const long OperatorsWithInt4 = 21;

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
        var graph = new OnnxGraph { Name = options.Name };
        var builder = new GraphBuilder(graph, options);
        var input = options.Activations is { } scales ? builder.RoundTrip(options.Input, scales.Input) : options.Input;
        var output = builder.Add(network, "", input);
        Rename(graph, output, options.Output);
        graph.Inputs.Add(Describe(options.Input, options.InputShape));
        graph.Outputs.Add(Describe(options.Output, OutputShape(network, options.InputShape)));
        var model = new OnnxModel { IrVersion = builder.UsesInt4 ? 10 : 7, ProducerName = "Whittle.Compression", Graph = graph };
        model.OperatorSets.Add(new OnnxOperatorSet("", builder.UsesInt4 ? OperatorsWithInt4 : StandardOperators));
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

    private static long[] OutputShape(nn.Module<Tensor, Tensor> network, long[] shape)
    {
        using var scope = NewDisposeScope();
        return network.call(zeros(shape)).shape;
    }

    private static OnnxValueInfo Describe(string name, long[] shape) => new()
    {
        Name = name,
        ElementType = OnnxElementType.Float,
        Shape = [.. shape.Select(OnnxDimension.Fixed)],
    };
}
