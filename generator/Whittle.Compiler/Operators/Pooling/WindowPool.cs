using Whittle.Compiler.Ir;
using Whittle.Compiler.Operators.Linear;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>A pool over windows of [batch, channels, spatial …]. The channels-last pass turns it into its image form.</summary>
public abstract class WindowPool : Operator
{
    public override (int Minimum, int Maximum) Inputs => (1, 1);

    /// <summary>A few bytes of a model could ask for hours.</summary>
    public override bool IsFolded => false;

    protected virtual ElementType[] Types => [ElementType.Float32];

    public static ConvolutionGeometry Geometry(InferenceContext context, int input = 0)
    {
        var kernel = context.Attributes.Ints("kernel_shape") ?? throw context.Mismatch("it has no kernel_shape", "Export the model again.");
        if (kernel.Length is not (1 or 2))
        {
            throw context.Unsupported($"it pools over {kernel.Length} dimensions", "One and two spatial dimensions are supported.");
        }

        return ConvolutionGeometry.Read(context, context.Shape(input), kernel, context.Attributes.Flag("ceil_mode", false));
    }

    public override void Infer(InferenceContext context)
    {
        var type = context.Require(0, Types);
        context.SetOutput(0, type, [.. context.Shape(0).Take(2), .. Geometry(context).Output]);
    }
}
