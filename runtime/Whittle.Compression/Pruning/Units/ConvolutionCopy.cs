using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace Whittle.Compression.Pruning.Units;

/// <summary>Convolutions fix their numbers of channels when they are made, so one with other weights is a new module.</summary>
internal static class ConvolutionCopy
{
    /// <summary>The module itself where its weights still fit, and otherwise a new one that has its weights and settings.</summary>
    public static nn.Module<Tensor, Tensor> Of(Convolution source)
    {
        var (inputs, outputs) = (source.weight.shape[1] * source.groups, source.weight.shape[0]);
        if (inputs == source.in_channels && outputs == source.out_channels)
        {
            return source;
        }

        Convolution copy = source switch
        {
            Conv1d => Line(source, inputs, outputs),
            Conv2d => Plane(source, inputs, outputs),
            _ => throw new CompressionException($"Channels of a {source.GetType().Name} cannot be cut; only Conv1d and Conv2d are known."),
        };
        copy.weight = source.weight;
        copy.bias = source.bias!;
        return copy;
    }

    private static Conv1d Line(Convolution source, long inputs, long outputs)
    {
        var (kernel, stride, dilation, hasBias) = (source.kernel_size[0], source.stride[0], source.dilation[0], source.bias is not null);
        return source.padding_type is { } kind
            ? nn.Conv1d(inputs, outputs, kernel, kind, stride, dilation, source.padding_mode, source.groups, hasBias)
            : nn.Conv1d(inputs, outputs, kernel, stride, source.padding![0], dilation, source.padding_mode, source.groups, hasBias);
    }

    private static Conv2d Plane(Convolution source, long inputs, long outputs)
    {
        var (kernel, stride, dilation, hasBias) = (Pair(source.kernel_size), Pair(source.stride), Pair(source.dilation), source.bias is not null);
        return source.padding_type is { } kind
            ? nn.Conv2d(inputs, outputs, kernel, kind, stride, dilation, source.padding_mode, source.groups, hasBias)
            : nn.Conv2d(inputs, outputs, kernel, stride, Pair(source.padding!), dilation, source.padding_mode, source.groups, hasBias);
    }

    private static (long, long) Pair(long[] values) => values.Length == 1 ? (values[0], values[0]) : (values[0], values[1]);
}
