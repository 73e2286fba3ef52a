using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Elementwise;

namespace Whittle.Compiler.Passes;

/// <summary>Activations that only limit: Relu is [0, ∞), Clip its own range.</summary>
internal static class ActivationLimits
{
    public static (double Minimum, double Maximum)? Of(Node node) =>
        node.Is("Relu") ? (0, double.PositiveInfinity)
        : node.Is("Clip") && Clip.Limits(node) is { } limits && limits.Minimum <= limits.Maximum ? limits
        : null;
}
