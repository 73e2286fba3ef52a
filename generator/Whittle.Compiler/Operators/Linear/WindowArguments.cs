using Whittle.Compiler.Ir;
using Whittle.Compiler.Lowering;
using Whittle.Plan;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>What every kernel on windows over any number of axes is told of its geometry.</summary>
internal static class WindowArguments
{
    public static Argument[] Of(TensorShape input, TensorShape output, ConvolutionGeometry geometry) =>
    [
        new("inputShape", input.Skip(2).ToArray()),
        new("outputShape", output.Skip(2).ToArray()),
        new("kernel", geometry.Kernel),
        new("strides", geometry.Strides),
        new("dilations", geometry.Dilations),
        new("padsBefore", geometry.PadsBefore),
    ];

    /// <summary>The same for a convolution or its transposition, with the channels.</summary>
    public static Argument[] Convolution(LoweringContext context, ConvolutionGeometry geometry)
    {
        var (input, output) = (context.Type(0).Shape, context.OutputType.Shape);
        return
        [
            new("input", context.Input(0)),
            new("weights", context.Input(1)),
            new("bias", context.Has(2) ? context.Input(2) : new PlanValue.Integers(default)),
            new("output", context.Output()),
            new("batch", input[0]),
            new("channels", input[1]),
            new("outputChannels", output[1]),
            new("groups", context.Attributes.Int("group", 1)),
            .. Of(input, output, geometry),
        ];
    }
}
