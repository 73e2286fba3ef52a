using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>alpha · A·B with axes of either transposed before: the last two (trans), or the first to the place before the last (transBatch), which comes
/// first.</summary>
internal sealed class FusedMatMul : Operator
{
    public override string Name => "FusedMatMul";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, context.Require(0, ElementType.Float32));
        if (context.Shape(0).Rank < 2 || context.Shape(1).Rank < 2)
        {
            throw context.Unsupported("an operand is no matrix", "Export the model without ONNX Runtime's fusions.");
        }

        var (left, right) = (Oriented(context.Shape(0), context.Attributes, "A"), Oriented(context.Shape(1), context.Attributes, "B"));
        context.SetOutput(0, ElementType.Float32, MatMul.ProductShape(context, left, right));
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var product = context.Call("MatMul", [Oriented(context, 0, "A"), Oriented(context, 1, "B")]);
        var alpha = context.Attributes.Float("alpha", 1);
        return [alpha == 1 ? product : context.Call("Mul", [product, context.Number(alpha, ElementType.Float32)])];
    }

    private static Value Oriented(ExpansionContext context, int index, string operand)
    {
        var axes = Axes(context.Shape(index).Rank, context.Attributes, operand);
        return axes.SequenceEqual(Enumerable.Range(0, axes.Length)) ? context.Input(index) : context.Transpose(context.Input(index), axes);
    }

    private static TensorShape Oriented(TensorShape shape, NodeAttributes attributes, string operand) =>
        new([.. Axes(shape.Rank, attributes, operand).Select(axis => shape[axis])]);

    /// <summary>The operand's axes in the order of a product: batches, rows, columns.</summary>
    private static int[] Axes(int rank, NodeAttributes attributes, string operand)
    {
        int[] axes = attributes.Flag("transBatch" + operand, false)
            ? [.. Enumerable.Range(1, rank - 2), 0, rank - 1]
            : [.. Enumerable.Range(0, rank)];
        if (attributes.Flag("trans" + operand, false))
        {
            (axes[rank - 2], axes[rank - 1]) = (axes[rank - 1], axes[rank - 2]);
        }

        return axes;
    }
}
