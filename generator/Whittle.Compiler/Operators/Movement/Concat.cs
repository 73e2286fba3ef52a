using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Tensors one after the other along an axis.</summary>
internal sealed class Concat : Operator
{
    public override string Name => "Concat";

    public override (int Minimum, int Maximum) Inputs => (1, int.MaxValue);

    public override void Infer(InferenceContext context)
    {
        var first = context.Type(0);
        var axis = context.Axis(context.Attributes.Int("axis", context.Opset < 4 ? 1 : 0), first.Rank);
        var dimensions = Array.ConvertAll(first.Shape.ToArray(), d => (long)d);
        for (var i = 1; i < context.Node.Inputs.Count; i++)
        {
            var next = context.Type(i);
            var fits = next.Rank == first.Rank
                && next.Element == first.Element
                && Enumerable.Range(0, first.Rank).All(d => d == axis || next.Shape[d] == first.Shape[d]);
            if (!fits)
            {
                throw context.Mismatch($"{first} and {next} do not join along axis {axis}", "All other dimensions and the element type must be equal.");
            }

            dimensions[axis] += next.Shape[axis];
        }

        context.SetOutput(0, first.Element, dimensions);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var type = node.Output.KnownType;
        var axis = Axis(node);
        var data = new byte[type.Length * Whittle.Plan.ElementTypes.Size(type.Element)];
        var position = 0;
        for (var outer = 0; outer < type.Shape.Product(0, axis); outer++)
        {
            foreach (var input in inputs)
            {
                var block = input!.Bytes.Length / Math.Max(1, type.Shape.Product(0, axis));
                input.Bytes.Slice(outer * block, block).CopyTo(data.AsSpan(position));
                position += block;
            }
        }

        return [new Tensor(type, data)];
    }

    public override void Lower(LoweringContext context)
    {
        var axis = Axis(context.Node);
        var output = context.OutputType.Shape;
        var (count, stride) = (output.Product(0, axis), output.Product(axis, output.Rank));
        var offset = 0;
        for (var i = 0; i < context.Node.Inputs.Count; i++)
        {
            var length = context.Type(i).Shape.Product(axis, output.Rank);
            context.Step(
                "CopyBlocks.Run",
                new Argument("input", context.Input(i)),
                new Argument("output", context.Output()),
                new Argument("count", count),
                new Argument("length", length),
                new Argument("inputOffset", 0),
                new Argument("inputStride", length),
                new Argument("outputOffset", offset),
                new Argument("outputStride", stride));
            offset += length;
        }
    }

    private static int Axis(Node node)
    {
        var axis = node.Attributes.Int("axis", node.Opset < 4 ? 1 : 0);
        return axis < 0 ? axis + node.Output.Shape.Rank : axis;
    }
}
