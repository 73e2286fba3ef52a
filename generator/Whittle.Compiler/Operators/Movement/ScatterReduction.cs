using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Elementwise;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Movement;

/// <summary>How the Scatter operators join an element and its update.</summary>
internal static class ScatterReduction
{
    /// <summary>Fails unless the reduction is known and the element type can be reduced.</summary>
    public static void Check(InferenceContext context)
    {
        var reduction = context.Attributes.String("reduction", "none");
        if (context.Type(2).Element != context.Type(0).Element)
        {
            throw context.Mismatch($"its updates {context.Type(2)} are not of the operand's type {context.Type(0)}", "Convert them with Cast.");
        }

        if (reduction is not ("none" or "add" or "mul" or "max" or "min"))
        {
            throw context.Unsupported($"its reduction '{reduction}' is not known", "Use none, add, mul, max or min.");
        }

        if (reduction != "none")
        {
            context.Require(
                0, ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16, ElementType.Int32,
                ElementType.UInt32, ElementType.Int64, ElementType.UInt64);
        }
    }

    /// <summary>The runtime's operator struct.</summary>
    public static PlanValue Operation(LoweringContext context)
    {
        var name = context.Attributes.String("reduction", "none") switch { "add" => "Add", "mul" => "Multiply", "max" => "Max", "min" => "Min", _ => "Replace" };
        return UnaryElementwise.Struct(name, context.Type(0).Element);
    }
}
