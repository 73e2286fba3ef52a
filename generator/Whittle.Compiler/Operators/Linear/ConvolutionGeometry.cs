using Whittle.Compiler.Ir;

namespace Whittle.Compiler.Operators.Linear;

/// <summary>Kernel, strides, dilations and explicit pads of a convolution or pool over the spatial dimensions, with auto_pad resolved.</summary>
/// <param name="Kernel">Extent of the window per spatial dimension.</param>
/// <param name="PadsBefore">Elements added before each spatial dimension.</param>
/// <param name="PadsAfter">Elements added after each spatial dimension.</param>
public sealed record ConvolutionGeometry(int[] Kernel, int[] Strides, int[] Dilations, int[] PadsBefore, int[] PadsAfter, int[] Output)
{
    private const int MostElements = 1 << 28;

    public int Rank => Kernel.Length;

    /// <summary>Reads the attributes for an operand of shape [batch, channels, spatial …].</summary>
    public static ConvolutionGeometry Read(InferenceContext context, TensorShape input, int[] kernel, bool ceil = false)
    {
        var rank = kernel.Length;
        if (input.Rank != rank + 2)
        {
            throw context.Mismatch($"its operand of shape {input} does not fit a kernel of {rank} dimensions", "The operand must be [batch, channels, spatial …].");
        }

        var strides = context.Attributes.Ints("strides") ?? Fill(rank, 1);
        var dilations = context.Attributes.Ints("dilations") ?? Fill(rank, 1);
        var pads = context.Attributes.Ints("pads") ?? Fill(2 * rank, 0);
        if (strides.Length != rank || dilations.Length != rank || pads.Length != 2 * rank || strides.Concat(dilations).Concat(kernel).Any(v => v is < 1 or > MostElements))
        {
            throw context.Mismatch(
                $"strides {Text(strides)}, dilations {Text(dilations)} or pads {Text(pads)} do not fit a kernel {Text(kernel)}", "Export the model again; it needs positive numbers, one per dimension (pads two).");
        }

        if (pads.Any(pad => pad < 0))
        {
            throw context.Unsupported($"its pads {Text(pads)} cut off elements", "Use a Slice before it.");
        }

        var (before, after, output) = (new int[rank], new int[rank], new int[rank]);
        for (var d = 0; d < rank; d++)
        {
            var extent = Limited(context, ((kernel[d] - 1L) * dilations[d]) + 1, "kernel");
            var length = Limited(context, input[d + 2], "operand");
            (before[d], after[d]) = AutoPad(context, length, extent, strides[d], pads[d], pads[d + rank]);
            Limited(context, (long)before[d] + after[d] + length, "padded operand");
            output[d] = Positions(length + before[d] + after[d] - extent, strides[d], ceil, length + before[d]);
            if (output[d] <= 0)
            {
                throw context.Mismatch($"a kernel of extent {extent} does not fit into dimension {d + 2} of {input}", "Give the model a larger input.");
            }
        }

        return new ConvolutionGeometry(kernel, strides, dilations, before, after, output);
    }

    /// <summary>The same over two dimensions: a one-dimensional one gets a height of 1.</summary>
    public ConvolutionGeometry AsImage() => Rank == 2
        ? this
        : new ConvolutionGeometry([1, .. Kernel], [1, .. Strides], [1, .. Dilations], [0, .. PadsBefore], [0, .. PadsAfter], [1, .. Output]);

    /// <summary>Sums of what the limit lets through stay far from overflowing.</summary>
    private static int Limited(InferenceContext context, long extent, string what) => extent <= MostElements ? (int)extent : throw context.Mismatch(
        FormattableString.Invariant($"its {what} spans {extent} elements"), FormattableString.Invariant($"At most {MostElements} are possible; export the model again."));

    private static int Positions(int room, int stride, bool ceil, int lastStart)
    {
        if (room < 0)
        {
            return 0;
        }

        var positions = (room / stride) + 1;
        if (ceil && room % stride != 0 && positions * stride < lastStart)
        {
            // A window that starts in the padding after the image does not count.
            positions++;
        }

        return positions;
    }

    private static (int Before, int After) AutoPad(InferenceContext context, int length, int extent, int stride, int before, int after)
    {
        switch (context.Attributes.String("auto_pad", "NOTSET"))
        {
            case "" or "NOTSET":
                return (before, after);
            case "VALID":
                return (0, 0);
            case var mode and ("SAME_UPPER" or "SAME_LOWER"):
                var total = Math.Max(0, ((((length + stride - 1) / stride) - 1) * stride) + extent - length);
                return mode == "SAME_UPPER" ? (total / 2, total - (total / 2)) : (total - (total / 2), total / 2);
            case var other:
                throw context.Unsupported($"auto_pad '{other}' is not known", "Use explicit pads.");
        }
    }

    private static string Text(int[] values) => $"[{string.Join(", ", values)}]";

    private static int[] Fill(int count, int value) => [.. Enumerable.Repeat(value, count)];
}
