using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace DigitTraining.Layers;

/// <summary>A convolution with a square kernel, stride 1 and no padding; weights are [outputs, inputs, kernel row, kernel column].</summary>
/// <remarks>
/// All three loops work on tiles of 4 rows × 8 columns of the output image (one vector a row), or on 4 output channels at once: four independent sums hide
/// the latency of the additions. So the output must be a multiple of 4 high and of 8 wide, and have a multiple of 4 channels.
/// </remarks>
internal sealed class ConvolutionLayer : Layer
{
    private const int TileRows = 4;
    private const int TileColumns = 8;

    public ConvolutionLayer(string name, ImageShape input, int channels, int kernel)
        : base(
            name,
            input,
            new ImageShape(channels, input.Height - kernel + 1, input.Width - kernel + 1),
            new Parameters(channels * input.Channels * kernel * kernel, channels))
    {
        if (Output.Height % TileRows != 0 || Output.Width % TileColumns != 0 || channels % TileRows != 0)
        {
            throw new ArgumentException(
                $"{name}: an output of {Output} does not split into tiles of 4 rows × 8 columns and groups of 4 channels.", nameof(input));
        }

        Kernel = kernel;
    }

    public int Kernel { get; }

    private int WeightsPerOutput => Input.Channels * Kernel * Kernel;

    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var channel = 0; channel < Output.Channels; channel++)
        {
            var weights = Parameters.Weights.AsSpan(channel * WeightsPerOutput, WeightsPerOutput);
            var plane = output.Slice(channel * Output.PlaneLength, Output.PlaneLength);
            for (var row = 0; row < Output.Height; row += TileRows)
            {
                for (var column = 0; column < Output.Width; column += TileColumns)
                {
                    ForwardTile(input[((row * Input.Width) + column)..], weights, Parameters.Bias[channel], plane[((row * Output.Width) + column)..]);
                }
            }
        }
    }

    public override void Backward(in Pass pass, Parameters gradient)
    {
        for (var channel = 0; channel < Output.Channels; channel++)
        {
            gradient.Bias[channel] += Vectors.Sum(pass.OutputGradient.Slice(channel * Output.PlaneLength, Output.PlaneLength));
        }

        for (var index = 0; index < WeightsPerOutput; index++)
        {
            var window = pass.Input[WindowStart(index)..];
            for (var channel = 0; channel < Output.Channels; channel += TileRows)
            {
                AddWeightGradients(window, pass.OutputGradient, gradient.Weights.AsSpan(index), channel);
            }
        }

        pass.InputGradient.Clear();
        for (var index = 0; index < WeightsPerOutput && !pass.InputGradient.IsEmpty; index++)
        {
            AddInputGradient(pass.OutputGradient, index, pass.InputGradient[WindowStart(index)..]);
        }
    }

    /// <summary>Where the part of the input begins that one position of the kernel (input channel, row, column) meets while it slides.</summary>
    private int WindowStart(int index)
    {
        var (row, kernelColumn) = Math.DivRem(index, Kernel);
        var (channel, kernelRow) = Math.DivRem(row, Kernel);
        return (channel * Input.PlaneLength) + (kernelRow * Input.Width) + kernelColumn;
    }

    /// <summary>Four sums, one a row of the tile; each weight is broadcast to all of them.</summary>
    private void ForwardTile(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, float bias, Span<float> output)
    {
        ref var image = ref MemoryMarshal.GetReference(input);
        var width = (nuint)Input.Width;
        var sum0 = Vector256.Create(bias);
        var (sum1, sum2, sum3) = (sum0, sum0, sum0);
        var next = 0;
        for (var channel = 0; channel < Input.Channels; channel++)
        {
            for (var row = 0; row < Kernel; row++)
            {
                var at = (nuint)((channel * Input.PlaneLength) + (row * Input.Width));
                for (var column = 0; column < Kernel; column++, at++)
                {
                    var weight = Vector256.Create(weights[next++]);
                    sum0 += weight * Vector256.LoadUnsafe(ref image, at);
                    sum1 += weight * Vector256.LoadUnsafe(ref image, at + width);
                    sum2 += weight * Vector256.LoadUnsafe(ref image, at + (2 * width));
                    sum3 += weight * Vector256.LoadUnsafe(ref image, at + (3 * width));
                }
            }
        }

        sum0.CopyTo(output);
        sum1.CopyTo(output[Output.Width..]);
        sum2.CopyTo(output[(2 * Output.Width)..]);
        sum3.CopyTo(output[(3 * Output.Width)..]);
    }

    /// <summary>Four sums, one an output channel; each vector of the input serves all of them.</summary>
    private void AddWeightGradients(ReadOnlySpan<float> window, ReadOnlySpan<float> outputGradient, Span<float> weightGradient, int channel)
    {
        ref var image = ref MemoryMarshal.GetReference(window);
        ref var change = ref MemoryMarshal.GetReference(outputGradient[(channel * Output.PlaneLength)..]);
        var plane = (nuint)Output.PlaneLength;
        var (sum0, sum1, sum2, sum3) = (Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero, Vector256<float>.Zero);
        for (var row = 0; row < Output.Height; row++)
        {
            for (var column = 0; column < Output.Width; column += TileColumns)
            {
                var pixels = Vector256.LoadUnsafe(ref image, (nuint)((row * Input.Width) + column));
                var at = (nuint)((row * Output.Width) + column);
                sum0 += pixels * Vector256.LoadUnsafe(ref change, at);
                sum1 += pixels * Vector256.LoadUnsafe(ref change, at + plane);
                sum2 += pixels * Vector256.LoadUnsafe(ref change, at + (2 * plane));
                sum3 += pixels * Vector256.LoadUnsafe(ref change, at + (3 * plane));
            }
        }

        weightGradient[channel * WeightsPerOutput] += Vector256.Sum(sum0);
        weightGradient[(channel + 1) * WeightsPerOutput] += Vector256.Sum(sum1);
        weightGradient[(channel + 2) * WeightsPerOutput] += Vector256.Sum(sum2);
        weightGradient[(channel + 3) * WeightsPerOutput] += Vector256.Sum(sum3);
    }

    /// <summary>What one position of the kernel gives back to the pixels that it met: the sum over the output channels, tile by tile.</summary>
    private void AddInputGradient(ReadOnlySpan<float> outputGradient, int index, Span<float> window)
    {
        ref var change = ref MemoryMarshal.GetReference(outputGradient);
        ref var target = ref MemoryMarshal.GetReference(window);
        var (width, inputWidth) = ((nuint)Output.Width, (nuint)Input.Width);
        for (var row = 0; row < Output.Height; row += TileRows)
        {
            for (var column = 0; column < Output.Width; column += TileColumns)
            {
                var to = (nuint)((row * Input.Width) + column);
                var sum0 = Vector256.LoadUnsafe(ref target, to);
                var sum1 = Vector256.LoadUnsafe(ref target, to + inputWidth);
                var sum2 = Vector256.LoadUnsafe(ref target, to + (2 * inputWidth));
                var sum3 = Vector256.LoadUnsafe(ref target, to + (3 * inputWidth));
                for (var channel = 0; channel < Output.Channels; channel++)
                {
                    var at = (nuint)((channel * Output.PlaneLength) + (row * Output.Width) + column);
                    var weight = Vector256.Create(Parameters.Weights[(channel * WeightsPerOutput) + index]);
                    sum0 += weight * Vector256.LoadUnsafe(ref change, at);
                    sum1 += weight * Vector256.LoadUnsafe(ref change, at + width);
                    sum2 += weight * Vector256.LoadUnsafe(ref change, at + (2 * width));
                    sum3 += weight * Vector256.LoadUnsafe(ref change, at + (3 * width));
                }

                sum0.StoreUnsafe(ref target, to);
                sum1.StoreUnsafe(ref target, to + inputWidth);
                sum2.StoreUnsafe(ref target, to + (2 * inputWidth));
                sum3.StoreUnsafe(ref target, to + (3 * inputWidth));
            }
        }
    }
}
