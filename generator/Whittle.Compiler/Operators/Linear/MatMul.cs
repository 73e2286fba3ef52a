using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>Matrix product with broadcast leading dimensions (as numpy.matmul). A constant right side becomes a fully connected layer before lowering.</summary>
internal sealed class MatMul : Operator
{
    public override string Name => "MatMul";

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    /// <summary>Shape of the product; shared with the integer forms.</summary>
    public static int[] ProductShape(InferenceContext context, int leftIndex, int rightIndex) =>
        ProductShape(context, context.Shape(leftIndex), context.Shape(rightIndex));

    /// <summary>Shape of the product of two shapes.</summary>
    public static int[] ProductShape(InferenceContext context, TensorShape left, TensorShape right)
    {
        if (left.Rank == 0 || right.Rank == 0)
        {
            throw context.Mismatch($"{left} and {right} are not matrices", "Both operands need at least one dimension.");
        }

        int[] a = left.Rank == 1 ? [1, left[0]] : left.ToArray();
        int[] b = right.Rank == 1 ? [right[0], 1] : right.ToArray();
        var batch = Broadcast.Shape(new TensorShape([.. a.Take(a.Length - 2)]), new TensorShape([.. b.Take(b.Length - 2)]));
        if (batch is null || a[a.Length - 1] != b[b.Length - 2])
        {
            throw context.Mismatch($"shapes {left} and {right} do not multiply", "The last dimension of the left must equal the last but one of the right.");
        }

        var shape = new List<int>(batch);
        if (left.Rank > 1)
        {
            shape.Add(a[a.Length - 2]);
        }

        if (right.Rank > 1)
        {
            shape.Add(b[b.Length - 1]);
        }

        return [.. shape];
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(
            0, ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64);
        context.Require(1, type);
        context.SetOutput(0, type, ProductShape(context, 0, 1));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => inputs[0]!.Element != ElementType.Float32 ? null : [Multiply(inputs[0]!, inputs[1]!, node.Output.Shape)];

    /// <summary>The product of real values at build time; shared with the integer forms.</summary>
    internal static Tensor Multiply(Tensor left, Tensor right, TensorShape output)
    {
        var inner = left.Shape[left.Shape.Rank - 1];
        var rows = left.Shape.Rank == 1 ? 1 : left.Shape[left.Shape.Rank - 2];
        var columns = right.Shape.Rank == 1 ? 1 : right.Shape[right.Shape.Rank - 1];
        var batch = output.Take(Math.Max(0, output.Rank - (left.Shape.Rank > 1 ? 1 : 0) - (right.Shape.Rank > 1 ? 1 : 0))).ToArray();
        var places = new[] { left, right }
            .Select(operand => Broadcast.Indices(new TensorShape([.. operand.Shape.Take(Math.Max(0, operand.Shape.Rank - 2))]), batch)).ToArray();
        var (a, b) = (left.ToFloats(), right.ToFloats());
        var result = new List<float>(output.Length);
        for (var i = 0; i < places[0].Length; i++)
        {
            var transposed = ReferenceProduct.Transposed(b.AsSpan(places[1][i] * inner * columns, inner * columns), inner, columns);
            result.AddRange(ReferenceProduct.OfTransposed(a.AsSpan(places[0][i] * rows * inner, rows * inner), transposed, rows, inner, columns));
        }

        return Tensor.FromFloats(output, [.. result]);
    }

    public override void Lower(LoweringContext context)
    {
        var (left, right) = (context.Type(0).Shape, context.Type(1).Shape);
        var columns = right.Rank == 1 ? 1 : right[right.Rank - 1];
        var inner = left[left.Rank - 1];
        var rows = left.Rank == 1 ? 1 : left[left.Rank - 2];
        var leftBatch = left.Product(0, Math.Max(0, left.Rank - 2));
        var rightBatch = right.Product(0, Math.Max(0, right.Rank - 2));
        var batch = Math.Max(leftBatch, rightBatch);
        if ((leftBatch != batch && leftBatch != 1) || (rightBatch != batch && rightBatch != 1))
        {
            throw context.Unsupported($"leading dimensions of {left} and {right} broadcast in a mixed way", "Expand one operand first.");
        }

        context.Step(
            context.OutputType.Element == ElementType.Float32 ? "MatMulFloat.Run" : "MatMulNumber.Run",
            new Argument("left", context.Input(0)),
            new Argument("right", context.Input(1)),
            new Argument("output", context.Output()),
            new Argument("batch", batch),
            new Argument("rows", rows),
            new Argument("inner", inner),
            new Argument("columns", columns),
            new Argument("leftBatchStride", leftBatch == 1 ? 0 : rows * inner),
            new Argument("rightBatchStride", rightBatch == 1 ? 0 : inner * columns));
    }
}
