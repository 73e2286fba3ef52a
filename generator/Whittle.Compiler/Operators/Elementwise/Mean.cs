using Whittle.Compiler.Ir;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>The mean of its operands, element by element. A pass rewrites it as Sum and Mul.</summary>
internal sealed class Mean : VariadicElementwise
{
    public override string Name => "Mean";

    protected override string Kernel => "Add";

    protected override ElementType[] Types => [ElementType.Float32];

    public override double Apply(double left, double right) => left + right;

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var sum = base.Evaluate(node, inputs)![0]!;
        return [Tensor.FromDoubles(sum.Type, Array.ConvertAll(sum.ToDoubles(), value => value / inputs.Length))];
    }
}
