using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;
using Whittle.Runtime.Kernels;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>Softmax of an 8-bit operand to 8 bits by a table of exponentials: x, its scale and zero point, the result's scale and zero point. Attribute opset
/// gives the meaning of axis.</summary>
internal sealed class QLinearSoftmax : Operator
{
    public override string Name => "QLinearSoftmax";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (5, 5);

    public override void Infer(InferenceContext context)
    {
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 3, 4);
        context.Axis(context.Attributes.Int("axis", context.Attributes.Int("opset", 13) < 13 ? 1 : -1), context.Shape(0).Rank);
        context.SetOutput(0, context.Require(0, ElementType.UInt8, ElementType.Int8), context.Shape(0));
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var legacy = context.Attributes.Int("opset", 13) < 13;
        var axis = context.Attributes.Int("axis", legacy ? 1 : -1);
        axis = axis < 0 ? axis + shape.Rank : axis;
        var (outer, length) = (shape.Product(0, axis), legacy ? shape.Product(axis, shape.Rank) : shape[axis]);
        if (!legacy && shape.Product(axis + 1, shape.Rank) != 1)
        {
            throw context.Unsupported("its axis is not the last", "Transpose the operand first.");
        }

        var (input, output) = (Quantized.Read(context.Node, 1, 2), Quantized.Read(context.Node, 3, 4));
        context.Step(
            "QLinearSoftmax.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument(
                "exponentials",
                context.Store(
                    context.Node.Name + ".exponentials", Tensor.FromFloats(new TensorShape(256), QuantizedTables.SoftmaxExponentials(input.Scale, length)))),
            new Argument("outputScale", output.Scale),
            new Argument("outputZeroPoint", output.ZeroPoint),
            new Argument("outer", outer),
            new Argument("axisLength", length));
    }
}
