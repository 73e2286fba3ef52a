using TorchSharp;
using Whittle.Compression.Export;
using Whittle.Onnx;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace Whittle.Compression.Tests.Export;

public class ModuleTests
{
    public static TheoryData<string> Functions =>
        ["relu", "relu6", "leaky", "elu", "sigmoid", "tanh", "silu", "softplus", "softmax", "logsoftmax", "dropout", "identity"];

    [Theory]
    [MemberData(nameof(Functions))]
    public void Function_SameAnswers(string name)
    {
        Torch.Need();
        using var network = Sequential(("fc", Linear(4, 5)), ("f", Create(name)));
        OnnxFile.SameAnswers(network, shape: [1, 4]);
    }

    [Fact]
    public void Convolutions_SameAnswers()
    {
        Torch.Need();
        using var network = Sequential(
            ("a", Conv2d(2, 4, (3, 2), stride: (2, 1), padding: (1, 0), dilation: (1, 2))), ("r", ReLU()), ("b", Conv2d(
                4, 4, 3, padding: 1, groups: 2, bias: false)),
            ("c", Conv2d(4, 3, 4, Padding.Same)), ("flat", Flatten()), ("fc", Linear(3 * 5 * 7, 2)));
        OnnxFile.SameAnswers(network, shape: [1, 2, 9, 9]);
    }

    [Fact]
    public void OneDimension_SameAnswers()
    {
        Torch.Need();
        using var network = Sequential(("a", Conv1d(2, 4, 3, padding: 1)), ("pool", MaxPool1d(2)), ("n", BatchNorm1d(4)), ("flat", Flatten()));
        OnnxFile.SameAnswers(network, shape: [1, 2, 8]);
    }

    [Fact]
    public void PoolsAndNorms_NestedSequentials_SameAnswers()
    {
        Torch.Need();
        var norm = BatchNorm2d(3);
        norm.running_mean!.copy_(tensor(new float[] { 0.1f, -0.2f, 0.3f }));
        norm.running_var!.copy_(tensor(new float[] { 1, 2, 0.5f }));
        using var network = Sequential(
            ("features", Sequential(("c", Conv2d(1, 3, 3)), ("n", norm), ("m", MaxPool2d(3, stride: 2, padding: 1)), ("a", AvgPool2d(2, stride: 1)))),
            ("g", AdaptiveAvgPool2d(1)), ("flat", Flatten()));
        OnnxFile.SameAnswers(network, shape: [1, 1, 12, 12]);
    }

    [Fact]
    public void CustomModule_SaysItsForward()
    {
        Torch.Need();
        using var network = new Residual(wrong: false);
        OnnxFile.SameAnswers(network, shape: [1, 4]);
    }

    [Fact]
    public void CustomModule_SaysSomethingElse_IsCaught()
    {
        Torch.Need();
        using var network = new Residual(wrong: true);
        Assert.Contains(
            "differ",
            Assert.Throws<CompressionException>(() => OnnxExport.Write(network, new ExportOptions { InputShape = [1, 4] })).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void UnknownModule_IsNamedWithTheInterface()
    {
        Torch.Need();
        using var network = Sequential(("fc", Linear(4, 4)), ("odd", new Odd()));
        var message = Assert.Throws<CompressionException>(() => OnnxExport.Write(network, new ExportOptions { InputShape = [1, 4] })).Message;
        Assert.Contains("'odd'", message, StringComparison.Ordinal);
        Assert.Contains("IOnnxExportable", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Labels_AreMetadata()
    {
        Torch.Need();
        using var network = Linear(4, 2);
        var model = OnnxReader.Read(OnnxExport.Write(network, new ExportOptions { InputShape = [1, 4], Labels = ["no", "yes"] }));
        Assert.Equal(new KeyValuePair<string, string>("labels", "no,yes"), Assert.Single(model.Metadata));
    }

    private static Module<Tensor, Tensor> Create(string name) => name switch
    {
        "relu" => ReLU(),
        "relu6" => ReLU6(),
        "leaky" => LeakyReLU(0.2),
        "elu" => ELU(0.7),
        "sigmoid" => Sigmoid(),
        "tanh" => Tanh(),
        "silu" => SiLU(),
        "softplus" => Softplus(),
        "softmax" => Softmax(1),
        "logsoftmax" => LogSoftmax(1),
        "dropout" => Dropout(),
        _ => Identity(),
    };

    private sealed class Residual : Module<Tensor, Tensor>, IOnnxExportable
    {
        private readonly Module<Tensor, Tensor> inner = Linear(4, 4);
        private readonly bool _wrong;

        public Residual(bool wrong)
            : base(nameof(Residual))
        {
            _wrong = wrong;
            RegisterComponents();
        }

        public override Tensor forward(Tensor input) => input + inner.call(input).relu();

        public string Export(GraphBuilder graph, string name, string input)
        {
            var product = graph.Add(inner, "inner", input);
            return graph.Node("Add", "sum", [input, _wrong ? product : graph.Node("Relu", "relu", [product])]);
        }
    }

    /// <summary>A forward of its own, and no way to say it.</summary>
    private sealed class Odd() : Module<Tensor, Tensor>(nameof(Odd))
    {
        public override Tensor forward(Tensor input) => input.sin();
    }
}
