using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;
using static TorchSharp.torch.nn;

namespace DeepCompression.Models;

/// <summary>The networks that the sample compresses. All take [n, 1, 28, 28] but SimpleNet, which takes [n, 3, 24, 24].</summary>
internal static class Networks
{
    /// <summary>784 → 300 → 100 → 10 (LeCun et al. 1998), 266,610 parameters.</summary>
    public static Sequential LeNet300() => Initialized(Sequential(
        ("flat", Flatten()), ("fc1", Linear(784, 300)), ("relu1", ReLU()), ("fc2", Linear(300, 100)), ("relu2", ReLU()), ("fc3", Linear(100, 10))));

    /// <summary>Two convolutions and two layers, the form that Caffe made common, 431,080 parameters.</summary>
    public static Sequential LeNet5() => Initialized(Sequential(
        ("conv1", Conv2d(1, 20, 5)), ("pool1", MaxPool2d(2)), ("conv2", Conv2d(20, 50, 5)), ("pool2", MaxPool2d(2)), ("flat", Flatten()),
        ("fc1", Linear(800, 500)), ("relu1", ReLU()), ("fc2", Linear(500, 10))));

    /// <summary>conv 3 → 64, pool, conv 64 → 64, pool, fc 2304 → 128, fc 10.</summary>
    public static Sequential SimpleNet() => Initialized(Sequential(
        ("conv1", Conv2d(3, 64, 3, padding: 1)), ("relu1", ReLU()), ("pool1", MaxPool2d(2)),
        ("conv2", Conv2d(64, 64, 3, padding: 1)), ("relu2", ReLU()), ("pool2", MaxPool2d(2)), ("flat", Flatten()),
        ("fc1", Linear(2304, 128)), ("relu3", ReLU()), ("fc2", Linear(128, 10))));

    // He et al. 2015: normal numbers of variance 2 / inputs, biases zero.
    private static Sequential Initialized(Sequential network)
    {
        using var none = no_grad();
        foreach (var (name, parameter) in network.named_parameters())
        {
            if (name.EndsWith("bias", StringComparison.Ordinal))
            {
                parameter.zero_();
            }
            else
            {
                parameter.normal_(0, Math.Sqrt(2.0 * parameter.shape[0] / parameter.numel()));
            }
        }

        return network;
    }
}
