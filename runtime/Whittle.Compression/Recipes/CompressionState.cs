using Whittle.Compression.Export;
using Whittle.Compression.Quantization;
using Whittle.Compression.Sharing;
using Whittle.Compression.Training;
using static TorchSharp.torch;

namespace Whittle.Compression.Recipes;

/// <summary>A network on its way through a recipe.</summary>
/// <param name="network">The network.</param>
/// <param name="training">What it is trained with.</param>
/// <param name="validation">What its error is measured on.</param>
public sealed class CompressionState(nn.Module<Tensor, Tensor> network, TrainingSet training, TrainingSet validation)
{
    private Func<TrainingSet> _training = () => training;

    /// <summary>The network; stages that change its architecture replace it.</summary>
    public nn.Module<Tensor, Tensor> Network { get; set; } = network;

    /// <summary>What later stages train with; with a teacher's logits once a stage distils.</summary>
    public TrainingSet Training
    {
        get
        {
            var data = _training();
            _training = () => data;
            return data;
        }

        set => _training = () => value;
    }

    /// <summary>Seed of the stage that begins or is restored.</summary>
    public int Seed { get; internal set; }

    /// <summary>What errors are measured on.</summary>
    public TrainingSet Validation => validation;

    /// <summary>How the teacher's logits count, once a stage distils.</summary>
    public Teacher? Teacher { get; set; }

    /// <summary>The form that the weights have.</summary>
    public WeightConstraint? Form { get; set; }

    /// <summary>Scales of the values between layers, once a stage quantizes them; training and errors round to them.</summary>
    public ActivationScales? Activations { get; set; }

    /// <summary>Whether training and errors round what each layer reads by its own range, and an export does so, too.</summary>
    public bool RoundsDynamically { get; set; }

    /// <summary>What stages have to remember for <see cref="CompressionStage.Restore"/>; names begin with the stage's.</summary>
    public IDictionary<string, Tensor> Memory { get; } = new Dictionary<string, Tensor>();

    /// <summary>The form of each layer as an export writes it: shared values or integers; layers that are not named are floats.</summary>
    public IReadOnlyDictionary<string, WeightForm> Forms => Form switch
    {
        SharedWeights shared => WeightForm.Of(shared),
        QuantizedTraining quantized => WeightForm.Of(Network, quantized),
        _ => new Dictionary<string, WeightForm>(),
    };

    /// <summary>Share of the weights of all layers that are not zero.</summary>
    public double Kept
    {
        get
        {
            var weights = WeightLayer.Of(Network).Select(layer => layer.Weight).ToList();
            return weights.Sum(weight => (double)weight.count_nonzero().item<long>()) / weights.Sum(weight => (double)weight.numel());
        }
    }

    /// <summary>Changes the training data when they are next asked for; a network that is only looked at never needs them.</summary>
    public void ChangeTrainingLater(Func<TrainingSet, TrainingSet> change)
    {
        ArgumentNullException.ThrowIfNull(change);
        var before = _training;
        _training = () => change(before());
    }

    /// <summary>Error on the validation data in percent, activations rounded where they are quantized.</summary>
    public double Error() => Error(validation);

    /// <summary>Error on other data in percent, such as test data at the very end.</summary>
    public double Error(TrainingSet data)
    {
        ArgumentNullException.ThrowIfNull(data);
        using var attached = AttachRounding();
        return data.Error(Network);
    }

    /// <summary>Rounds values between layers as the form says, until the result is disposed; null where they are float.</summary>
    internal IDisposable? AttachRounding() => RoundsDynamically ? DynamicActivations.Attach(Network) : Activations?.Attach(Network);
}
