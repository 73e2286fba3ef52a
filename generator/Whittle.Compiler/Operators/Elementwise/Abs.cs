using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>|x|.</summary>
internal sealed class Abs : UnaryElementwise
{
    public override string Name => "Abs";

    protected override ElementType[] Types =>
        [ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.Int32, ElementType.Int64];

    public override double Apply(Node node, double value) => Math.Abs(value);

    protected override PlanValue Operation(Node node) => Struct("Abs", node.Input(0).KnownType.Element);
}
