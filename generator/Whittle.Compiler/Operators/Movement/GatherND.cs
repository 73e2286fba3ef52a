using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Slices of the operand at tuples of indices; the last dimension of the indices is the length of a tuple.</summary>
internal sealed class GatherND : Operator
{
    public override string Name => "GatherND";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (2, 2);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, ElementType.Int64);
        var (data, indices) = (context.Shape(0), context.Shape(1));
        var batch = context.Attributes.Int("batch_dims", 0);
        var tuple = indices.Rank == 0 ? 0 : indices[indices.Rank - 1];
        if (batch < 0 || batch >= indices.Rank || tuple < 1 || batch + tuple > data.Rank || !data.Take(batch).SequenceEqual(indices.Take(batch)))
        {
            throw context.Mismatch(
                $"indices of shape {indices} do not fit {data}",
                "Their last dimension is the length of a tuple, their first batch_dims ones are the operand's.");
        }

        context.SetOutput(0, context.Type(0).Element, [.. indices.Take(indices.Rank - 1), .. data.Skip(batch + tuple)]);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (batch, places, lengths, inner) = Extents(node);
        var strides = new TensorShape([.. lengths, inner]).Strides();
        var indices = inputs[1]!.ToInt64s();
        var source = new List<int>(node.Output.Shape.Length);
        for (var place = 0; place < batch * places; place++)
        {
            var start = place / places * new TensorShape([.. lengths, inner]).Length;
            for (var i = 0; i < lengths.Length; i++)
            {
                var index = indices[(place * lengths.Length) + i];
                if (index < -lengths[i] || index >= lengths[i])
                {
                    // Left to the run, which says so.
                    return null;
                }

                start += (int)(index < 0 ? index + lengths[i] : index) * strides[i];
            }

            source.AddRange(Enumerable.Range(start, inner));
        }

        return [inputs[0]!.Pick(node.Output.Shape, [.. source])];
    }

    public override void Lower(LoweringContext context)
    {
        var (batch, places, lengths, inner) = Extents(context.Node);
        context.Step(
            "GatherND.Run",
            new Argument("input", context.Input(0)),
            new Argument("indices", context.Input(1)),
            new Argument("output", context.Output()),
            new Argument("batch", batch),
            new Argument("places", places),
            new Argument("lengths", lengths),
            new Argument("inner", inner));
    }

    private static (int Batch, int Places, int[] Lengths, int Inner) Extents(Node node)
    {
        var (data, indices) = (node.Input(0).Shape, node.Input(1).Shape);
        var batch = node.Attributes.Int("batch_dims", 0);
        var tuple = indices[indices.Rank - 1];
        return (data.Product(0, batch), indices.Product(batch, indices.Rank - 1), [.. data.Skip(batch).Take(tuple)], data.Product(batch + tuple, data.Rank));
    }
}
