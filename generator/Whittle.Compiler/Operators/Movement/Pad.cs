using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>Elements added (or, negative, cut off) around a tensor: a constant, the edge repeated, a reflection, or wrapped around.</summary>
internal sealed class Pad : Operator
{
    private static readonly Dictionary<string, string> Modes = new(StringComparer.Ordinal)
    {
        ["constant"] = "PadMode.Constant",
        ["edge"] = "PadMode.Edge",
        ["reflect"] = "PadMode.Reflect",
        ["wrap"] = "PadMode.Wrap",
    };

    public override string Name => "Pad";

    public override string Restrictions => "constant pads";

    public override (int Minimum, int Maximum) Inputs => (1, 4);

    public override void Infer(InferenceContext context)
    {
        var (before, after) = Pads(context);
        if (!Modes.ContainsKey(context.Attributes.String("mode", "constant")))
        {
            throw context.Unsupported($"mode '{context.Attributes.String("mode", "constant")}' is not known", "Use constant, edge, reflect or wrap.");
        }

        if (context.Has(2))
        {
            context.Require(2, context.Type(0).Element);
            context.RequireSingle(2, "value");
        }

        context.Node.Attributes.Set("whittle.before", Array.ConvertAll(before, v => (long)v)).Set("whittle.after", Array.ConvertAll(after, v => (long)v));
        context.SetOutput(0, context.Type(0).Element, context.Shape(0).Select((d, axis) => (long)d + before[axis] + after[axis]).ToArray());
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        if (node.Attributes.String("mode", "constant") != "constant"
            || node.Attributes.Ints("whittle.before")!.Concat(node.Attributes.Ints("whittle.after")!).Any(pad => pad < 0))
        {
            return null;
        }

        var output = node.Output.KnownType;
        var value = inputs.Length > 2 && inputs[2] is { } given ? given.ToDoubles()[0] : node.Attributes.Float("value", 0);
        var result = Enumerable.Repeat(value, output.Length).ToArray();
        var (source, strides, before) = (inputs[0]!.ToDoubles(), output.Shape.Strides(), node.Attributes.Ints("whittle.before")!);
        var own = inputs[0]!.Shape.Strides();
        for (var i = 0; i < source.Length; i++)
        {
            var target = 0;
            for (var axis = 0; axis < own.Length; axis++)
            {
                target += ((i / own[axis] % inputs[0]!.Shape[axis]) + before[axis]) * strides[axis];
            }

            result[target] = source[i];
        }

        return [Tensor.FromDoubles(output, result)];
    }

    public override void Lower(LoweringContext context)
    {
        var type = context.Type(0).Element;
        context.Step(
            "Pad.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("shape", context.Type(0).Shape.ToArray()),
            new Argument("padsBefore", context.Attributes.Ints("whittle.before")!),
            new Argument("padsAfter", context.Attributes.Ints("whittle.after")!),
            new Argument("mode", new PlanValue.Symbol(Modes[context.Attributes.String("mode", "constant")])),
            new Argument("value", context.Has(2) ? context.Element(2) : Literals.Of(type, context.Attributes.Float("value", 0))));
    }

    private static (int[] Before, int[] After) Pads(InferenceContext context)
    {
        var rank = context.Shape(0).Rank;
        var pads = context.Attributes.Ints("paddings") ?? context.AttributeOrInput("pads", 1) ?? throw context.Mismatch(
            "it has no pads", "Export the model again.");
        var axes = context.Integers(3, "axes")?.Select(axis => context.Axis(axis, rank)).ToArray() ?? [.. Enumerable.Range(0, rank)];
        if (pads.Length != 2 * axes.Length)
        {
            throw context.Mismatch($"{pads.Length} pads do not fit {axes.Length} axes", "It needs one before and one after each axis.");
        }

        var (before, after) = (new int[rank], new int[rank]);
        for (var i = 0; i < axes.Length; i++)
        {
            (before[axes[i]], after[axes[i]]) = (pads[i], pads[i + axes.Length]);
        }

        return (before, after);
    }
}
