using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Structure;

/// <summary>The operand's dimensions from start to end as int64. Always known at build time.</summary>
internal sealed class Shape : Operator
{
    public override string Name => "Shape";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override bool FoldsFromTypes => true;

    public override void Infer(InferenceContext context) => context.SetOutput(0, ElementType.Int64, Dimensions(context.Node).Length);

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var dimensions = Dimensions(node);
        return [Tensor.FromInt64s(new TensorShape(dimensions.Length), Array.ConvertAll(dimensions, d => (long)d))];
    }

    private static int[] Dimensions(Node node)
    {
        var shape = node.Input(0).Shape;
        var start = Clamp(node.Attributes.Int("start", 0), shape.Rank);
        var end = Clamp(node.Attributes.Int("end", shape.Rank), shape.Rank);
        return [.. shape.Skip(start).Take(Math.Max(0, end - start))];
    }

    private static int Clamp(int position, int rank) => Math.Min(Math.Max(position < 0 ? position + rank : position, 0), rank);
}
