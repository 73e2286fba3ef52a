using Whittle.Plan;

namespace Whittle.Compiler.Lowering;

/// <summary>Constants of kernel calls in the type of the data.</summary>
internal static class Literals
{
    /// <summary>The first element; integers beyond 2^53 stay exact.</summary>
    public static PlanValue Of(Ir.Tensor tensor) => tensor.Element == ElementType.Int64
        ? new PlanValue.TypedInteger(tensor.Element, tensor.As<long>()[0])
        : Of(tensor.Element, tensor.ToDoubles()[0]);

    public static PlanValue Of(ElementType type, double value) => type switch
    {
        ElementType.Float32 => new PlanValue.Float((float)value),
        ElementType.Float64 => new PlanValue.Double(value),
        ElementType.Bool => new PlanValue.Boolean(value != 0),
        _ => new PlanValue.TypedInteger(type, (long)value),
    };
}
