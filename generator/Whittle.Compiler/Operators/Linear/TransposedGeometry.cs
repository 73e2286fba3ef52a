using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>The geometry of a transposed convolution, where pads are cut off the result and output_shape or auto_pad may decide them.</summary>
internal static class TransposedGeometry
{
    /// <summary>Reads the attributes for an operand of shape [batch, channels, spatial …]. A result longer than what the kernel
    /// reaches ends in zeros.</summary>
    public static ConvolutionGeometry Read(InferenceContext context, TensorShape input, int[] kernel)
    {
        var rank = kernel.Length;
        var (strides, dilations) = (Numbers(context, "strides", rank, 1), Numbers(context, "dilations", rank, 1));
        var (pads, further) = (Numbers(context, "pads", 2 * rank, 0), Numbers(context, "output_padding", rank, 0));
        var given = context.Attributes.Has("output_shape") ? Numbers(context, "output_shape", rank, 0) : null;
        if (strides.Concat(dilations).Concat(kernel).Any(value => value < 1) || (context.Attributes.Ints("kernel_shape") is { } stated && !stated.SequenceEqual(kernel)))
        {
            throw context.Mismatch($"its strides, dilations or kernel_shape do not fit a kernel [{string.Join(", ", kernel)}]", "Export the model again.");
        }

        var mode = context.Attributes.String("auto_pad", "NOTSET");
        var (before, after, output) = (new int[rank], new int[rank], new long[rank]);
        for (var d = 0; d < rank; d++)
        {
            var whole = ((long)strides[d] * (input[d + 2] - 1)) + further[d] + ((kernel[d] - 1L) * dilations[d]) + 1;
            long? wanted = given is not null ? given[given.Length - rank + d] : mode is "SAME_UPPER" or "SAME_LOWER" ? (long)input[d + 2] * strides[d] : null;
            var total = Math.Max(0, whole - (wanted ?? 0));
            (before[d], after[d]) = wanted is null
                ? mode == "VALID" ? (0, 0) : (pads[d], pads[d + rank])
                : mode == "SAME_UPPER" ? ((int)(total / 2), (int)(total - (total / 2))) : ((int)(total - (total / 2)), (int)(total / 2));
            output[d] = wanted ?? whole - before[d] - after[d];
        }

        return new ConvolutionGeometry(kernel, strides, dilations, before, after, context.MakeShape(output).ToArray());
    }

    /// <summary>An attribute with one number per axis (or more, of which the last count: some exporters give output_shape with batch and channels).</summary>
    private static int[] Numbers(InferenceContext context, string name, int count, int defaultValue)
    {
        var values = context.Attributes.Ints(name) ?? [.. Enumerable.Repeat(defaultValue, count)];
        return values.Length == count || (name == "output_shape" && values.Length == count + 2)
            ? values
            : throw context.Mismatch($"{name} has {values.Length} numbers", $"It needs {count}; export the model again.");
    }
}
