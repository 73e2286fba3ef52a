namespace DigitTraining.Layers;

/// <summary>max(x, 0).</summary>
internal sealed class ReluLayer(string name, ImageShape shape) : Layer(name, shape, shape, Parameters.None)
{
    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var i = 0; i < output.Length; i++)
        {
            output[i] = Math.Max(input[i], 0);
        }
    }

    public override void Backward(in Pass pass, Parameters gradient)
    {
        for (var i = 0; i < pass.InputGradient.Length; i++)
        {
            pass.InputGradient[i] = pass.Output[i] > 0 ? pass.OutputGradient[i] : 0;
        }
    }
}
