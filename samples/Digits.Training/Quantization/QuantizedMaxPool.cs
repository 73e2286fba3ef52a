using DigitTraining.Layers;

namespace DigitTraining.Quantization;

/// <summary>The greatest byte is the greatest number: input and output have one scale.</summary>
internal sealed class QuantizedMaxPool(MaxPoolLayer layer, Affine scale) : QuantizedLayer(layer, scale)
{
    public override void Run(ReadOnlySpan<byte> input, Span<byte> output)
    {
        var next = 0;
        for (var row = 0; row < Input.Channels * Input.Height; row += 2)
        {
            var upper = input.Slice(row * Input.Width, Input.Width);
            var lower = input.Slice((row + 1) * Input.Width, Input.Width);
            for (var column = 0; column < Input.Width; column += 2)
            {
                output[next++] = Math.Max(Math.Max(upper[column], upper[column + 1]), Math.Max(lower[column], lower[column + 1]));
            }
        }
    }
}
