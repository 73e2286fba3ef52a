using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>A pool over windows of [batch, channels, spatial …]. The channels-last pass turns most into their image form; the rest runs window by
/// window.</summary>
public abstract class WindowPool : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    protected virtual ElementType[] Types => [ElementType.Float32, ElementType.Float64];

    public static ConvolutionGeometry Geometry(InferenceContext context, int input = 0)
    {
        var kernel = context.Attributes.Ints("kernel_shape") ?? throw context.Mismatch("it has no kernel_shape", "Export the model again.");
        if (kernel.Length is < 1 or > 6)
        {
            throw context.Unsupported($"it pools over {kernel.Length} dimensions", "One to six spatial dimensions are supported.");
        }

        return ConvolutionGeometry.Read(context, context.Shape(input), kernel, context.Attributes.Flag("ceil_mode", false));
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        context.SetOutput(0, type, [.. context.Shape(0).Take(2), .. Geometry(context).Output]);
    }

    public override void Lower(LoweringContext context)
    {
        var geometry = Geometry(new InferenceContext(context.Node));
        var shape = context.Type(0).Shape;
        context.Step(
            Name + "Windows.Run",
            [
                new("input", context.Input(0)),
                new("output", context.Output()),
                new("images", shape.Product(0, 2)),
                .. WindowArguments.Of(shape, context.OutputType.Shape, geometry),
                .. Further(context, geometry),
            ]);
    }

    /// <summary>What this pool's kernel takes beyond the geometry.</summary>
    protected virtual Argument[] Further(LoweringContext context, ConvolutionGeometry geometry) => [];
}
