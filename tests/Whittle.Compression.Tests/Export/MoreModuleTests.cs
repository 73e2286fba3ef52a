using TorchSharp;
using TorchSharp.Modules;
using Whittle.Compiler;
using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

/// <summary>Every module that can be exported gives in ONNX Runtime what it gives in torch, and compiles.</summary>
public class MoreModuleTests
{
    private static readonly Dictionary<string, (Func<Module<Tensor, Tensor>> Create, long[] Shape)> Cases = new()
    {
        ["GELU"] = (() => GELU(), [2, 5]),
        ["GELU tanh"] = (() => GELU(TorchSharp.Modules.GELU.Approximate.tanh), [2, 5]),
        ["Hardtanh"] = (() => Hardtanh(-0.5, 0.7, inplace: true), [2, 5]),
        ["Hardswish"] = (() => Hardswish(), [2, 5]),
        ["Hardsigmoid"] = (() => Hardsigmoid(), [2, 5]),
        ["Softplus beta"] = (() => Softplus(3), [2, 5]),
        ["CELU"] = (() => CELU(0.6), [2, 5]),
        ["SELU"] = (() => SELU(), [2, 5]),
        ["Mish"] = (() => Mish(), [2, 5]),
        ["Softsign"] = (() => Softsign(), [2, 5]),
        ["LogSigmoid"] = (() => LogSigmoid(), [2, 5]),
        ["Softmin"] = (() => Softmin(1), [2, 5]),
        ["Softmax2d"] = (() => Softmax2d(), [1, 3, 2, 2]),
        ["Tanhshrink"] = (() => Tanhshrink(), [2, 5]),
        ["Threshold"] = (() => Threshold(0.3, 0), [2, 5]),
        ["GLU"] = (() => GLU(1), [2, 6, 3]),
        ["RReLU"] = (() => RReLU(0.1, 0.3), [2, 5]),
        ["PReLU one"] = (() => PReLU(1, 0.2), [2, 3, 4]),
        ["PReLU channels"] = (() => Filled(PReLU(3)), [2, 3, 4, 4]),
        ["LayerNorm"] = (() => Filled(LayerNorm([3, 5])), [2, 4, 3, 5]),
        ["LayerNorm plain"] = (() => LayerNorm([5], elementwise_affine: false), [2, 5]),
        ["GroupNorm"] = (() => Filled(GroupNorm(2, 6)), [2, 6, 3, 3]),
        ["InstanceNorm"] = (() => Filled(InstanceNorm2d(3, affine: true)), [2, 3, 4, 4]),
        ["InstanceNorm plain"] = (() => InstanceNorm1d(3), [2, 3, 7]),
        ["InstanceNorm tracked"] = (() => InstanceNorm2d(3, track_running_stats: true), [2, 3, 4, 4]),
        ["LocalResponseNorm"] = (() => LocalResponseNorm(3, 0.01, 0.7, 2), [1, 6, 3, 3]),
        ["ConvTranspose2d"] = (() => ConvTranspose2d(4, 6, (3, 2), stride: (2, 3), padding: (1, 0), output_padding: (1, 0), groups: 2), [1, 4, 5, 5]),
        ["ConvTranspose1d"] = (() => ConvTranspose1d(2, 3, 4, stride: 2, bias: false), [1, 2, 6]),
        ["ConvTranspose3d"] = (() => ConvTranspose3d(2, 3, (2, 3, 2), stride: (1, 2, 2), padding: (0, 1, 0)), [1, 2, 3, 4, 3]),
        ["Conv3d"] = (() => Conv3d(2, 4, (3, 2, 3), stride: (1, 2, 1), padding: (1, 0, 1), groups: 2), [1, 2, 5, 6, 4]),
        ["Conv3d dilated"] = (() => Conv3d(2, 3, 2, dilation: 2, bias: false), [1, 2, 5, 5, 5]),
        ["BatchNorm3d"] = (() => Filled(BatchNorm3d(3)), [1, 3, 2, 3, 4]),
        ["MaxPool3d"] = (() => MaxPool3d(2, padding: 1), [1, 2, 4, 6, 4]),
        ["AvgPool3d"] = (() => AvgPool3d((2, 1, 3), (2, 1, 1)), [1, 2, 4, 3, 5]),
        ["AdaptiveAvgPool3d"] = (() => AdaptiveAvgPool3d([2, 1, 2]), [1, 2, 4, 3, 6]),
        ["Hardshrink"] = (() => Hardshrink(0.4), [2, 5]),
        ["Softshrink"] = (() => Softshrink(0.4), [2, 5]),
        ["LSTM"] = (() => new SequenceLayer(LSTM(3, 5)), [4, 2, 3]),
        ["LSTM batch first"] = (() => new SequenceLayer(LSTM(3, 5, batchFirst: true)), [2, 4, 3]),
        ["LSTM two ways, two layers"] = (() => new SequenceLayer(LSTM(3, 5, numLayers: 2, bidirectional: true, batchFirst: true)), [2, 4, 3]),
        ["LSTM without bias, last step"] = (() => new SequenceLayer(LSTM(3, 5, bias: false, batchFirst: true), lastStep: true), [2, 4, 3]),
        ["GRU"] = (() => new SequenceLayer(GRU(3, 5)), [4, 2, 3]),
        ["GRU two ways, last step"] = (() => new SequenceLayer(GRU(3, 5, bidirectional: true), lastStep: true), [4, 2, 3]),
        ["AvgPool1d"] = (() => AvgPool1d(3, stride: 2, padding: 1), [1, 2, 9]),
        ["AdaptiveAvgPool2d"] = (() => AdaptiveAvgPool2d((2, 3)), [1, 2, 4, 6]),
        ["AdaptiveAvgPool1d"] = (() => AdaptiveAvgPool1d(1), [1, 2, 5]),
        ["AdaptiveMaxPool2d"] = (() => AdaptiveMaxPool2d([2, 2]), [1, 2, 4, 6]),
        ["AdaptiveMaxPool1d"] = (() => AdaptiveMaxPool1d(1), [1, 2, 5]),
        ["ZeroPad2d"] = (() => ZeroPad2d((1, 2, 3, 0)), [1, 2, 3, 4]),
        ["ConstantPad1d"] = (() => ConstantPad1d((2, 1), 0.5), [1, 2, 4]),
        ["ReflectionPad2d"] = (() => ReflectionPad2d((1, 2, 0, 1)), [1, 2, 4, 5]),
        ["ReplicationPad1d"] = (() => ReplicationPad1d((3, 1)), [1, 2, 4]),
        ["Upsample nearest"] = (() => Upsample(scale_factor: [2, 3]), [1, 2, 3, 4]),
        ["Upsample size"] = (() => Upsample(size: [7, 9], mode: UpsampleMode.Bilinear, align_corners: false), [1, 2, 3, 4]),
        ["Upsample corners"] = (() => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bilinear, align_corners: true), [1, 2, 3, 4]),
        ["Upsample cubic"] = (() => Upsample(scale_factor: [2, 2], mode: UpsampleMode.Bicubic, align_corners: false), [1, 1, 5, 5]),
        ["Upsample linear"] = (() => Upsample(scale_factor: [3], mode: UpsampleMode.Linear, align_corners: false), [1, 2, 5]),
        ["PixelShuffle"] = (() => PixelShuffle(2), [1, 8, 3, 2]),
        ["PixelUnshuffle"] = (() => PixelUnshuffle(2), [1, 2, 6, 4]),
        ["ChannelShuffle"] = (() => ChannelShuffle(2), [1, 6, 3, 3]),
        ["Flatten middle"] = (() => Flatten(1, 2), [2, 3, 4, 5]),
        ["Unflatten"] = (() => Unflatten(1, [2, 3]), [2, 6, 4]),
        ["Linear of three dimensions"] = (() => Linear(5, 4), [2, 3, 5]),
        ["Linear without bias"] = (() => Linear(5, 4, hasBias: false), [2, 3, 5]),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Module_SameAnswers(string name)
    {
        Torch.Need();
        using var module = Cases[name].Create();
        using var network = Sequential(("module", module), ("end", Tanh()));
        OnnxFile.SameAnswers(network, shape: Cases[name].Shape);
        var plan = ModelCompiler.Compile(OnnxExport.Write(network, new ExportOptions { InputShape = Cases[name].Shape }), "module.onnx", new CompileOptions()).Plan;
        Assert.Empty(plan.Errors.Select(error => $"{error.Id} {error.Cause}"));
    }

    [Fact]
    public void RecurrentModule_ByItself_NamesTheLayerForIt()
    {
        Torch.Need();
        using var network = new Owner();
        var message = Assert.Throws<CompressionException>(() => OnnxExport.Write(network, new ExportOptions { InputShape = [4, 2, 3] })).Message;
        Assert.Contains("Put it into a Whittle.Compression.Export.SequenceLayer", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Dropouts_AreLeftOut()
    {
        Torch.Need();
        using var network = Sequential(("a", AlphaDropout()), ("fc", Linear(4, 3)), ("b", Dropout2d()), ("c", FeatureAlphaDropout()));
        Assert.Equal("Gemm", Assert.Single(OnnxExport.CreateModel(network, new ExportOptions { InputShape = [1, 4] }).Graph.Nodes).OperatorType);
    }

    [Fact]
    public void Embedding_TakesIndices()
    {
        Torch.Need();
        using var network = Sequential(("words", Embedding(10, 4)), ("norm", LayerNorm([4])), ("flat", Flatten()), ("fc", Linear(12, 3)));
        var file = OnnxExport.Write(network, new ExportOptions { InputShape = [2, 3] });
        Assert.Equal(OnnxElementType.Int64, Assert.Single(OnnxReader.Read(file).Graph.Inputs).ElementType);
        long[] indices = [0, 9, 3, 3, 1, 7];
        using var input = tensor(indices).reshape(2, 3);
        Networks.Near(Networks.Values(network.call(input)), OnnxFile.Run(file, indices, [2, 3]));
    }

    [Fact]
    public void UnequalWindows_AreRefusedWithBothSizes()
    {
        Torch.Need();
        using var network = Sequential(("pool", AdaptiveAvgPool2d((3, 3))));
        var message = Assert.Throws<CompressionException>(() => OnnxExport.Write(network, new ExportOptions { InputShape = [1, 1, 7, 6] })).Message;
        Assert.Contains("7×6 to 3×3", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Hardtanh_ThatDoesNothing_IsRefused()
    {
        Torch.Need();
        using var network = Sequential(("limits", Hardtanh()));
        Assert.Contains(
            "inplace: true",
            Assert.Throws<CompressionException>(() => OnnxExport.Write(network, new ExportOptions { InputShape = [1, 4] })).Message,
            StringComparison.Ordinal);

        // The day this fails, the refusal can go.
        Assert.Equal([5f], Networks.Values(network.call(tensor(new[] { 5f }))));
    }

    [Fact]
    public void Embedding_WithActivations_IsRefused()
    {
        Torch.Need();
        using var network = Sequential(("words", Embedding(10, 4)), ("fc", Linear(4, 3)));
        using var other = Linear(4, 4);
        var options = new ExportOptions { InputShape = [2, 3], Activations = ActivationScales.Measure(other, rand(3, 4)) };
        Assert.Contains("indices", Assert.Throws<CompressionException>(() => OnnxExport.Write(network, options)).Message, StringComparison.Ordinal);
    }

    /// <summary>A module of a user's own with an LSTM as it is.</summary>
    private sealed class Owner : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly LSTM _lstm = LSTM(3, 5);

        public Owner()
            : base(nameof(Owner)) => RegisterComponents();

        public override Tensor forward(Tensor input) => _lstm.call(input).Item1;

        public string Export(GraphBuilder graph, string name, string input) => graph.Add(_lstm, $"{name}.lstm", input);
    }

    /// <summary>Parameters that differ from one another.</summary>
    private static T Filled<T>(T module)
        where T : Module<Tensor, Tensor>
    {
        using var none = no_grad();
        foreach (var (_, parameter) in module.named_parameters())
        {
            parameter.copy_(linspace(0.3, 1.1, parameter.numel()).reshape(parameter.shape));
        }

        return module;
    }
}
