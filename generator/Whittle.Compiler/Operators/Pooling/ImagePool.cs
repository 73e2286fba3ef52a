using Whittle.Compiler.Lowering;

namespace Whittle.Compiler.Operators.Pooling;

/// <summary>
/// A window pool on channels-last images [batch, height, width, channels]. Attributes kernel, strides, dilations, before, after (explicit pads, height first)
/// and output (its extents).
/// </summary>
public abstract class ImagePool : Operator
{
    public override string Domain => OperatorTable.WhittleDomain;

    public override (int Minimum, int Maximum) Inputs => (1, 1);

    public override void Infer(InferenceContext context)
    {
        var (shape, output) = (context.Shape(0), context.Attributes.Ints("output")!);
        context.SetOutput(0, context.Type(0).Element, shape[0], output[0], output[1], shape[3]);
    }

    /// <summary>The geometry's arguments, named as every pooling kernel names them.</summary>
    internal static Argument[] Geometry(LoweringContext context)
    {
        var (input, output) = (context.Type(0).Shape, context.OutputType.Shape);
        var (kernel, strides, dilations) = (context.Attributes.Ints("kernel")!, context.Attributes.Ints("strides")!, context.Attributes.Ints("dilations")!);
        var before = context.Attributes.Ints("before")!;
        return
        [
            new("batch", input[0]),
            new("inputHeight", input[1]),
            new("inputWidth", input[2]),
            new("channels", input[3]),
            new("outputHeight", output[1]),
            new("outputWidth", output[2]),
            new("kernelHeight", kernel[0]),
            new("kernelWidth", kernel[1]),
            new("strideHeight", strides[0]),
            new("strideWidth", strides[1]),
            new("dilationHeight", dilations[0]),
            new("dilationWidth", dilations[1]),
            new("padTop", before[0]),
            new("padLeft", before[1]),
        ];
    }

    /// <summary>The pads behind the image and what they count for; only averages need them.</summary>
    internal static Argument[] Averaging(LoweringContext context)
    {
        var after = context.Attributes.Ints("after")!;
        return
        [
            new("padBottom", after[0]),
            new("padRight", after[1]),
            new("countIncludePad", context.Attributes.Int("count_include_pad", 0)),
        ];
    }
}
