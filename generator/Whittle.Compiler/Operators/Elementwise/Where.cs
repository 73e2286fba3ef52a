using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>Left where the condition holds, right elsewhere, with broadcasting.</summary>
internal sealed class Where : Operator
{
    public override string Name => "Where";

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        context.Require(0, ElementType.Bool);
        context.Require(2, context.Type(1).Element);
        var shape = Broadcast.Shape(context.Shape(0), context.Shape(1), context.Shape(2)) ?? throw context.Mismatch(
            $"shapes {context.Shape(0)}, {context.Shape(1)} and {context.Shape(2)} do not broadcast", "Each dimension, from the right, must be equal or 1.");
        context.SetOutput(0, context.Type(1).Element, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var type = node.Output.KnownType;
        var condition = inputs[0]!.Bytes.ToArray();
        var at = inputs.Select(input => Broadcast.Indices(input!.Shape, type.Shape.ToArray())).ToArray();

        // Bytes are copied, so that no element is rounded on its way.
        var size = type.Element.Size();
        var data = new byte[type.Length * size];
        for (var i = 0; i < type.Length; i++)
        {
            var side = condition[at[0][i]] != 0 ? 1 : 2;
            inputs[side]!.Bytes.Slice(at[side][i] * size, size).CopyTo(data.AsSpan(i * size));
        }

        return [new Tensor(type, data)];
    }

    public override void Lower(LoweringContext context)
    {
        var output = context.OutputType.Shape.ToArray();
        var collapsed = Broadcast.Collapse(output, [.. Enumerable.Range(0, 3).Select(i => Broadcast.Strides(context.Type(i).Shape, output))]);
        context.Step(
            "Where.Run",
            new Argument("condition", context.Input(0)),
            new Argument("left", context.Input(1)),
            new Argument("right", context.Input(2)),
            new Argument("output", context.Output()),
            new Argument("outputShape", collapsed.Shape),
            new Argument("conditionStrides", collapsed.Strides[0]),
            new Argument("leftStrides", collapsed.Strides[1]),
            new Argument("rightStrides", collapsed.Strides[2]));
    }
}
