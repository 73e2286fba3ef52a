using DigitDrawing;
using DigitTraining.Layers;

namespace DigitTraining;

/// <summary>LeNet-5 (LeCun and others, 1998) as it is built today: Relu for the sigmoids, maxima for the averages, and 8 channels in its first layer for
/// 6.</summary>
internal static class LeNet
{
    private const int Kernel = 5;

    public static Network Create()
    {
        var conv1 = new ConvolutionLayer("conv1", new ImageShape(1, DigitPainter.Size, DigitPainter.Size), channels: 8, Kernel);
        var relu1 = new ReluLayer("relu1", conv1.Output);
        var pool1 = new MaxPoolLayer("pool1", relu1.Output);
        var conv2 = new ConvolutionLayer("conv2", pool1.Output, channels: 16, Kernel);
        var relu2 = new ReluLayer("relu2", conv2.Output);
        var pool2 = new MaxPoolLayer("pool2", relu2.Output);
        var fc1 = new FullyConnectedLayer("fc1", pool2.Output.Length, outputs: 120);
        var relu3 = new ReluLayer("relu3", fc1.Output);
        var fc2 = new FullyConnectedLayer("fc2", fc1.Output.Length, outputs: 84);
        var relu4 = new ReluLayer("relu4", fc2.Output);
        var fc3 = new FullyConnectedLayer("fc3", fc2.Output.Length, outputs: 10);
        return new Network([conv1, relu1, pool1, conv2, relu2, pool2, fc1, relu3, fc2, relu4, fc3]);
    }
}
