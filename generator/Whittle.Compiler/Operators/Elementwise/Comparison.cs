using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>A comparison of two tensors with broadcasting; the result is bool.</summary>
public abstract class Comparison : Operator
{
    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public abstract bool Holds(double left, double right);

    protected virtual ElementType[] Types =>
    [
        ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
        ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64,
    ];

    public override void Infer(InferenceContext context)
    {
        context.Require(1, context.Require(0, Types));
        context.SetOutput(0, ElementType.Bool, BinaryElementwise.BroadcastShape(context));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = Broadcast.Shape(inputs[0]!.Shape, inputs[1]!.Shape)!;
        var right = Broadcast.Indices(inputs[1]!.Shape, shape);
        var left = Broadcast.Indices(inputs[0]!.Shape, shape);
        if (inputs[0]!.Element == ElementType.Int64)
        {
            // Doubles would take long integers that differ little for equal; the sign of a comparison says all.
            var (a, b) = (inputs[0]!.ToInt64s(), inputs[1]!.ToInt64s());
            var signs = left.Select((index, i) => Holds(a[index].CompareTo(b[right[i]]), 0) ? 1.0 : 0.0);
            return [Tensor.FromDoubles(new TensorType(ElementType.Bool, new TensorShape(shape)), [.. signs])];
        }

        var (x, y) = (inputs[0]!.ToDoubles(), inputs[1]!.ToDoubles());
        var result = left.Select((index, i) => Holds(x[index], y[right[i]]) ? 1.0 : 0.0);
        return [Tensor.FromDoubles(new TensorType(ElementType.Bool, new TensorShape(shape)), [.. result])];
    }

    public override void Lower(LoweringContext context)
    {
        var isBool = context.Type(0).Element == ElementType.Bool;
        BinaryElementwise.LowerBroadcast(
            context, "Compare.Run", isBool ? UnaryElementwise.Struct(Name + "Bool") : UnaryElementwise.Struct(Name, context.Type(0).Element));
    }
}
