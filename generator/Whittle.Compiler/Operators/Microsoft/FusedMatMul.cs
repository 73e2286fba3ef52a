using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>alpha · A·B with the last two axes of either transposed before.</summary>
internal sealed class FusedMatMul : Operator
{
    public override string Name => "FusedMatMul";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, context.Require(0, ElementType.Float32));
        if (context.Attributes.Flag("transBatchA", false) || context.Attributes.Flag("transBatchB", false) || context.Shape(0).Rank < 2 || context.Shape(1).Rank < 2)
        {
            throw context.Unsupported("it transposes batches, or an operand is no matrix", "Export the model without ONNX Runtime's fusions.");
        }

        var (left, right) = (Oriented(context.Shape(0), context.Attributes, "transA"), Oriented(context.Shape(1), context.Attributes, "transB"));
        context.SetOutput(0, ElementType.Float32, MatMul.ProductShape(context, left, right));
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var product = context.Call("MatMul", [Oriented(context, 0, "transA"), Oriented(context, 1, "transB")]);
        var alpha = context.Attributes.Float("alpha", 1);
        return [alpha == 1 ? product : context.Call("Mul", [product, context.Number(alpha, ElementType.Float32)])];
    }

    private static Value Oriented(ExpansionContext context, int index, string flag)
    {
        var rank = context.Shape(index).Rank;
        return context.Attributes.Flag(flag, false)
            ? context.Transpose(context.Input(index), [.. Enumerable.Range(0, rank - 2), rank - 1, rank - 2])
            : context.Input(index);
    }

    private static TensorShape Oriented(TensorShape shape, NodeAttributes attributes, string flag) => attributes.Flag(flag, false)
        ? new TensorShape([.. shape.Take(shape.Rank - 2), shape[shape.Rank - 1], shape[shape.Rank - 2]])
        : shape;
}
