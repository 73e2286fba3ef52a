using System.Runtime.InteropServices;
using Whittle.Onnx;

namespace Whittle.EndToEnd.Tests.Harness;

/// <summary>Writes small ONNX models. A dimension of -1 is symbolic; an operator of another domain is named "com.microsoft:QLinearAdd".</summary>
internal sealed class ModelBuilder
{
    private readonly OnnxModel _model;
    private readonly Random _random = new(7);

    public ModelBuilder(int opset = 17)
    {
        _model = new OnnxModel { IrVersion = opset >= 21 ? 10 : 8, ProducerName = "whittle" };
        _model.OperatorSets.Add(new OnnxOperatorSet("", opset));
        _model.Graph.Name = "g";
    }

    public ModelBuilder Input<T>(string name, params int[] dimensions) => Add(_model.Graph.Inputs, Value<T>(name, dimensions));

    /// <summary>A float input.</summary>
    public ModelBuilder Input(string name, params int[] dimensions) => Input<float>(name, dimensions);

    /// <summary>Outputs are declared without shape: the compiler has to know it.</summary>
    public ModelBuilder Output<T>(string name) => Add(_model.Graph.Outputs, new OnnxValueInfo { Name = name, ElementType = ElementTypes.Onnx<T>() });

    /// <summary>A float output.</summary>
    public ModelBuilder Output(string name) => Output<float>(name);

    public ModelBuilder Constant<T>(string name, T[] values, params int[] dimensions)
        where T : unmanaged => Constant(Tensor(name, values, dimensions));

    public ModelBuilder Constant(OnnxTensor tensor) => Add(_model.Graph.Initializers, tensor);

    /// <summary>A constant of rank 1.</summary>
    public ModelBuilder Vector<T>(string name, params T[] values)
        where T : unmanaged => Constant(name, values, values.Length);

    /// <summary>A constant of rank 0.</summary>
    public ModelBuilder Scalar<T>(string name, T value)
        where T : unmanaged => Constant(name, [value]);

    /// <summary>Random float weights in -1..1.</summary>
    public ModelBuilder Weights(string name, params int[] dimensions) => Weights(name, -1, 1, dimensions);

    public ModelBuilder Weights(string name, float low, float high, int[] dimensions) =>
        Constant(name, Draw(dimensions, () => low + ((high - low) * _random.NextSingle())), dimensions);

    /// <summary>Random integers, both limits included.</summary>
    public ModelBuilder Integers<T>(string name, int low, int high, params int[] dimensions)
        where T : unmanaged, System.Numerics.INumberBase<T> =>
        Constant(name, Draw(dimensions, () => T.CreateTruncating(_random.Next(low, high + 1))), dimensions);

    public ModelBuilder Sparse(OnnxSparseTensor tensor) => Add(_model.Graph.SparseInitializers, tensor);

    public ModelBuilder Node(string type, string[] inputs, string[] outputs, params (string Name, object Value)[] attributes)
    {
        var colon = type.IndexOf(':', StringComparison.Ordinal);
        var node = new OnnxNode { OperatorType = type[(colon + 1)..], Domain = colon < 0 ? "" : type[..colon],
            Name = $"{type[(colon + 1)..]}_{_model.Graph.Nodes.Count}" };
        node.Inputs.AddRange(inputs);
        node.Outputs.AddRange(outputs);
        node.Attributes.AddRange(attributes.Select(attribute => Attribute(attribute.Name, attribute.Value)));
        if (colon >= 0 && _model.OperatorSets.TrueForAll(set => set.Domain != node.Domain))
        {
            _model.OperatorSets.Add(new OnnxOperatorSet(node.Domain, 1));
        }

        return Add(_model.Graph.Nodes, node);
    }

    /// <summary>A function of the domain "local" with the nodes of another builder; its inputs and outputs are theirs.</summary>
    public ModelBuilder Function(string name, ModelBuilder body)
    {
        var function = new OnnxFunction { Name = name, Domain = "local" };
        function.Inputs.AddRange(body._model.Graph.Inputs.Select(input => input.Name));
        function.Outputs.AddRange(body._model.Graph.Outputs.Select(output => output.Name));
        function.Nodes.AddRange(body._model.Graph.Nodes);
        function.OperatorSets.AddRange(body._model.OperatorSets);
        return Add(_model.Functions, function);
    }

    public ModelBuilder Metadata(string key, string value) => Add(_model.Metadata, new KeyValuePair<string, string>(key, value));

    public byte[] ToBytes() => OnnxWriter.Write(_model);

    /// <summary>A tensor of any type that C# has.</summary>
    public static OnnxTensor Tensor<T>(string name, T[] values, params int[] dimensions)
        where T : unmanaged
    {
        if (dimensions.Aggregate(1, (product, extent) => product * extent) != values.Length)
        {
            throw new ArgumentException($"'{name}' has {values.Length} values.", nameof(dimensions));
        }

        return new OnnxTensor
        {
            Name = name,
            ElementType = ElementTypes.Onnx<T>(),
            Dimensions = Array.ConvertAll(dimensions, extent => (long)extent),
            Data = MemoryMarshal.AsBytes<T>(values).ToArray(),
        };
    }

    private static T[] Draw<T>(int[] dimensions, Func<T> draw)
    {
        var values = new T[dimensions.Aggregate(1, (product, extent) => product * extent)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = draw();
        }

        return values;
    }

    private static OnnxValueInfo Value<T>(string name, int[] dimensions) => new()
    {
        Name = name,
        ElementType = ElementTypes.Onnx<T>(),
        Shape = [.. dimensions.Select((extent, axis) => extent < 0 ? OnnxDimension.Named($"{name}_{axis}") : OnnxDimension.Fixed(extent))],
    };

    private static OnnxAttribute Attribute(string name, object value) => value switch
    {
        int number => new() { Name = name, Kind = OnnxAttributeKind.Int, Int = number },
        float number => new() { Name = name, Kind = OnnxAttributeKind.Float, Float = number },
        string text => new() { Name = name, Kind = OnnxAttributeKind.String, String = text },
        int[] numbers => new() { Name = name, Kind = OnnxAttributeKind.Ints, Ints = Array.ConvertAll(numbers, number => (long)number) },
        float[] numbers => new() { Name = name, Kind = OnnxAttributeKind.Floats, Floats = numbers },
        string[] texts => new() { Name = name, Kind = OnnxAttributeKind.Strings, Strings = texts },
        ModelBuilder body => new() { Name = name, Kind = OnnxAttributeKind.Graph, Graph = body._model.Graph },
        OnnxTensor tensor => new() { Name = name, Kind = OnnxAttributeKind.Tensor, Tensor = tensor },
        _ => throw new ArgumentException($"No attribute form for {value.GetType()}.", nameof(value)),
    };

    private ModelBuilder Add<T>(List<T> list, T item)
    {
        list.Add(item);
        return this;
    }
}
