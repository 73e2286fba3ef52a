using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>An associative operator on one or more tensors of one type. Passes split it into pairs, so lowering sees at most two.</summary>
public abstract class VariadicElementwise : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, int.MaxValue);

    /// <summary>The runtime's operator struct, generic over the element type.</summary>
    protected abstract string Kernel { get; }

    public abstract double Apply(double left, double right);

    public override void Infer(InferenceContext context)
    {
        var shapes = Enumerable.Range(0, context.Node.Inputs.Count).Select(context.Shape).ToArray();
        var shape = Broadcast.Shape(shapes) ?? throw context.Mismatch(
            $"shapes {string.Join(" and ", shapes.Select(s => s.ToString()))} do not broadcast", "Each pair of dimensions, from the right, must be equal or contain a 1.");
        context.SetOutput(0, context.Type(0).Element, shape);
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = Broadcast.Shape([.. inputs.Select(input => input!.Shape)])!;
        double[]? result = null;
        foreach (var input in inputs)
        {
            var values = input!.ToDoubles();
            var expanded = Array.ConvertAll(Broadcast.Indices(input.Shape, shape), index => values[index]);
            result = result is null ? expanded : [.. result.Zip(expanded, Apply)];
        }

        return [Tensor.FromDoubles(new TensorType(inputs[0]!.Element, new TensorShape(shape)), result!)];
    }

    public override void Lower(LoweringContext context)
    {
        if (context.Node.Inputs.Count == 1)
        {
            context.Alias();
            return;
        }

        BinaryElementwise.LowerBroadcast(context, "Binary.Run", UnaryElementwise.Struct(Kernel, context.Type(0).Element));
    }
}
