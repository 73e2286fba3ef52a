using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The mean over all spatial positions.</summary>
internal sealed class GlobalAveragePool : GlobalPool
{
    public override string Name => "GlobalAveragePool";

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Global(node, inputs[0]!, Enumerable.Average);
}
