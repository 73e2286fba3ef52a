using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Normalization;

/// <summary>(x − mean) / (√variance + 1e-9) with the statistics over the given axes; before opset 9 over all but the channels, or all
/// (across_channels).</summary>
internal sealed class MeanVarianceNormalization : Operator
{
    private const double Epsilon = 1e-9;

    public override string Name => "MeanVarianceNormalization";

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        Array.ForEach(Axes(context.Attributes, context.Shape(0).Rank), axis => context.Axis((int)axis, context.Shape(0).Rank));
        context.SetOutput(0, context.Require(0, ElementType.Float32), context.Shape(0));
    }

    public override Value?[]? Expand(ExpansionContext context)
    {
        var x = context.Input(0);
        var axes = context.Integers(Axes(context.Attributes, context.Shape(0).Rank));
        var centered = context.Call("Sub", [x, context.Call("ReduceMean", [x, axes])]);
        var variance = context.Call("ReduceMean", [context.Call("Mul", [centered, centered]), axes]);
        var deviation = context.Call("Add", [context.Call("Sqrt", [variance]), context.Number(Epsilon, ElementType.Float32)]);
        return [context.Call("Div", [centered, deviation])];
    }

    private static long[] Axes(NodeAttributes attributes, int rank) => attributes.Flag("across_channels", false)
        ? [.. Enumerable.Range(0, rank).Select(axis => (long)axis)]
        : attributes.Longs("axes") ?? [0, 2, 3];
}
