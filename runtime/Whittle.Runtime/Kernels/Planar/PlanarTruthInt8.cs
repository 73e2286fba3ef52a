using Whittle.Runtime.Quantization;

namespace Whittle.Runtime.Kernels;

/// <summary>The truth of planar convolutions: plain loops over the weights as they were given.</summary>
internal sealed unsafe class PlanarTruthInt8(PlanarImage image, ReadOnlySpan<sbyte> weights, byte border)
{
    private readonly sbyte[] _weights = weights.ToArray();

    public void Run(byte* input, bool signed, byte* output, in RequantizeEpilogue epilogue)
    {
        for (var position = 0; position < image.Geometry.Positions; position++)
        {
            var (line, column) = Math.DivRem(position, image.OutputWidth);
            var (number, row) = Math.DivRem(line, image.OutputHeight);
            var planes = input + ((nint)number * image.Channels * image.Height * image.Width);
            for (var o = 0; o < image.Geometry.Outputs; o++)
            {
                epilogue.End(Sum(planes, signed, row, column, o), o, output++);
            }
        }
    }

    /// <summary>One output's sum. Signed activations count 128 more than they are.</summary>
    private int Sum(byte* planes, bool signed, int row, int column, int output)
    {
        var (sum, weight) = (0, output * image.Geometry.Depth);
        for (var down = 0; down < image.KernelHeight; down++)
        {
            for (var right = 0; right < image.KernelWidth; right++)
            {
                for (var channel = 0; channel < image.Channels; channel++)
                {
                    var offset = image.TapOffset(channel, down, right, row, column);
                    sum += ((offset < 0 ? border : planes[offset]) ^ (signed ? 0x80 : 0)) * _weights[weight++];
                }
            }
        }

        return sum;
    }
}
