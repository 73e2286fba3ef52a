using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Elementwise;

/// <summary>An operator that maps every element on its own, keeping type and shape. The kernel is the runtime's <c>Unary</c> driver with an operator
/// struct.</summary>
public abstract class UnaryElementwise : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    /// <summary>Element types that the operator takes.</summary>
    protected virtual ElementType[] Types => [ElementType.Float32];

    /// <summary>The truth for one element.</summary>
    public abstract double Apply(Node node, double value);

    public override void Infer(InferenceContext context) => context.SetOutput(0, context.Require(0, Types), context.Shape(0));

    public override Tensor?[]? Evaluate(Node node, Tensor?[] inputs) => inputs[0]!.Element == ElementType.Float32
        ? [Tensor.FromFloats(inputs[0]!.Shape, Array.ConvertAll(inputs[0]!.ToFloats(), value => (float)Apply(node, value)))]
        : [Tensor.FromDoubles(inputs[0]!.Type, Array.ConvertAll(inputs[0]!.ToDoubles(), value => Apply(node, value)))];

    public override void Lower(LoweringContext context) => context.Step(
        "Unary.Run",
        new Argument("input", context.Input(0)),
        new Argument("output", context.Output()),
        new Argument("operation", Operation(context.Node)));

    /// <summary>The operator struct of the runtime with its parameters.</summary>
    protected virtual PlanValue Operation(Node node) => Struct(Name);

    /// <summary>An operator struct; <paramref name="generic"/> when it is generic over the element type.</summary>
    internal static PlanValue Struct(string name, ElementType? generic = null, params (string Name, PlanValue Value)[] arguments) =>
        new PlanValue.Construct(new PlanCall(
            name,
            generic is { } type ? new[] { type.Name() }.ToEquatable() : default,
            arguments.Select(argument => new PlanArgument(argument.Name, argument.Value)).ToEquatable()));

    internal static PlanValue Parameter(float value) => new PlanValue.Float(value);
}
