namespace Whittle.Compression.Export;

/// <summary>A module with a forward of its own that can say it in ONNX.</summary>
public interface IOnnxExportable
{
    /// <summary>Adds the module's nodes and returns the name of its output.</summary>
    /// <param name="graph">Where nodes go; <see cref="GraphBuilder.Add(TorchSharp.torch.nn.Module, string, string)"/> adds inner modules.</param>
    /// <param name="name">The module's path in the network, the beginning of all names that it adds.</param>
    /// <param name="input">Name of the module's input.</param>
    string Export(GraphBuilder graph, string name, string input);
}
