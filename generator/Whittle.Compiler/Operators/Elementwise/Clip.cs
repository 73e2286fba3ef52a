using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>x limited to [minimum, maximum]: attributes before opset 11, operands since.</summary>
internal sealed class Clip : Operator
{
    public override string Name => "Clip";

    public override (int Minimum, int Maximum) Inputs => (1, 3);

    /// <summary>The limits; infinities where the node gives none.</summary>
    public static (double Minimum, double Maximum)? Limits(Node node)
    {
        if (node.Opset < 11 && node.Domain.Length == 0)
        {
            return (node.Attributes.Float("min", float.NegativeInfinity), node.Attributes.Float("max", float.PositiveInfinity));
        }

        var (low, high) = (node.InputOrNull(1), node.InputOrNull(2));
        if (low is { IsConstant: false } || high is { IsConstant: false })
        {
            return null;
        }

        return (low?.Constant?.ToDoubles()[0] ?? double.NegativeInfinity, high?.Constant?.ToDoubles()[0] ?? double.PositiveInfinity);
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(
            0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64);
        for (var limit = 1; limit <= 2; limit++)
        {
            if (context.Has(limit))
            {
                context.Require(limit, type);
                context.RequireSingle(limit, "limits");
            }
        }

        context.SetOutput(0, type, context.Shape(0));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var (minimum, maximum) = Limits(node)!.Value;
        return [Tensor.FromDoubles(inputs[0]!.Type, Array.ConvertAll(inputs[0]!.ToDoubles(), value => Math.Min(Math.Max(value, minimum), maximum)))];
    }

    public override void Lower(LoweringContext context)
    {
        if (Limits(context.Node) is not { } limits)
        {
            throw context.Unsupported("its limits are computed at run time", "Use constant limits.");
        }

        var type = context.Type(0).Element;
        context.Step(
            "Unary.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument(
                "operation", UnaryElementwise.Struct("Clip", type, ("minimum", Limit(type, limits.Minimum)), ("maximum", Limit(type, limits.Maximum)))));
    }

    private static PlanValue Limit(ElementType type, double value)
    {
        var (lowest, highest) = type switch
        {
            ElementType.Int8 => (sbyte.MinValue, sbyte.MaxValue),
            ElementType.UInt8 => (byte.MinValue, byte.MaxValue),
            ElementType.Int16 => (short.MinValue, short.MaxValue),
            ElementType.Int32 => (int.MinValue, int.MaxValue),
            _ => (long.MinValue, long.MaxValue),
        };
        return type switch
        {
            ElementType.Float32 => new PlanValue.Float((float)value),
            ElementType.Float64 => new PlanValue.Double(value),
            _ => new PlanValue.Integer(value <= lowest ? lowest : value >= highest ? highest : (long)value),
        };
    }
}
