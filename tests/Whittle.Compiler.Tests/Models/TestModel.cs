using Whittle.Compiler.Importing;
using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Models;

/// <summary>An ONNX model put together call by call. Lists of names are written in one string with spaces; "-" is an operand that is not given.</summary>
internal sealed class TestModel(int opset = 21)
{
    private int _nodes;

    public OnnxModel Onnx { get; } = new() { IrVersion = 10, OperatorSets = { new OnnxOperatorSet("", opset), new OnnxOperatorSet("com.microsoft", 1) }, Graph = { Name = "test" } };

    public OnnxGraph Graph => Onnx.Graph;

    public TestModel Input(string name, params long[] shape) => Input(name, OnnxElementType.Float, shape);

    public TestModel Input(string name, OnnxElementType type, params long[] shape) => Symbolic(name, type, Array.ConvertAll(shape, OnnxDimension.Fixed));

    /// <summary>An input with dimensions that may have no number.</summary>
    public TestModel Symbolic(string name, OnnxElementType type, params OnnxDimension[] shape)
    {
        Graph.Inputs.Add(new OnnxValueInfo { Name = name, ElementType = type, Shape = shape });
        return this;
    }

    /// <summary>Float weights of fixed, uneven values.</summary>
    public TestModel Weights(string name, params long[] shape)
    {
        var values = new float[shape.Aggregate(1L, (product, d) => product * d)];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((i * 7919) % 1021 / 1021f) - 0.4f;
        }

        return Constant(OnnxTensor.FromFloats(name, shape, values));
    }

    public TestModel Floats(string name, params float[] values) => Constant(OnnxTensor.FromFloats(name, [values.Length], values));

    public TestModel Scalar(string name, float value) => Constant(OnnxTensor.FromFloats(name, [], [value]));

    public TestModel Integers(string name, params long[] values) => Constant(OnnxTensor.FromInt64s(name, [values.Length], values));

    public TestModel Constant(OnnxTensor tensor)
    {
        Graph.Initializers.Add(tensor);
        return this;
    }

    /// <summary>A node named "n0", "n1" …; "domain:Type" is an operator of another domain.</summary>
    public TestModel Node(string type, string inputs, string outputs, params (string Name, object Value)[] attributes)
    {
        var colon = type.IndexOf(':', StringComparison.Ordinal);
        var node = new OnnxNode { Name = $"n{_nodes++}", OperatorType = type[(colon + 1)..], Domain = colon < 0 ? "" : type[..colon] };
        node.Inputs.AddRange(Names(inputs));
        node.Outputs.AddRange(Names(outputs));
        node.Attributes.AddRange(attributes.Select(attribute => TestAttributes.Make(attribute.Name, attribute.Value)));
        Graph.Nodes.Add(node);
        return this;
    }

    public TestModel Output(string name, OnnxElementType type = OnnxElementType.Float)
    {
        Graph.Outputs.Add(new OnnxValueInfo { Name = name, ElementType = type });
        return this;
    }

    public byte[] ToBytes() => OnnxWriter.Write(Onnx);

    public CompileResult Compile(string dimensions = "") =>
        ModelCompiler.Compile(ToBytes(), "test.onnx", new CompileOptions { Dimensions = Dimensions(dimensions) });

    /// <summary>The graph as passes get it, with the types inferred.</summary>
    public Graph Import()
    {
        var graph = GraphImporter.Import(OnnxReader.Read(ToBytes()), new CompileOptions());
        ShapeInference.Run(graph);
        return graph;
    }

    private static Dictionary<string, int> Dimensions(string text) => text.Split(';', StringSplitOptions.RemoveEmptyEntries)
        .Select(part => part.Split('=')).ToDictionary(part => part[0], part => int.Parse(part[1], System.Globalization.CultureInfo.InvariantCulture));

    private static IEnumerable<string> Names(string text) => text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(name => name == "-" ? "" : name);
}
