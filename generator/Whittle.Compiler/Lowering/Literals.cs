using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>Constants of kernel calls in the type of the data.</summary>
internal static class Literals
{
    public static PlanValue Of(ElementType type, double value) => type switch
    {
        ElementType.Float32 => new PlanValue.Float((float)value),
        ElementType.Float64 => new PlanValue.Double(value),
        ElementType.Bool => new PlanValue.Boolean(value != 0),
        _ => new PlanValue.TypedInteger(type, (long)value),
    };
}
