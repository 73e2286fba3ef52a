using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>The k greatest (or least) elements along an axis and their positions; among equals the first comes first. Always in order.</summary>
internal sealed class TopK : Operator
{
    public override string Name => "TopK";

    public override string Restrictions => "constant k";

    public override (int Minimum, int Maximum) Inputs => (1, 2);

    public override int Outputs => 2;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(
            0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16, ElementType.Int32,
            ElementType.UInt32, ElementType.Int64, ElementType.UInt64);
        var shape = context.Shape(0);
        var axis = context.Axis(context.Attributes.Int("axis", -1), shape.Rank);
        context.RequireSingle(1, "k");
        var k = context.Integers(1, "k")?[0] ?? context.Attributes.Int("k", -1);
        if (k < 0 || k > shape[axis])
        {
            throw context.Mismatch($"k is {k} on a dimension of {shape[axis]}", "Ask for no more elements than there are.");
        }

        int[] result = [.. shape.Take(axis), k, .. shape.Skip(axis + 1)];
        context.SetOutput(0, type, result);
        context.SetOutput(1, ElementType.Int64, result);
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("axis", -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        var arguments = new List<Argument>
        {
            new("input", context.Input(0)),
            new("outputValues", context.Output()),
            new("outer", shape.Product(0, axis)),
            new("axisLength", shape[axis]),
            new("inner", shape.Product(axis + 1, shape.Rank)),
            new("count", context.OutputType.Shape[axis]),
            new("largest", context.Attributes.Flag("largest", true)),
        };
        if (context.Wants(1))
        {
            arguments.Insert(2, new Argument("outputIndices", context.Output(1)));
        }

        context.Step("TopK.Run", [.. arguments]);
    }
}
