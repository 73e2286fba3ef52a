using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>A tensor of the given shape filled with one value (0 when none is given).</summary>
internal sealed class ConstantOfShape : Operator
{
    public override string Name => "ConstantOfShape";

    public override string Restrictions => "constant shape";

    public override int MinimumOpset => 9;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var value = Value(context.Node);
        if (value.Length != 1)
        {
            throw context.Mismatch($"its value has the shape {value.Shape}", "The value must be one number; export the model again.");
        }

        context.SetOutput(0, value.Element, context.Integers(0, "shape")!);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var type = node.Output.KnownType;
        return [Value(node).Pick(type.Shape, new int[type.Length])];
    }

    /// <summary>A tensor too large to be stored is filled at every call.</summary>
    public override void Lower(LoweringContext context) =>
        context.Step("Fill.Run", new Argument("output", context.Output()), new Argument("value", Literals.Of(Value(context.Node))));

    private static Tensor Value(Node node) => node.Attributes.Tensor("value") ?? Tensor.FromFloats(new TensorShape(1), [0]);
}
