using DigitDrawing;
using DigitTraining.Layers;

namespace DigitTraining;

/// <summary>Layers in a row.</summary>
internal sealed class Network(IReadOnlyList<Layer> layers)
{
    public IReadOnlyList<Layer> Layers { get; } = layers;

    public int ParameterCount => Layers.Sum(layer => layer.Parameters.Weights.Length + layer.Parameters.Bias.Length);

    public void Initialize(SplitMix random)
    {
        foreach (var layer in Layers)
        {
            layer.Initialize(random);
        }
    }

    /// <summary>Runs one image; the scores are the workspace's last value.</summary>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> image, Workspace workspace)
    {
        image.CopyTo(workspace.Values[0]);
        for (var i = 0; i < Layers.Count; i++)
        {
            Layers[i].Forward(workspace.Values[i], workspace.Values[i + 1]);
        }

        return workspace.Values[^1];
    }

    /// <summary>Goes back from the gradient at the workspace's last value and adds the parameters' gradients to the workspace's sums.</summary>
    public void Backward(Workspace workspace)
    {
        for (var i = Layers.Count - 1; i >= 0; i--)
        {
            var pass = new Pass
            {
                Input = workspace.Values[i],
                Output = workspace.Values[i + 1],
                OutputGradient = workspace.Gradients[i + 1],
                InputGradient = workspace.Gradients[i],
            };
            Layers[i].Backward(pass, workspace.ParameterGradients[i]);
        }
    }
}
