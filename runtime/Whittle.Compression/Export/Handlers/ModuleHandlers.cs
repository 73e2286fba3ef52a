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
        ConvTranspose1d or ConvTranspose2d or ConvTranspose3d => TransposedConvolutionHandler.Add(graph, (Convolution)module, name, input),
        Embedding embedding => EmbeddingHandler.Add(graph, embedding, name, input),
        BatchNorm norm => BatchNormHandler.Add(graph, norm, name, input),
        InstanceNorm norm => InstanceNormHandler.Add(graph, norm, name, input),
        LayerNorm norm => LayerNormHandler.Add(graph, norm, name, input),
        GroupNorm norm => GroupNormHandler.Add(graph, norm, name, input),
        LocalResponseNorm norm => LocalResponseNormHandler.Add(graph, norm, name, input),
        MaxPool1d or MaxPool2d or MaxPool3d or AvgPool1d or AvgPool2d or AvgPool3d => PoolHandler.Add(graph, module, name, input),
        AdaptiveAvgPool1d or AdaptiveAvgPool2d or AdaptiveAvgPool3d or AdaptiveMaxPool1d or AdaptiveMaxPool2d =>
            AdaptivePoolHandler.Add(graph, module, name, input),
        PadBase pad => PadHandler.Add(graph, pad, name, input),
        Upsample upsample => UpsampleHandler.Add(graph, upsample, name, input),
        PixelShuffle or PixelUnshuffle or ChannelShuffle => ShuffleHandler.Add(graph, module, name, input),
        Flatten or Unflatten or Identity => ShapeHandler.Add(graph, module, name, input),
        Dropout or Dropout1d or Dropout2d or Dropout3d or AlphaDropout or FeatureAlphaDropout => ShapeHandler.Add(graph, module, name, input),
        PReLU prelu => PReluHandler.Add(graph, prelu, name, input),
        _ => ActivationHandler.TryAdd(graph, module, name, input) ?? throw Unknown(module, name),
    };

    private static CompressionException Unknown(nn.Module module, string name) => new(module is LSTM or GRU
        ? $"'{name}' is a {module.GetType().FullName}, which takes and gives several tensors. Put it into a {typeof(SequenceLayer).FullName}."
        :
        $"'{name}' is a {module.GetType().FullName}, for which no ONNX form is known. Let it implement {typeof(IOnnxExportable).FullName}, or replace it by "
            + "known modules.");
}
