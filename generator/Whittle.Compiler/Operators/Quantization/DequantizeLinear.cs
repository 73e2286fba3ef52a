using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Quantization;

/// <summary>y = (x − zeroPoint) · scale; per tensor, per axis or per block.</summary>
internal sealed class DequantizeLinear : Operator
{
    public override string Name => "DequantizeLinear";

    public override int MinimumOpset => 10;

    public override (int Minimum, int Maximum) Inputs => (2, 3);

    public override bool FoldsLate => true;

    public override void Infer(InferenceContext context)
    {
        context.Require(
            0, ElementType.UInt8, ElementType.Int8, ElementType.Int32, ElementType.Int4, ElementType.UInt4, ElementType.Int16, ElementType.UInt16);
        QuantizationGrid.Check(context);
        context.SetOutput(0, ElementType.Float32, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (quantized, grid) = (Quantized.Read(node, 1, 2), QuantizationGrid.Of(node));
        var values = inputs[0]!.ToInt32s();
        return [Tensor.FromFloats(inputs[0]!.Shape, [.. values.Select((value, i) =>
        {
            var c = quantized.PerTensor ? 0 : grid[i];
            return (float)((float)(value - quantized.ZeroPoints[c]) * quantized.Scales[c]);
        })])];
    }

    public override void Lower(LoweringContext context)
    {
        var type = context.Type(0).Element;
        var grid = QuantizationGrid.Of(context.Node);
        if (type is not (ElementType.UInt8 or ElementType.Int8) || !(grid.IsPerAxis || context.Type(1).Length == 1))
        {
            context.Step("DequantizeBlocks.Run", [.. QuantizeLinear.Operands(context), .. grid.Arguments()]);
            return;
        }

        if (Quantized.TryRead(context.Node, 1, 2) is { PerTensor: false } perAxis)
        {
            context.Step("DequantizeLinear.RunPerAxis", QuantizeLinear.PerAxis(context, perAxis, grid, type));
            return;
        }

        if (grid.IsPerAxis)
        {
            context.Step("DequantizeLinear.RunPerAxis", [.. QuantizeLinear.Operands(context), .. QuantizeLinear.PerAxis(grid)]);
            return;
        }

        context.Step(
            "DequantizeLinear.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("scale", context.Scalar(1)),
            new Argument("zeroPoint", context.Has(2) ? context.Scalar(2) : 0));
    }
}
