using System.Globalization;
using Whittle.Benchmarks.Catalogue;
using Whittle.Onnx;

namespace Whittle.Benchmarks.Building;

/// <summary>Adds layers one after the other; <see cref="Current"/> may be set back to an earlier one for branches.</summary>
internal sealed class NetBuilder(Extent input, bool signed, WeightForm form)
{
    private readonly List<Layer> _layers = [];

    /// <summary>Name of the layer that the next one reads.</summary>
    public string Current { get; set; } = Net.InputName;

    public Net Build() => new(input, signed, _layers);

    /// <summary>A square-strided convolution. First layers (up to three channels) stay dense.</summary>
    /// <param name="outputs">Output channels.</param>
    /// <param name="height">Kernel height.</param>
    /// <param name="width">Kernel width.</param>
    /// <param name="stride">Both strides.</param>
    /// <param name="pads">Top, left, bottom, right; none if empty.</param>
    /// <param name="relu">Whether Relu follows.</param>
    public NetBuilder Conv(int outputs, int height, int width, int stride = 1, long[]? pads = null, bool relu = true)
    {
        var channels = ExtentOf(Current).Channels;
        var weights = Source().Draw([outputs, channels, height, width], prune: channels > 3);
        return AddConv("conv", outputs, weights, stride, pads ?? [0, 0, 0, 0], 1, relu);
    }

    /// <summary>A 3x3 filter for each channel, padded by one; always dense.</summary>
    public NetBuilder Depthwise(int stride = 1)
    {
        var channels = ExtentOf(Current).Channels;
        return AddConv("depthwise", channels, Source().Draw([channels, 1, 3, 3], prune: false), stride, [1, 1, 1, 1], channels, relu: true);
    }

    public NetBuilder MaxPool2()
    {
        var extent = ExtentOf(Current);
        return Add("pool", "MaxPool", extent with { Height = extent.Height / 2, Width = extent.Width / 2 }, false, [Ints("kernel_shape", 2, 2), Ints("strides", 2, 2)]);
    }

    public NetBuilder GlobalAverage() => Add("mean", "GlobalAveragePool", ExtentOf(Current) with { Height = 1, Width = 1 }, false, []);

    public NetBuilder FullyConnected(int outputs, bool relu = true, bool prune = true)
    {
        var extent = ExtentOf(Current);
        if (!extent.Flat)
        {
            Add("flatten", "Flatten", Extent.Vector(extent.Length), false, []);
        }

        return Add("dense", "Gemm", Extent.Vector(outputs), relu, [Int("transB", 1)], Source().Draw([outputs, extent.Length], prune));
    }

    /// <summary>Adds another layer's output to the current one; Relu follows.</summary>
    public NetBuilder Plus(string other)
    {
        var name = Name("add");
        _layers.Add(new Layer(name, "Add", [Current, other], ExtentOf(Current), true, [], null));
        Current = name;
        return this;
    }

    private NetBuilder AddConv(string name, int outputs, LayerWeights weights, int stride, long[] pads, int groups, bool relu)
    {
        var extent = ExtentOf(Current);
        var (height, width) = ((int)weights.Dimensions[2], (int)weights.Dimensions[3]);
        var result = new Extent(
            outputs,
            ((extent.Height + (int)(pads[0] + pads[2]) - height) / stride) + 1,
            ((extent.Width + (int)(pads[1] + pads[3]) - width) / stride) + 1);
        return Add(name, "Conv", result, relu, [Ints("kernel_shape", height, width), Ints("strides", stride, stride), Ints("pads", pads), Int("group", groups)], weights);
    }

    private NetBuilder Add(string name, string type, Extent output, bool relu, OnnxAttribute[] attributes, LayerWeights? weights = null)
    {
        var layer = new Layer(Name(name), type, [Current], output, relu, attributes, weights);
        _layers.Add(layer);
        Current = layer.Name;
        return this;
    }

    private WeightSource Source() => new(form, 100 + _layers.Count);

    private string Name(string stem) => stem + (_layers.Count + 1).ToString(CultureInfo.InvariantCulture);

    private Extent ExtentOf(string name) => name == Net.InputName ? input : _layers.Single(layer => layer.Name == name).Output;

    private static OnnxAttribute Int(string name, long value) => new() { Name = name, Kind = OnnxAttributeKind.Int, Int = value };

    private static OnnxAttribute Ints(string name, params long[] values) => new() { Name = name, Kind = OnnxAttributeKind.Ints, Ints = values };
}
