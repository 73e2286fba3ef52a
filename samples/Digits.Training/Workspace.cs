using DigitTraining.Layers;

namespace DigitTraining;

/// <summary>The memory for one image at a time in a network: a worker of its own for each thread.</summary>
internal sealed class Workspace
{
    public Workspace(Network network)
    {
        Values = [new float[network.Layers[0].Input.Length], .. network.Layers.Select(layer => new float[layer.Output.Length])];

        // Nobody asks for the gradient by the image's pixels.
        Gradients = [[], .. network.Layers.Select(layer => new float[layer.Output.Length])];
        ParameterGradients = [.. network.Layers.Select(layer => layer.Parameters.CreateGradient())];
    }

    /// <summary>The image, then each layer's output.</summary>
    public float[][] Values { get; }

    /// <summary>The loss's gradient by each of <see cref="Values"/>.</summary>
    public float[][] Gradients { get; }

    /// <summary>Per layer, summed over the images since they were last cleared.</summary>
    public Parameters[] ParameterGradients { get; }
}
