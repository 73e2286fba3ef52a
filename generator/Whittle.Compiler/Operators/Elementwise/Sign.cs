using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>−1, 0 or 1.</summary>
internal sealed class Sign : UnaryElementwise
{
    public override string Name => "Sign";

    protected override ElementType[] Types =>
        [ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64];

    public override double Apply(Node node, double value) => double.IsNaN(value) ? value : Math.Sign(value);

    protected override PlanValue Operation(Node node) => Struct("Sign", node.Input(0).KnownType.Element);
}
