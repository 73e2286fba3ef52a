using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>The mean of each window, over its real elements or (count_include_pad) over padding too.</summary>
internal sealed class AveragePool : WindowPool
{
    public override string Name => "AveragePool";

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => ReferencePool.Average(node, inputs[0]!);
}
