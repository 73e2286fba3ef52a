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

    protected virtual ElementType[] Types =>
    [
        ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
        ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64,
    ];

    public abstract double Apply(double left, double right);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        for (var i = 1; i < context.Node.Inputs.Count; i++)
        {
            context.Require(i, type);
        }

        var shapes = Enumerable.Range(0, context.Node.Inputs.Count).Select(context.Shape).ToArray();
        var shape = Broadcast.Shape(shapes) ?? throw context.Mismatch(
            $"shapes {string.Join(" and ", shapes.Select(s => s.ToString()))} do not broadcast",
            "Each pair of dimensions, from the right, must be equal or contain a 1.");
        context.SetOutput(0, type, shape);
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
