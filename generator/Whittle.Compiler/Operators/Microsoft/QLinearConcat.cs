using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Quantization;
using Whittle.Plan;
using Whittle.Runtime.Kernels;

namespace Whittle.Compiler.Operators.Microsoft;

/// <summary>8-bit tensors one after the other along an axis, each brought to the result's scale: y's scale and zero point, then a tensor, its scale and zero
/// point, and so on.</summary>
internal sealed class QLinearConcat : Operator
{
    public override string Name => "QLinearConcat";

    public override string Domain => OperatorTable.MicrosoftDomain;

    public override (int Minimum, int Maximum) Inputs => (5, int.MaxValue);

    public override void Infer(InferenceContext context)
    {
        if ((context.Node.Inputs.Count - 2) % 3 != 0)
        {
            throw context.Mismatch("its operands are not triples of tensor, scale and zero point", "Export the model again.");
        }

        Quantized.Check(context, 0, 1);
        for (var i = 2; i < context.Node.Inputs.Count; i += 3)
        {
            Quantized.Check(context, i + 1, i + 2);
        }

        var type = context.Require(2, ElementType.UInt8, ElementType.Int8);
        var shape = context.Shape(2).ToArray();
        var axis = context.Axis(context.Attributes.Int("axis", 0), shape.Length);
        for (var i = 5; i < context.Node.Inputs.Count; i += 3)
        {
            context.Require(i, type);
            var next = context.Shape(i);
            if (next.Rank != shape.Length || Enumerable.Range(0, shape.Length).Any(d => d != axis && next[d] != shape[d]))
            {
                throw context.Mismatch($"{context.Shape(2)} and {next} do not join along axis {axis}", "All other dimensions must be equal.");
            }

            shape[axis] += next[axis];
        }

        context.SetOutput(0, type, shape);
    }

    public override void Lower(LoweringContext context)
    {
        var output = context.OutputType.Shape;
        var axis = context.Attributes.Int("axis", 0);
        axis = axis < 0 ? axis + output.Rank : axis;
        var target = Quantized.Read(context.Node, 0, 1);
        var offset = 0;
        for (var i = 2; i < context.Node.Inputs.Count; i += 3)
        {
            var length = context.Type(i).Shape.Product(axis, output.Rank);
            context.Step(
                "CopyBlocks.Run",
                new Argument("input", Rescaled(context, i, target)),
                new Argument("output", context.Output()),
                new Argument("count", output.Product(0, axis)),
                new Argument("length", length),
                new Argument("inputOffset", 0),
                new Argument("inputStride", length),
                new Argument("outputOffset", offset),
                new Argument("outputStride", output.Product(axis, output.Rank)));
            offset += length;
        }
    }

    private static Operand Rescaled(LoweringContext context, int index, Quantized target)
    {
        var own = Quantized.Read(context.Node, index + 1, index + 2);
        if (own.SameAs(target))
        {
            return context.Input(index);
        }

        var signed = context.Type(index).Element == ElementType.Int8;
        var table = QuantizedTables.Unary(null, signed, own.Scale, own.ZeroPoint, target.Scale, target.ZeroPoint);
        var rescaled = Storage.Temporary(FormattableString.Invariant($"{context.Node.Name}.rescaled{index / 3}"), context.Type(index));
        context.Step(
            "LookupTable8.Run",
            new Argument("input", context.Input(index)),
            new Argument("output", new Operand.Write(rescaled)),
            new Argument(
                "table",
                context.Store(
                    FormattableString.Invariant($"{context.Node.Name}.table{index / 3}"), Tensor.From(ElementType.UInt8, new TensorShape(256), table))));
        return new Operand.Read(rescaled);
    }
}
