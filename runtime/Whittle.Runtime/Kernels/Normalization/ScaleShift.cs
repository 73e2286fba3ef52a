namespace Whittle.Runtime.Kernels;

/// <summary>x · scale + shift per channel: BatchNormalization, its four vectors folded into two. The tensor is seen as [outer, channels, inner]; in
/// place allowed.</summary>
public static class ScaleShift
{
    public static void Run(
        ReadOnlySpan<float> input,
        Span<float> output,
        ReadOnlySpan<float> scale,
        ReadOnlySpan<float> shift,
        int outer,
        int channels,
        int inner)
    {
        Arguments.Require((outer | channels | inner) >= 0, "No dimension may be negative.", nameof(outer));
        Arguments.Length(Shapes.Product([outer, channels, inner]), input.Length, nameof(input));
        Arguments.SameLength(input.Length, output.Length, nameof(output));
        Arguments.SameLength(channels, scale.Length, nameof(scale));
        Arguments.SameLength(channels, shift.Length, nameof(shift));
        if (input.IsEmpty)
        {
            return;
        }

        for (var i = 0; i < outer; i++)
        {
            var from = input.Slice(i * channels * inner, channels * inner);
            var to = output.Slice(i * channels * inner, channels * inner);
            if (inner == 1)
            {
                Binary.Run(from, scale, to, default(Multiply<float>));
                Binary.Run(to, shift, to, default(Add<float>));
                continue;
            }

            for (var channel = 0; channel < channels; channel++)
            {
                Unary.Run(from.Slice(channel * inner, inner), to.Slice(channel * inner, inner), new Affine(scale[channel], shift[channel]));
            }
        }
    }
}
