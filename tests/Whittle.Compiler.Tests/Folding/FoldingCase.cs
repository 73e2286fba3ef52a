using Whittle.Compiler.Tests.Models;
using Whittle.Onnx;

namespace Whittle.Compiler.Tests.Folding;

/// <summary>A call of one operator on constants: what it is, its operands and attributes.</summary>
internal sealed class FoldingCase
{
    private readonly List<OnnxTensor?> _operands = [];
    private readonly List<(string Name, object Value)> _attributes = [];
    private readonly Random _random;

    public FoldingCase(string type, int opset = 21)
    {
        (Type, Opset) = (type, opset);
        _random = new Random(type.Length + opset + type[^1]);
    }

    public string Type { get; }

    public int Opset { get; }

    public int Results { get; private set; } = 1;

    /// <summary>Largest relative error; other than 0 where ONNX Runtime computes in float what folding computes in double.</summary>
    public double Tolerance { get; private set; } = 1e-6;

    /// <summary>A tensor of random values in a range.</summary>
    public FoldingCase Random(OnnxElementType type, double low, double high, params long[] shape) =>
        With(shape, type, i => low + (_random.NextDouble() * (high - low)));

    public FoldingCase Floats(params long[] shape) => Random(OnnxElementType.Float, -3, 3, shape);

    public FoldingCase Numbers(params float[] values) => With([values.Length], OnnxElementType.Float, i => values[i]);

    public FoldingCase Integers(params long[] values) => Operand(OnnxTensor.FromInt64s("", [values.Length], values));

    public FoldingCase Operand(OnnxTensor? tensor)
    {
        _operands.Add(tensor);
        return this;
    }

    public FoldingCase Attribute(string name, object value)
    {
        _attributes.Add((name, value));
        return this;
    }

    public FoldingCase Giving(int results)
    {
        Results = results;
        return this;
    }

    public FoldingCase Within(double tolerance)
    {
        Tolerance = tolerance;
        return this;
    }

    /// <summary>The model with the operands stored, as the compiler folds it, or fed, as ONNX Runtime computes it.</summary>
    public TestModel Model(bool stored, IReadOnlyList<OnnxElementType> outputs)
    {
        var model = new TestModel(Opset);
        for (var i = 0; i < _operands.Count; i++)
        {
            if (_operands[i] is not { } operand)
            {
                continue;
            }

            operand.Name = $"a{i}";
            _ = stored ? model.Constant(operand) : model.Input(operand.Name, operand.ElementType, operand.Dimensions);
        }

        var names = Enumerable.Range(0, Results).Select(i => $"y{i}").ToArray();
        model.Node(Type, string.Join(" ", _operands.Select(operand => operand?.Name ?? "-")), string.Join(" ", names), [.. _attributes]);
        for (var i = 0; i < names.Length; i++)
        {
            model.Output(names[i], i < outputs.Count ? outputs[i] : OnnxElementType.Float);
        }

        return model;
    }

    public IEnumerable<OnnxTensor> Fed => _operands.OfType<OnnxTensor>();

    public override string ToString() =>
        $"{Type}-{Opset}({string.Join(", ", _operands.Select(o => o is null ? "-" : $"{o.ElementType}[{string.Join(",", o.Dimensions)}]"))}) "
            + $"{string.Join(" ", _attributes.Select(a => a.Name))}";

    private FoldingCase With(long[] shape, OnnxElementType type, Func<int, double> value)
    {
        var count = (int)shape.Aggregate(1L, (product, d) => product * d);
        var values = Enumerable.Range(0, count).Select(value).ToArray();
        return Operand(type switch
        {
            OnnxElementType.Float => OnnxTensor.FromFloats("", shape, Array.ConvertAll(values, v => (float)v)),
            OnnxElementType.Double => OnnxTensor.FromDoubles("", shape, values),
            OnnxElementType.Int64 => OnnxTensor.FromInt64s("", shape, Array.ConvertAll(values, v => (long)v)),
            OnnxElementType.Int32 => OnnxTensor.FromInt32s("", shape, Array.ConvertAll(values, v => (int)v)),
            OnnxElementType.Int16 => OnnxTensor.FromInt16s("", shape, Array.ConvertAll(values, v => (short)v)),
            OnnxElementType.Int8 => OnnxTensor.FromSBytes("", shape, Array.ConvertAll(values, v => (sbyte)v)),
            OnnxElementType.UInt8 => OnnxTensor.FromBytes("", shape, Array.ConvertAll(values, v => (byte)v)),
            OnnxElementType.Bool => OnnxTensor.FromBools("", shape, Array.ConvertAll(values, v => v > 0)),
            _ => throw new ArgumentOutOfRangeException(nameof(type), type, "no random values"),
        });
    }
}
