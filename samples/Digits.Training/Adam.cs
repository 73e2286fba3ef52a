using DigitTraining.Layers;

namespace DigitTraining;

/// <summary>Adam (Kingma and Ba, 2014): each parameter's step is its mean gradient over the root of its mean squared gradient.</summary>
internal sealed class Adam
{
    private const float MeanDecay = 0.9f;
    private const float SquareDecay = 0.999f;
    private const float Epsilon = 1e-8f;

    private readonly Parameters[] _parameters;
    private readonly Parameters[] _means;
    private readonly Parameters[] _squares;
    private float _meanLeft = 1;
    private float _squareLeft = 1;

    public Adam(Network network)
    {
        _parameters = [.. network.Layers.Select(layer => layer.Parameters)];
        _means = [.. _parameters.Select(parameters => parameters.CreateGradient())];
        _squares = [.. _parameters.Select(parameters => parameters.CreateGradient())];
    }

    /// <summary>Moves the parameters against <paramref name="gradients"/> * <paramref name="factor"/>.</summary>
    public void Step(Parameters[] gradients, float factor, float learningRate)
    {
        // Both means start at zero; these make up for it.
        _meanLeft *= MeanDecay;
        _squareLeft *= SquareDecay;
        for (var i = 0; i < _parameters.Length; i++)
        {
            Step(_parameters[i].Weights, gradients[i].Weights, _means[i].Weights, _squares[i].Weights, factor, learningRate);
            Step(_parameters[i].Bias, gradients[i].Bias, _means[i].Bias, _squares[i].Bias, factor, learningRate);
        }
    }

    private void Step(float[] values, float[] gradients, float[] means, float[] squares, float factor, float learningRate)
    {
        var meanCorrection = learningRate / (1 - _meanLeft);
        var squareCorrection = 1 / (1 - _squareLeft);
        for (var i = 0; i < values.Length; i++)
        {
            var gradient = gradients[i] * factor;
            means[i] = (MeanDecay * means[i]) + ((1 - MeanDecay) * gradient);
            squares[i] = (SquareDecay * squares[i]) + ((1 - SquareDecay) * gradient * gradient);
            values[i] -= meanCorrection * means[i] / (MathF.Sqrt(squares[i] * squareCorrection) + Epsilon);
        }
    }
}
