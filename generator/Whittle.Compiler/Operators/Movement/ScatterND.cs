using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>The operand with slices of updates at the places that tuples of indices name, each joined with what is there.</summary>
internal sealed class ScatterND : Operator
{
    public override string Name => "ScatterND";

    public override int MinimumOpset => 11;

    public override (int Minimum, int Maximum) Inputs => (3, 3);

    public override void Infer(InferenceContext context)
    {
        context.Require(1, ElementType.Int64);
        ScatterReduction.Check(context);
        var (data, indices) = (context.Shape(0), context.Shape(1));
        var tuple = indices.Rank == 0 ? 0 : indices[indices.Rank - 1];
        if (tuple < 1 || tuple > data.Rank || !context.Shape(2).SequenceEqual(indices.Take(indices.Rank - 1).Concat(data.Skip(tuple))))
        {
            throw context.Mismatch(
                $"indices of shape {indices} and updates of shape {context.Shape(2)} do not fit {data}",
                "The last dimension of the indices is the length of a tuple; each names a slice of the updates.");
        }

        context.SetOutput(0, context.Type(0).Element, data);
    }

    public override void Lower(LoweringContext context)
    {
        var (data, indices) = (context.Type(0).Shape, context.Type(1).Shape);
        var tuple = indices[indices.Rank - 1];
        context.Step(
            "ScatterND.Run",
            new Argument("input", context.Input(0)),
            new Argument("indices", context.Input(1)),
            new Argument("updates", context.Input(2)),
            new Argument("output", context.Output()),
            new Argument("operation", ScatterReduction.Operation(context)),
            new Argument("places", indices.Product(0, indices.Rank - 1)),
            new Argument("lengths", data.Take(tuple).ToArray()),
            new Argument("inner", data.Product(tuple, data.Rank)));
    }
}
