using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>A constant held by the node.</summary>
internal sealed class Constant : Operator
{
    public override string Name => "Constant";

    public override (int Minimum, int Maximum) Inputs => (0, 0);

    public override void Infer(InferenceContext context)
    {
        var value = Value(context.Node) ?? throw context.Unsupported("it holds no tensor of numbers", "Constants of strings are not supported.");
        context.SetOutput(0, value.Element, value.Shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => [Value(node)];

    private static Tensor? Value(Node node)
    {
        var attributes = node.Attributes;
        if (attributes.Floats("value_floats") is { } floats)
        {
            return Tensor.FromFloats(new TensorShape(floats.Length), floats);
        }

        if (attributes.Longs("value_ints") is { } ints)
        {
            return Tensor.FromInt64s(new TensorShape(ints.Length), ints);
        }

        if (attributes.Has("value_float"))
        {
            return Tensor.FromFloats(TensorShape.Scalar, [attributes.Float("value_float", 0)]);
        }

        return attributes.Has("value_int")
            ? Tensor.FromInt64s(TensorShape.Scalar, [attributes.Long("value_int", 0)])
            : attributes.Tensor("value") ?? attributes.Tensor("sparse_value");
    }
}
