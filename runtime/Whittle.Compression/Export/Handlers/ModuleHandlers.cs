using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Export.Handlers;

/// <summary>The table of modules that can be exported.</summary>
internal static class ModuleHandlers
{
    public static string Add(GraphBuilder graph, nn.Module module, string name, string input) => module switch
    {
        Linear linear => LinearHandler.Add(graph, linear, name, input),
        Convolution { transposed: false } convolution => ConvolutionHandler.Add(graph, convolution, name, input),
        BatchNorm norm => BatchNormHandler.Add(graph, norm, name, input),
        MaxPool1d or MaxPool2d or AvgPool2d or AdaptiveAvgPool2d => PoolHandler.Add(graph, module, name, input),
        Flatten or Dropout or Dropout1d or Dropout2d or Identity or Unflatten => ShapeHandler.Add(graph, module, name, input),
        _ => ActivationHandler.TryAdd(graph, module, name, input) ?? throw Unknown(module, name),
    };

    private static CompressionException Unknown(nn.Module module, string name) => new(
        $"'{name}' is a {module.GetType().FullName}, for which no ONNX form is known. Let it implement {typeof(IOnnxExportable).FullName}, or replace it by known modules.");
}
