using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators;

namespace Whittle.Compiler.Passes;

/// <summary>Constants seen through a DequantizeLinear that is not folded yet.</summary>
internal static class Constants
{
    /// <summary>The value's elements if they are known at build time, directly or behind one DequantizeLinear.</summary>
    public static Tensor? Of(Value value)
    {
        if (value.Constant is not null)
        {
            return value.Constant;
        }

        return value.Producer is { } node && node.Is("DequantizeLinear") && node.Inputs.All(input => input is null or { IsConstant: true })
            ? OperatorTable.Find("", "DequantizeLinear")!.Evaluate(node, [.. node.Inputs.Select(input => input?.Constant)])![0]
            : null;
    }
}
