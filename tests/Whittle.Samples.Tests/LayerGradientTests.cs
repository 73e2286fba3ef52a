using DigitDrawing;
using DigitTraining.Layers;

namespace Whittle.Samples.Tests;

/// <summary>Compares what Backward says with what Forward does when a number is moved a little either way.</summary>
public class LayerGradientTests
{
    private const float Step = 1 / 128f;

    private static readonly SplitMix _random = new(11);

    [Fact]
    public void Convolution() => Check(new ConvolutionLayer("conv", new ImageShape(2, 12, 20), channels: 8, kernel: 5));

    [Fact]
    public void FullyConnected() => Check(new FullyConnectedLayer("fc", 37, 13));

    [Fact]
    public void MaxPool() => Check(new MaxPoolLayer("pool", new ImageShape(3, 6, 4)));

    [Fact]
    public void Relu() => Check(new ReluLayer("relu", new ImageShape(2, 3, 5)));

    [Fact]
    public void SoftmaxLoss_Scores()
    {
        float[] scores = [1, -2, 0.5f, 3, 0];
        var gradient = new float[5];
        SoftmaxLoss.Evaluate(scores, 2, gradient);
        var unused = new float[5];
        CheckNumbers(scores, gradient, () => SoftmaxLoss.Evaluate(scores, 2, unused));
    }

    private static void Check(Layer layer)
    {
        // Spread over a grid wider than the step, so that no maximum and no sign changes within it.
        var input = Enumerable.Range(0, layer.Input.Length).Select(i => (i + 0.5f - (layer.Input.Length / 2f)) * 4 / layer.Input.Length).ToArray();
        Shuffle(input);
        layer.Initialize(_random);
        var outputGradient = new float[layer.Output.Length];
        foreach (ref var value in outputGradient.AsSpan())
        {
            value = (float)_random.NextAround(1);
        }

        var (output, inputGradient, gradient) = (new float[layer.Output.Length], new float[layer.Input.Length], layer.Parameters.CreateGradient());
        layer.Forward(input, output);
        var pass = new Pass { Input = input, Output = output, OutputGradient = outputGradient, InputGradient = inputGradient };
        layer.Backward(pass, gradient);

        double Loss()
        {
            layer.Forward(input, output);
            return output.Zip(outputGradient, (left, right) => (double)left * right).Sum();
        }

        CheckNumbers(input, inputGradient, Loss);
        CheckNumbers(layer.Parameters.Weights, gradient.Weights, Loss);
        CheckNumbers(layer.Parameters.Bias, gradient.Bias, Loss);
    }

    private static void CheckNumbers(float[] numbers, float[] gradient, Func<double> loss)
    {
        for (var i = 0; i < numbers.Length; i++)
        {
            var before = numbers[i];
            numbers[i] = before + Step;
            var above = loss();
            numbers[i] = before - Step;
            var below = loss();
            numbers[i] = before;
            Assert.Equal((above - below) / (2 * Step), gradient[i], 2e-3);
        }
    }

    private static void Shuffle(float[] values)
    {
        for (var i = values.Length - 1; i > 0; i--)
        {
            var other = _random.Next(i + 1);
            (values[i], values[other]) = (values[other], values[i]);
        }
    }
}
