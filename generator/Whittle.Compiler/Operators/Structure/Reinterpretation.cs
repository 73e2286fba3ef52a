using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>An operator that gives its first operand another shape and moves nothing.</summary>
public abstract class Reinterpretation : Operator
{
    /// <summary>The shape of the result.</summary>
    public abstract int[] Shape(InferenceContext context);

    public override void Infer(InferenceContext context)
    {
        var shape = context.MakeShape(Shape(context));
        if (shape.Length != context.Shape(0).Length)
        {
            throw context.Mismatch($"{context.Shape(0)} does not fit into {shape}", "Both shapes must have the same number of elements.");
        }

        context.SetOutput(0, context.Type(0).Element, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => [inputs[0]!.Reshape(node.Output.Shape)];

    public override void Lower(LoweringContext context) => context.Alias();
}
