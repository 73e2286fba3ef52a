using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>max(0, x).</summary>
internal sealed class Relu : UnaryElementwise
{
    public override string Name => "Relu";

    protected override ElementType[] Types =>
        [ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64];

    public override double Apply(Node node, double value) => value > 0 || double.IsNaN(value) ? value : 0;

    protected override PlanValue Operation(Node node) => Struct("Relu", node.Input(0).KnownType.Element);
}
