using Whittle.Compiler.Ir;
using Whittle.Compiler.Passes;
using Whittle.Plan;

namespace Whittle.Compiler.Operators;

/// <summary>What an operator sees that is made of simpler ones: its node, and the way to put others before it. They are of the newest operator set.</summary>
public sealed class ExpansionContext(Graph graph, Node node)
{
    public Node Node { get; } = node;

    public NodeAttributes Attributes => Node.Attributes;

    public bool Has(int index) => Node.InputOrNull(index) is not null;

    public Value Input(int index) => Node.Input(index);

    public TensorShape Shape(int index) => Node.Input(index).Shape;

    public ElementType Element(int index) => Node.Input(index).KnownType.Element;

    /// <summary>Whether somebody asks for the n-th result.</summary>
    public bool Wants(int output) => output < Node.Outputs.Count && Node.Outputs[output] is not null;

    /// <summary>The first result of an operator on values; computed at once when they are constants.</summary>
    public Value Call(string operatorType, Value?[] inputs, params (string Name, object Value)[] attributes) =>
        CallMany(operatorType, inputs, 1, attributes)[0];

    /// <summary>All results of an operator.</summary>
    public Value[] CallMany(string operatorType, Value?[] inputs, int results, params (string Name, object Value)[] attributes) =>
        Call("", operatorType, inputs, results, attributes);

    /// <summary>All results of an operator of the compiler's own.</summary>
    public Value[] CallOwn(string operatorType, Value?[] inputs, int results, params (string Name, object Value)[] attributes) =>
        Call(OperatorTable.WhittleDomain, operatorType, inputs, results, attributes);

    /// <summary>The results of a copy of a body on values.</summary>
    public Value[] Inline(IBody body, IReadOnlyList<Value> arguments) => body.Inline(graph, Node, arguments);

    /// <summary>The value under another shape.</summary>
    public Value Reshape(Value value, params int[] shape) =>
        value.Shape.SequenceEqual(shape) ? value : Call("Reshape", [value, Integers(Array.ConvertAll(shape, d => (long)d))], ("allowzero", 1L));

    public Value Transpose(Value value, params int[] permutation) => Call("Transpose", [value], ("perm", Array.ConvertAll(permutation, axis => (long)axis)));

    /// <summary>Elements [start, end) along an axis.</summary>
    public Value Slice(Value value, int axis, int start, int end) =>
        start == 0 && end == value.Shape[axis] ? value : Call("Slice", [value, Integers(start), Integers(end), Integers(axis)]);

    public Value Concat(int axis, params Value[] values) => values.Length == 1 ? values[0] : Call("Concat", values, ("axis", (long)axis));

    public Value Integers(params long[] values) => Constant(Tensor.FromInt64s(new TensorShape(values.Length), values));

    /// <summary>One number in the element type of the operands.</summary>
    public Value Number(double value, ElementType type) => Constant(Tensor.FromDoubles(new TensorType(type, TensorShape.Scalar), [value]));

    public Value Constant(Tensor tensor) => graph.NewConstant(Node.Name + ".constant", tensor);

    private Value[] Call(string domain, string operatorType, Value?[] inputs, int results, (string Name, object Value)[] attributes)
    {
        var given = new NodeAttributes();
        foreach (var (name, value) in attributes)
        {
            given.Set(name, value);
        }

        var call = new Node(Node.Name, operatorType, domain, OperatorTable.NewestOpset, given) { Origin = Node.Origin };
        foreach (var input in inputs)
        {
            call.AddInput(input);
        }

        for (var i = 0; i < results; i++)
        {
            call.AddOutput(graph.NewValue(Node.Outputs[0]?.Name ?? Node.Name));
        }

        var values = call.Outputs.Select(output => output!).ToArray();
        graph.InsertBefore(Node, call);
        ShapeInference.Settle(graph, call);
        return values;
    }
}
