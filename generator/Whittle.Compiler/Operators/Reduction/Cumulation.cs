using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Reduction;

/// <summary>An operator whose result at each place joins all elements along an axis up to there.</summary>
public abstract class Cumulation : Operator
{
    public override (int Minimum, int Maximum) Inputs => (2, 2);

    /// <summary>The runtime's operator struct, and the value before the first element.</summary>
    protected abstract (string Kernel, int Identity) Join { get; }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, ElementType.Float32, ElementType.Float64, ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64);
        context.RequireSingle(1, "axis");
        context.Node.Attributes.Set("whittle.axis", (long)context.Axis(context.Integers(1, "axis")![0], context.Shape(0).Rank));
        context.SetOutput(0, type, context.Shape(0));
    }

    public override void Lower(LoweringContext context)
    {
        var shape = context.Type(0).Shape;
        var axis = context.Attributes.Int("whittle.axis", 0);
        context.Step(
            "Cumulate.Run",
            new Argument("input", context.Input(0)),
            new Argument("output", context.Output()),
            new Argument("operation", UnaryElementwise.Struct(Join.Kernel, context.Type(0).Element)),
            new Argument("identity", Join.Identity),
            new Argument("outer", shape.Product(0, axis)),
            new Argument("axisLength", shape[axis]),
            new Argument("inner", shape.Product(axis + 1, shape.Rank)),
            new Argument("exclusive", context.Attributes.Flag("exclusive", false)),
            new Argument("reverse", context.Attributes.Flag("reverse", false)));
    }
}

/// <summary>Running sums along an axis.</summary>
internal sealed class CumSum : Cumulation
{
    public override string Name => "CumSum";

    public override string Restrictions => "constant axis";

    public override int MinimumOpset => 11;

    protected override (string Kernel, int Identity) Join => ("Add", 0);
}

/// <summary>Running products along an axis.</summary>
internal sealed class CumProd : Cumulation
{
    public override string Name => "CumProd";

    public override int MinimumOpset => 26;

    protected override (string Kernel, int Identity) Join => ("Multiply", 1);
}
