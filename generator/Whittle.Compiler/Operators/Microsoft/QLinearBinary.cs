using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>A broadcast operator on two 8-bit operands: a, its scale and zero point, b, its scale and zero point, the result's scale and zero point.</summary>
public abstract class QLinearBinary : Operator
{
    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (7, 8);

    /// <summary>Whether ONNX Runtime exchanges the operands where the left one repeats a single element along the innermost run (the arithmetic is not
    /// symmetric).</summary>
    protected virtual bool ExchangesRepeatedLeft => false;

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.UInt8, ElementType.Int8);
        context.Require(3, type);
        Quantized.Check(context, 1, 2);
        Quantized.Check(context, 4, 5);
        Quantized.Check(context, 6, 7);
        var shape = Broadcast.Shape(context.Shape(0), context.Shape(3)) ?? throw context.Mismatch(
            $"shapes {context.Shape(0)} and {context.Shape(3)} do not broadcast", "Each pair of dimensions, from the right, must be equal or contain a 1.");
        if (!context.Attributes.Has("whittle.exchange"))
        {
            // Decided on the graph as the model states it: later passes may move axes, the arithmetic stays.
            var left = Broadcast.Strides(context.Shape(0), shape);
            var collapsed = Broadcast.Collapse(shape, left, Broadcast.Strides(context.Shape(3), shape)).Strides[0];
            context.Attributes.Set("whittle.exchange", ExchangesRepeatedLeft && collapsed[collapsed.Length - 1] == 0 ? 1L : 0L);
        }

        context.SetOutput(0, type, shape);
    }

    public override void Lower(LoweringContext context)
    {
        var (first, second) = context.Attributes.Flag("whittle.exchange", false) ? (3, 0) : (0, 3);
        var (left, right, output) = (Quantized.Read(context.Node, first + 1, first + 2), Quantized.Read(context.Node, second + 1, second + 2), Quantized.Read(
            context.Node, 6, 7));
        var shape = context.OutputType.Shape.ToArray();
        var collapsed = Broadcast.Collapse(shape, Broadcast.Strides(context.Type(first).Shape, shape), Broadcast.Strides(context.Type(second).Shape, shape));
        var plain = Plain(context.Type(first), context.OutputType) && Plain(context.Type(second), context.OutputType);
        var arguments = new List<Argument>
        {
            new("left", context.Input(first)),
            new("right", context.Input(second)),
            new("output", context.Output()),
            new("leftScale", left.Scale),
            new("leftZeroPoint", left.ZeroPoint),
            new("rightScale", right.Scale),
            new("rightZeroPoint", right.ZeroPoint),
            new("outputScale", output.Scale),
            new("outputZeroPoint", output.ZeroPoint),
        };
        if (!plain)
        {
            arguments.Add(new Argument("shape", collapsed.Shape));
            arguments.Add(new Argument("leftStrides", collapsed.Strides[0]));
            arguments.Add(new Argument("rightStrides", collapsed.Strides[1]));
        }

        context.Step(Name + (plain ? ".Run" : ".RunBroadcast"), [.. arguments]);
    }

    private static bool Plain(TensorType operand, TensorType output) => operand.Length == output.Length || operand.Length == 1;
}

/// <summary>Sum of two 8-bit tensors.</summary>
internal sealed class QLinearAdd : QLinearBinary
{
    public override string Name => "QLinearAdd";

    protected override bool ExchangesRepeatedLeft => true;
}

/// <summary>Product of two 8-bit tensors.</summary>
internal sealed class QLinearMul : QLinearBinary
{
    public override string Name => "QLinearMul";
}
