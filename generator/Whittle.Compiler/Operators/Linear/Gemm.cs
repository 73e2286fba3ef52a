using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>alpha · A·B + beta · C with optional transposition. Constant B (and C) become a fully connected layer before lowering.</summary>
internal sealed class Gemm : Operator
{
    public override string Name => "Gemm";

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32);
        context.Require(1, type);
        if (context.Has(2))
        {
            context.Require(2, type);
        }

        context.SetOutput(0, type, ProductShape(context));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (a, b) = (inputs[0]!, inputs[1]!);
        if (a.Element != ElementType.Float32)
        {
            return null;
        }

        var (transA, transB) = (node.Attributes.Flag("transA", false), node.Attributes.Flag("transB", false));
        var left = transA ? ReferenceProduct.Transposed(a.ToFloats(), a.Shape[0], a.Shape[1]) : a.ToFloats();
        var right = transB ? b.ToFloats() : ReferenceProduct.Transposed(b.ToFloats(), b.Shape[0], b.Shape[1]);
        var shape = node.Output.Shape;
        var product = ReferenceProduct.OfTransposed(left, right, shape[0], a.Shape[transA ? 0 : 1], shape[1]);
        var (alpha, beta) = (node.Attributes.Float("alpha", 1), node.Attributes.Float("beta", 1));
        var addend = inputs.Length > 2 ? inputs[2]?.ToFloats() : null;
        var places = addend is null ? [] : Elementwise.Broadcast.Indices(inputs[2]!.Shape, shape.ToArray());
        for (var i = 0; i < product.Length; i++)
        {
            product[i] = (alpha * product[i]) + (addend is null ? 0 : beta * addend[places[i]]);
        }

        return [Tensor.FromFloats(shape, product)];
    }

    public override void Lower(LoweringContext context)
    {
        var output = context.OutputType.Shape;
        var transA = context.Attributes.Int("transA", 0);
        var addend = (Operand)new PlanValue.Floats(default);
        if (context.Has(2))
        {
            if (!context.Type(2).Shape.Equals(output))
            {
                throw context.Unsupported($"its C of shape {context.Type(2).Shape} is computed at run time and broadcast", "Add C with an Add node instead.");
            }

            addend = context.Input(2);
        }

        context.Step(
            "GemmFloat.Run",
            new Argument("left", context.Input(0)),
            new Argument("right", context.Input(1)),
            new Argument("addend", addend),
            new Argument("output", context.Output()),
            new Argument("rows", output[0]),
            new Argument("inner", context.Type(0).Shape[transA == 0 ? 1 : 0]),
            new Argument("columns", output[1]),
            new Argument("alpha", context.Attributes.Float("alpha", 1)),
            new Argument("beta", context.Attributes.Float("beta", 1)),
            new Argument("transA", transA),
            new Argument("transB", context.Attributes.Int("transB", 0)));
    }

    /// <summary>[rows of A, columns of B] after their transpositions; shared with QGemm's operand order through the context's own operands.</summary>
    private static int[] ProductShape(InferenceContext context)
    {
        var (a, b) = (context.Shape(0), context.Shape(1));
        var (transA, transB) = (context.Attributes.Flag("transA", false), context.Attributes.Flag("transB", false));
        if (a.Rank != 2 || b.Rank != 2 || a[transA ? 0 : 1] != b[transB ? 1 : 0])
        {
            throw context.Mismatch($"shapes {a} and {b} do not multiply (transA={transA}, transB={transB})", "The inner dimensions must be equal; check the model's input shape.");
        }

        int[] shape = [a[transA ? 1 : 0], b[transB ? 0 : 1]];
        if (context.Has(2) && context.Shape(2) is { Rank: 1 } column && column.Length == shape[0] && column.Length != shape[1] && column.Length > 1)
        {
            throw context.Unsupported($"its C of shape {column} has a number for each row, and ONNX broadcasts from the right", "Give C the shape [rows, 1].");
        }

        if (context.Has(2) && Elementwise.Broadcast.Shape(context.Shape(2), new TensorShape(shape)) is var joined && (joined is null || !joined.SequenceEqual(shape)))
        {
            throw context.Mismatch($"C of shape {context.Shape(2)} does not broadcast to [{shape[0]}, {shape[1]}]", "Export the model again.");
        }

        return shape;
    }
}
