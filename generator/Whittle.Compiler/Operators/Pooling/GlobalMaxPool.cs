using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The greatest element over all spatial positions.</summary>
internal sealed class GlobalMaxPool : GlobalPool
{
    public override string Name => "GlobalMaxPool";

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Global(node, inputs[0]!, Enumerable.Max);

    protected override ElementType[] Types => [ElementType.Float32, ElementType.UInt8, ElementType.Int8];
}
