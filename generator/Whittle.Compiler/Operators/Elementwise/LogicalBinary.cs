using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>An operator on two bool tensors with broadcasting.</summary>
public abstract class LogicalBinary : Operator
{
    public override int MinimumOpset => 7;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    /// <summary>The runtime's operator struct.</summary>
    protected abstract string Kernel { get; }

    /// <summary>The truth for one pair.</summary>
    public abstract bool Apply(bool left, bool right);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Bool);
        context.Require(1, ElementType.Bool);
        context.SetOutput(0, ElementType.Bool, BinaryElementwise.BroadcastShape(context));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var type = node.Output.KnownType;
        var left = Broadcast.Indices(inputs[0]!.Shape, type.Shape.ToArray());
        var right = Broadcast.Indices(inputs[1]!.Shape, type.Shape.ToArray());
        var (x, y) = (inputs[0]!.ToDoubles(), inputs[1]!.ToDoubles());
        return [Tensor.FromDoubles(type, [.. left.Select((index, i) => Apply(x[index] != 0, y[right[i]] != 0) ? 1.0 : 0.0)])];
    }

    public override void Lower(LoweringContext context) => BinaryElementwise.LowerBroadcast(context, "Binary.Run", UnaryElementwise.Struct(Kernel));
}
