namespace DigitTraining.Layers;

/// <summary>The greatest of each 2×2 square, side by side.</summary>
internal sealed class MaxPoolLayer(string name, ImageShape input)
    : Layer(name, input, new ImageShape(input.Channels, input.Height / 2, input.Width / 2), Parameters.None)
{
    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        var width = Input.Width;
        for (var o = 0; o < output.Length; o++)
        {
            var corner = Corner(o);
            output[o] = Math.Max(Math.Max(input[corner], input[corner + 1]), Math.Max(input[corner + width], input[corner + width + 1]));
        }
    }

    public override void Backward(in Pass pass, Parameters gradient)
    {
        if (pass.InputGradient.IsEmpty)
        {
            return;
        }

        pass.InputGradient.Clear();
        for (var o = 0; o < pass.OutputGradient.Length; o++)
        {
            pass.InputGradient[Winner(pass.Input, Corner(o), pass.Output[o])] = pass.OutputGradient[o];
        }
    }

    /// <summary>The first of a square's inputs that became its output.</summary>
    private int Winner(ReadOnlySpan<float> input, int corner, float greatest)
    {
        if (input[corner] == greatest)
        {
            return corner;
        }

        if (input[corner + 1] == greatest)
        {
            return corner + 1;
        }

        return input[corner + Input.Width] == greatest ? corner + Input.Width : corner + Input.Width + 1;
    }

    /// <summary>The upper left input of an output's square.</summary>
    private int Corner(int output)
    {
        var (row, column) = Math.DivRem(output, Output.Width);
        var (channel, line) = Math.DivRem(row, Output.Height);
        return (channel * Input.PlaneLength) + (2 * line * Input.Width) + (2 * column);
    }
}
