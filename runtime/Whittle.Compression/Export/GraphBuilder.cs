using TorchSharp.Modules;
using Whittle.Compression.Export.Handlers;
using Whittle.Compression.Quantization;
using Whittle.Onnx;
using static TorchSharp.torch;

namespace Whittle.Compression.Export;

/// <summary>Collects nodes and constants of an ONNX graph.</summary>
public sealed class GraphBuilder
{
    private readonly OnnxGraph _graph;
    private readonly ExportOptions _options;
    private readonly HashSet<string> _names = [];

    internal GraphBuilder(OnnxGraph graph, ExportOptions options)
    {
        (_graph, _options) = (graph, options);
        _names.Add(options.Input);
        _names.Add(options.Output);
    }

    /// <summary>Version of ONNX's operator set that the nodes need.</summary>
    internal long OperatorSet { get; private set; } = 13;

    /// <summary>Scale of the bytes that a value was rounded to, by the value's name.</summary>
    internal Dictionary<string, ActivationScale> Scales { get; } = [];

    internal ExportOptions Options => _options;

    /// <summary>What each module took and gave when the network ran.</summary>
    internal ModuleShapes Shapes { get; init; } = ModuleShapes.None;

    /// <summary>Adds a node with one output and returns that output's name.</summary>
    /// <param name="type">ONNX operator.</param>
    /// <param name="name">Name of the node and its output.</param>
    /// <param name="inputs">Names of its inputs; "" where an optional one is left out.</param>
    /// <param name="attributes">Its attributes.</param>
    public string Node(string type, string name, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes) =>
        Nodes(type, [name], inputs, attributes)[0];

    /// <summary>Says that a node is of a version of ONNX's operator set above 13.</summary>
    public void Requires(long operatorSet) => OperatorSet = Math.Max(OperatorSet, operatorSet);

    /// <summary>Adds a constant and returns its name.</summary>
    public string Constant(OnnxTensor tensor)
    {
        ArgumentNullException.ThrowIfNull(tensor);
        tensor.Name = Unique(tensor.Name);
        Requires(tensor.ElementType == OnnxElementType.Int4 ? 21 : 0);
        _graph.Initializers.Add(tensor);
        return tensor.Name;
    }

    /// <summary>Adds a float constant with the values of a tensor.</summary>
    public string Constant(string name, Tensor values)
    {
        ArgumentNullException.ThrowIfNull(values);
        using var scope = NewDisposeScope();
        var data = values.detach().to_type(ScalarType.Float32).contiguous();
        return Constant(OnnxTensor.FromFloats(name, values.shape, data.data<float>().ToArray()));
    }

    /// <summary>Adds what a module does and returns the name of its output.</summary>
    /// <exception cref="CompressionException">The module's type is not known and it does not implement <see cref="IOnnxExportable"/>.</exception>
    public string Add(nn.Module module, string name, string input)
    {
        ArgumentNullException.ThrowIfNull(module);
        switch (module)
        {
            case IOnnxExportable exportable:
                return exportable.Export(this, name, input);
            case Sequential:
                foreach (var (child, inner) in module.named_children())
                {
                    input = Round(child, name, Add(inner, Join(name, child), input));
                }

                return input;
            default:
                return ModuleHandlers.Add(this, module, name, input);
        }
    }

    /// <summary>Adds a node with an output of each name; the first is the node's name, too.</summary>
    internal IReadOnlyList<string> Nodes(string type, IReadOnlyList<string> names, IReadOnlyList<string> inputs, params IReadOnlyList<OnnxAttribute> attributes)
    {
        string[] outputs = [.. names.Select(Unique)];
        var node = new OnnxNode { Name = outputs[0], OperatorType = type };
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        node.Attributes.AddRange(attributes);
        _graph.Nodes.Add(node);
        return outputs;
    }

    /// <summary>Adds a 1-D constant of integers: axes, sizes, pads.</summary>
    internal string Integers(string name, params long[] values) => Constant(OnnxTensor.FromInt64s(name, [values.Length], values));

    /// <summary>Adds a constant of one float.</summary>
    internal string Scalar(string name, double value) => Constant(OnnxTensor.FromFloats(name, [], [(float)value]));

    internal static string Join(string name, string child) => name.Length == 0 ? child : $"{name}.{child}";

    internal static OnnxAttribute Int(string name, long value) => new() { Name = name, Kind = OnnxAttributeKind.Int, Int = value };

    internal static OnnxAttribute Ints(string name, params long[] values) => new() { Name = name, Kind = OnnxAttributeKind.Ints, Ints = values };

    internal static OnnxAttribute Float(string name, double value) => new() { Name = name, Kind = OnnxAttributeKind.Float, Float = (float)value };

    internal static OnnxAttribute Text(string name, string value) => new() { Name = name, Kind = OnnxAttributeKind.String, String = value };

    /// <summary>Rounds a value to bytes and back.</summary>
    internal string RoundTrip(string value, ActivationScale scale)
    {
        string[] parameters =
        [
            Constant(OnnxTensor.FromFloats($"{value}_scale", [], [scale.Scale])),
            Constant(OnnxTensor.FromBytes($"{value}_zero_point", [], [scale.ZeroPoint])),
        ];
        var bytes = Node("QuantizeLinear", $"{value}_quantized", [value, .. parameters]);
        var rounded = Node("DequantizeLinear", $"{value}_dequantized", [bytes, .. parameters]);
        Scales[rounded] = scale;
        return rounded;
    }

    private string Round(string child, string name, string value) =>
        _options.Activations?[Join(name, child)] is { } scale ? RoundTrip(value, scale) : value;

    private string Unique(string name)
    {
        // A network that is one module has an empty path.
        name = name.Length == 0 ? "layer" : name.TrimStart('.');
        var candidate = name;
        for (var i = 2; !_names.Add(candidate); i++)
        {
            candidate = FormattableString.Invariant($"{name}_{i}");
        }

        return candidate;
    }
}
