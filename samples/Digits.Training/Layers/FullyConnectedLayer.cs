namespace DigitTraining.Layers;

/// <summary>Every output is a weighted sum of all inputs; weights are [outputs, inputs].</summary>
internal sealed class FullyConnectedLayer(string name, int inputs, int outputs)
    : Layer(name, ImageShape.Vector(inputs), ImageShape.Vector(outputs), new Parameters(outputs * inputs, outputs))
{
    public override void Forward(ReadOnlySpan<float> input, Span<float> output)
    {
        for (var o = 0; o < output.Length; o++)
        {
            output[o] = Parameters.Bias[o] + Vectors.Dot(Row(Parameters, o), input);
        }
    }

    public override void Backward(in Pass pass, Parameters gradient)
    {
        pass.InputGradient.Clear();
        for (var o = 0; o < outputs; o++)
        {
            // Behind a Relu most are zero.
            var change = pass.OutputGradient[o];
            if (change == 0)
            {
                continue;
            }

            gradient.Bias[o] += change;
            Vectors.AddScaled(Row(gradient, o), change, pass.Input);
            Vectors.AddScaled(pass.InputGradient, change, Row(Parameters, o));
        }
    }

    private Span<float> Row(Parameters parameters, int output) => parameters.Weights.AsSpan(output * inputs, inputs);
}
