using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>An operator on two tensors with broadcasting; the result has the operands' element type.</summary>
public abstract class BinaryElementwise : Operator
{
    public override (int Minimum, int Maximum) Inputs => (2, 2);

    /// <summary>The runtime's operator struct, generic over the element type.</summary>
    protected abstract string Kernel { get; }

    protected virtual ElementType[] Types =>
    [
        ElementType.Float32, ElementType.Float64, ElementType.Int8, ElementType.UInt8, ElementType.Int16, ElementType.UInt16,
        ElementType.Int32, ElementType.UInt32, ElementType.Int64, ElementType.UInt64,
    ];

    /// <summary>The truth for one pair of elements.</summary>
    public abstract double Apply(Node node, double left, double right);

    /// <summary>The truth for integers; the default goes through double, which is exact to 2^53.</summary>
    public virtual long Apply(Node node, long left, long right) => (long)Apply(node, (double)left, right);

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        if (context.Type(1).Element != type)
        {
            throw context.Mismatch($"its operands are {context.Type(0)} and {context.Type(1)}", "Convert one with Cast; both must have one element type.");
        }

        context.SetOutput(0, type, BroadcastShape(context));
    }

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs)
    {
        var shape = Broadcast.Shape(inputs[0]!.Shape, inputs[1]!.Shape)!;
        var left = Broadcast.Indices(inputs[0]!.Shape, shape);
        var right = Broadcast.Indices(inputs[1]!.Shape, shape);
        var type = new TensorType(inputs[0]!.Element, new TensorShape(shape));
        if (IsExact(inputs[0]!.Element) && IsExact(inputs[1]!.Element))
        {
            var (a, b) = (inputs[0]!.ToInt64s(), inputs[1]!.ToInt64s());
            return [Tensor.FromIntegers(type, [.. left.Select((index, i) => Apply(node, a[index], b[right[i]]))])];
        }

        var (x, y) = (inputs[0]!.ToDoubles(), inputs[1]!.ToDoubles());
        return [Tensor.FromDoubles(type, [.. left.Select((index, i) => Apply(node, x[index], y[right[i]]))])];
    }

    public override void Lower(LoweringContext context) =>
        LowerBroadcast(context, "Binary.Run", UnaryElementwise.Struct(Kernel, context.Type(0).Element));

    private static bool IsExact(ElementType type) => !type.IsFloat() && type != ElementType.UInt64;

    internal static int[] BroadcastShape(InferenceContext context) =>
        Broadcast.Shape(context.Shape(0), context.Shape(1)) ?? throw context.Mismatch(
            $"shapes {context.Shape(0)} and {context.Shape(1)} do not broadcast", "Each pair of dimensions, from the right, must be equal or contain a 1.");

    /// <summary>The simplest call that fits: equal lengths, one scalar side, or strides.</summary>
    internal static void LowerBroadcast(LoweringContext context, string target, PlanValue operation)
    {
        var (left, right, output) = (context.Type(0).Shape, context.Type(1).Shape, context.OutputType.Shape);
        var strides = Broadcast.Collapse(output.ToArray(), Broadcast.Strides(left, output.ToArray()), Broadcast.Strides(right, output.ToArray()));
        var arguments = new List<Argument>
        {
            new("left", left.Length == 1 && output.Length > 1 ? context.Element(0) : context.Input(0)),
            new("right", right.Length == 1 && output.Length > 1 && left.Length > 1 ? context.Element(1) : context.Input(1)),
            new("output", context.Output()),
            new("operation", operation),
        };
        var plain = (left.Length == output.Length || left.Length == 1)
            && (right.Length == output.Length || right.Length == 1)
            && Math.Max(left.Length, right.Length) == output.Length;
        if (!plain)
        {
            arguments[0] = new Argument("left", context.Input(0));
            arguments[1] = new Argument("right", context.Input(1));
            arguments.Add(new Argument("outputShape", strides.Shape));
            arguments.Add(new Argument("leftStrides", strides.Strides[0]));
            arguments.Add(new Argument("rightStrides", strides.Strides[1]));
        }

        context.Step(target, [.. arguments]);
    }
}
